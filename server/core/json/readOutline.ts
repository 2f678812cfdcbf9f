import { keptWith } from '../template/kept';
import type { Node, SectionNode, Template } from '../template/tree';
import type { Range } from '../text/range';
import { type Condition, complement, conditionOf } from './branches';
import {
  literalOf,
  type Outline,
  type OutlineList,
  type OutlineMember,
  type OutlineObject,
  type OutlineParent,
  type OutlinePiece,
  type OutlinePlace,
  type OutlineScalar,
  type OutlineStep,
  type OutlineValue,
} from './outline';

/** The outline of a template; read once, and once more for a place that is asked about. */
export const outlineOf: (template: Template) => Outline = keptWith(template => new ReadOutline(template));

/** Places are needed where somebody types, but not by the checks, which read every body after every keystroke. */
class ReadOutline implements Outline {
  roots: readonly OutlineValue[];
  private asked: Place | undefined;

  constructor(private readonly template: Template) {
    this.roots = this.read(undefined);
  }

  placeAt(offset: number): Place {
    if (this.asked?.offset === offset) return this.asked;
    this.asked = { offset, step: undefined, parents: new Map() };
    this.roots = this.read(this.asked);
    return this.asked;
  }

  private read(asked: Place | undefined): readonly OutlineValue[] {
    return new Reader(this.template.source, asked).read(this.template.children);
  }
}

/** What a reading notes about the place that is asked about. */
interface Place extends OutlinePlace {
  readonly offset: number;
  step: OutlineStep | undefined;
  readonly parents: Map<OutlineObject | OutlineList, OutlineParent>;
}

type Changeable<T> = { -readonly [Key in keyof T]: T[Key] };

interface ReadObject extends Changeable<Omit<OutlineObject, 'range' | 'members'>> {
  range: { start: number; end: number };
  members: ReadMember[];
}

interface ReadList extends Changeable<Omit<OutlineList, 'range' | 'items'>> {
  range: { start: number; end: number };
  items: OutlineValue[];
}

interface ReadMember extends Changeable<Omit<OutlineMember, 'values'>> {
  values: OutlineValue[];
}

interface ReadScalar extends Changeable<Omit<OutlineScalar, 'range' | 'pieces'>> {
  range: { start: number; end: number };
  pieces: OutlinePiece[];
}

/** Where the reader is in an object or a list. */
interface Frame {
  readonly container: ReadObject | ReadList;
  readonly expects: 'key' | 'colon' | 'value' | 'after';
  readonly member: ReadMember | undefined;
}

/** What is being read: a scalar, or the key of the member `of`. */
interface Current {
  readonly scalar: ReadScalar;
  readonly of: ReadMember | undefined;
  /** What was expected where it began. */
  readonly began: Frame['expects'];
  /** The last character was a backslash. */
  escaped: boolean;
}

interface Saved {
  readonly frames: readonly Frame[];
  readonly current: Current | undefined;
}

/** How deep sections may nest; what is deeper is left out. */
const deepest = 100;

class Reader {
  private readonly root: ReadList = {
    kind: 'list',
    range: { start: 0, end: 0 },
    conditions: [],
    items: [],
    open: false,
  };
  private frames: Frame[] = [{ container: this.root, expects: 'value', member: undefined }];
  private current: Current | undefined;
  private conditions: readonly Condition[] = [];

  constructor(
    private readonly source: string,
    private readonly asked: Place | undefined,
  ) {}

  read(nodes: readonly Node[]): readonly OutlineValue[] {
    this.nodes(nodes);
    for (const { container } of this.frames) container.range.end = this.source.length;
    return this.root.items;
  }

  /** Notes the state of the reading, up to the place that is asked about. */
  private mark(at: number): void {
    const { asked, current, conditions } = this;
    if (!asked || at > asked.offset) return;
    const { container, expects, member } = this.top();
    const inside = current?.of ? 'key' : current?.scalar;
    asked.step = {
      ...(container !== this.root && { container }),
      expects: current?.began ?? expects,
      ...(member && { member }),
      ...(inside && { inside }),
      conditions,
    };
  }

  private depth = 0;

  private nodes(list: readonly Node[]): void {
    if (this.depth >= deepest) {
      this.top().container.open = true;
      return;
    }
    this.depth++;
    for (let index = 0; index < list.length; index++) {
      const node = list[index]!;
      if (node.kind !== 'section') {
        this.node(node);
        continue;
      }
      const other = this.otherBranch(list, index);
      if (other < 0) {
        this.section(node);
        continue;
      }
      const start = this.save();
      this.section(node);
      for (index++; index < other; index++) this.node(list[index] as Exclude<Node, SectionNode>);
      this.branch(list[other] as SectionNode, start);
    }
    this.depth--;
  }

  /** The index of the section after the one at `index`, if the two are the branches of one question; -1 otherwise. */
  private otherBranch(list: readonly Node[], index: number): number {
    let at = index + 1;
    while (at < list.length && this.isBlank(list[at]!)) at++;
    const next = list[at];
    if (next?.kind !== 'section') return -1;
    const first = conditionOf(list[index] as SectionNode);
    const second = first && conditionOf(next);
    return second && complement(first, second) ? at : -1;
  }

  /** The second branch begins where the first one began. */
  private branch(node: SectionNode, start: Saved): void {
    const after = this.save();
    this.restore(start);
    this.section(node);
    if (this.frames.length !== after.frames.length) this.restore(after);
    if (node.close) this.mark(node.range.end);
  }

  private section(node: SectionNode): void {
    const outer = this.conditions;
    const condition = conditionOf(node);
    if (condition) this.conditions = outer.concat(condition);
    const started = this.current;
    this.mark(node.tag.range.end);
    this.nodes(node.children);
    this.conditions = outer;
    // A value without quotes that began in the section ends with it.
    if (this.current !== started && this.current?.scalar.kind === 'bare') this.current = undefined;
    // What is typed at the end of an unclosed section is still in it.
    if (node.close) this.mark(node.range.end);
  }

  private save(): Saved {
    return { frames: [...this.frames], current: this.current };
  }

  private restore({ frames, current }: Saved): void {
    this.frames = [...frames];
    this.current = current;
  }

  private isBlank({ kind, range }: Node): boolean {
    if (kind !== 'text') return kind === 'line-break' || kind === 'comment';
    for (let at = range.start; at < range.end; at++) if (!isBlank(this.source.charCodeAt(at))) return false;
    return true;
  }

  private node(node: Exclude<Node, SectionNode>): void {
    switch (node.kind) {
      case 'text':
      case 'line-break':
        this.text(node.range);
        return;
      case 'variable':
        this.tag({ kind: 'tag', node, inner: this.isInner() }, node.range);
        return;
      case 'broken':
        // At the very end of a text a brace may begin a tag; it is read as the beginning of an object, as its author
        // means it.
        if (this.source.slice(node.range.start, node.range.end) === '{') this.text(node.range);
        else this.tag({ kind: 'unknown' }, node.range);
        return;
      case 'partial':
        this.tag({ kind: 'unknown' }, node.range);
        return;
      case 'block':
      case 'extend':
        this.nodes(node.children);
        return;
      case 'comment':
      case 'delimiters':
      case 'nested-template':
        return;
    }
  }

  private isInner(): boolean {
    return this.current !== undefined && this.current.scalar.conditions.length < this.conditions.length;
  }

  private tag(piece: OutlinePiece, range: Range): void {
    const frame = this.top();
    if (this.current) this.add(piece, range.end);
    else if (frame.expects === 'value' || (frame.expects === 'after' && this.isBranch(frame)))
      this.begin('bare', range.start, piece, range.end);
    else frame.container.open = true;
    this.mark(range.end);
  }

  /** Whether a value may follow the last one without a comma because the two are in different sections. */
  private isBranch({ container, member }: Frame): boolean {
    const last = (container.kind === 'object' ? (member?.values ?? []) : container.items).at(-1);
    return last !== undefined && last.conditions.length + this.conditions.length > 0;
  }

  /** Reads text in runs: a string up to its quote, a word up to what ends it, or one sign of the structure. */
  private text({ start, end }: Range): void {
    let at = start;
    while (at < end) {
      if (this.current?.scalar.kind === 'string') {
        at = this.inString(this.current, at, end);
        continue;
      }
      const code = this.source.charCodeAt(at);
      if (this.current && !endsWord(code)) {
        at = this.word(at, end);
        continue;
      }
      this.current = undefined;
      if (!isBlank(code)) this.structure(code, at);
      this.mark(at + 1);
      at++;
    }
  }

  /** Goes on with a word without quotes, and answers where it ends. */
  private word(start: number, end: number): number {
    let at = start + 1;
    while (at < end && !endsWord(this.source.charCodeAt(at))) at++;
    this.add(this.textPiece(start, at), at);
    return at;
  }

  /** Goes on with a string, and answers what is behind it or its text. */
  private inString(current: Current, start: number, end: number): number {
    const { source } = this;
    let at = start;
    for (; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code === lineFeed || code === carriageReturn || (code === quote && !current.escaped)) break;
      current.escaped = code === backslash && !current.escaped;
    }
    if (at > start) this.add(this.textPiece(start, at), at);
    if (at === end) return at;
    this.endString(current, at);
    this.mark(at + 1);
    return at + 1;
  }

  /** A string ends at its quote, or at the end of the line. */
  private endString({ scalar, of }: Current, at: number): void {
    this.current = undefined;
    scalar.range.end = this.source.charCodeAt(at) === quote ? at + 1 : at;
    if (!of) return;
    of.key = literalOf(scalar);
    of.keyRange = { start: scalar.range.start + 1, end: at };
  }

  private structure(code: number, at: number): void {
    const frame = this.top();
    const { container } = frame;
    switch (code) {
      case openBrace:
        this.open(
          { kind: 'object', range: this.from(at), conditions: this.conditions, members: [], open: false },
          'key',
        );
        return;
      case openBracket:
        this.open({ kind: 'list', range: this.from(at), conditions: this.conditions, items: [], open: false }, 'value');
        return;
      case closeBrace:
        this.close('object', at);
        return;
      case closeBracket:
        this.close('list', at);
        return;
      case comma:
        this.set(container, container.kind === 'object' ? 'key' : 'value', undefined);
        return;
      case colon:
        if (container.kind === 'object') this.set(container, 'value', frame.member);
        return;
      case quote:
        if (container.kind === 'object' && (frame.expects === 'key' || this.isKey(at))) this.beginKey(container, at);
        else this.begin('string', at, undefined, at + 1);
        return;
      default:
        if (frame.expects !== 'key') this.begin('bare', at, this.textPiece(at, at + 1), at + 1);
    }
  }

  /** Whether the string that begins here is followed by a colon. */
  private isKey(at: number): boolean {
    keyPattern.lastIndex = at;
    return keyPattern.test(this.source);
  }

  private beginKey(container: ReadObject, at: number): void {
    const member: ReadMember = {
      key: undefined,
      keyRange: { start: at + 1, end: at + 1 },
      conditions: this.conditions,
      values: [],
    };
    container.members.push(member);
    const scalar: ReadScalar = { kind: 'string', range: this.from(at), conditions: this.conditions, pieces: [] };
    this.current = { scalar, of: member, began: this.top().expects, escaped: false };
    this.set(container, 'colon', member);
  }

  private begin(kind: 'string' | 'bare', at: number, piece: OutlinePiece | undefined, end: number): void {
    const scalar: ReadScalar = { kind, range: this.from(at), conditions: this.conditions, pieces: [] };
    const began = this.top().expects;
    this.attach(scalar);
    this.current = { scalar, of: undefined, began, escaped: false };
    if (piece) this.add(piece, end);
  }

  private textPiece(start: number, end: number): OutlinePiece {
    const { conditions } = this;
    return {
      kind: 'text',
      text: this.source.slice(start, end),
      range: { start, end },
      inner: this.isInner(),
      conditions,
    };
  }

  private add(piece: OutlinePiece, end: number): void {
    const { scalar } = this.current!;
    const last = scalar.pieces.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text' && piece.conditions === last.conditions)
      scalar.pieces[scalar.pieces.length - 1] = {
        ...last,
        text: last.text + piece.text,
        range: { start: last.range.start, end },
      };
    else scalar.pieces = added(scalar.pieces, piece);
    scalar.range.end = end;
  }

  private open(value: ReadObject | ReadList, expects: Frame['expects']): void {
    this.attach(value);
    this.frames.push({ container: value, expects, member: undefined });
  }

  private close(kind: 'object' | 'list', at: number): void {
    const index = this.frames.findLastIndex(({ container }) => container.kind === kind);
    if (index < 1) return;
    while (this.frames.length > index) this.frames.pop()!.container.range.end = at + 1;
  }

  private attach(value: ReadObject | ReadList | ReadScalar): void {
    const { container, member } = this.top();
    const parents = value.kind === 'object' || value.kind === 'list' ? this.asked?.parents : undefined;
    if (container.kind === 'list') {
      const index = container.items.push(value) - 1;
      if (container !== this.root) parents?.set(value as ReadObject | ReadList, { kind: 'item', container, index });
    } else if (member) {
      member.values = added(member.values, value);
      parents?.set(value as ReadObject | ReadList, { kind: 'member', container, member });
    }
    this.set(container, 'after', member);
  }

  private top(): Frame {
    return this.frames[this.frames.length - 1]!;
  }

  private set(container: Frame['container'], expects: Frame['expects'], member: ReadMember | undefined): void {
    this.frames[this.frames.length - 1] = { container, expects, member };
  }

  /** A range up to the end of the text, as long as no other end is found. */
  private from(start: number): ReadScalar['range'] {
    return { start, end: this.source.length };
  }
}

/** A list with one more element. (What is pushed into an empty one makes room for 17, of which most lists here need one.) */
function added<T>(list: T[], element: T): T[] {
  if (list.length === 0) return [element];
  list.push(element);
  return list;
}

const keyPattern = /"(?:[^"\\\r\n]|\\.){0,300}"\s*:/y;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

function endsWord(code: number): boolean {
  switch (code) {
    case quote:
    case comma:
    case colon:
    case openBracket:
    case closeBracket:
    case openBrace:
    case closeBrace:
      return true;
    default:
      return isBlank(code);
  }
}

function isBlank(code: number): boolean {
  if (code < 0xa0) return code === 0x20 || (code >= 0x09 && code <= carriageReturn);
  return /\s/.test(String.fromCharCode(code));
}
