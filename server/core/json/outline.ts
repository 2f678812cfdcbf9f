import type { Node, SectionNode, Template, VariableNode } from '../template/tree';
import type { Range } from '../text/range';
import { type Condition, complement, conditionOf } from './branches';

/**
 * The JSON that a template writes, as far as it can be read off: objects, members and values with their places and with
 * the sections they stand in. Every section is read once, so that a loop has one element and each branch its members.
 * Nothing is decided about other events (that is the proof's), and any text is taken, however broken.
 */
export interface Outline {
  /** One value; several where branches write one each. */
  readonly roots: readonly OutlineValue[];
  /** How far the reading had come at each place where that changes, in the order of the text. */
  readonly steps: readonly OutlineStep[];
  /** What each object and list stands in; those of `roots` are left out. */
  readonly parents: ReadonlyMap<OutlineObject | OutlineList, OutlineParent>;
}

/** How far the reading has come from an offset on. */
export interface OutlineStep {
  readonly at: number;
  /** The innermost object or list that is open; undefined outside of all. */
  readonly container?: OutlineObject | OutlineList;
  /** What may stand here in the container; within a scalar or a key, what might where that began. */
  readonly expects: 'key' | 'colon' | 'value' | 'after';
  /** The member whose key or value is being read, or was read last. */
  readonly member?: OutlineMember;
  /** The value that the offset is in; `key`: it is in the key of `member`. */
  readonly inside?: OutlineScalar | 'key';
  readonly conditions: readonly Condition[];
}

/** The member, or the place in the list, that holds an object or a list. */
export type OutlineParent =
  | { readonly kind: 'member'; readonly container: OutlineObject; readonly member: OutlineMember }
  | { readonly kind: 'item'; readonly container: OutlineList; readonly index: number };

export type OutlineValue = OutlineObject | OutlineList | OutlineScalar;

export interface OutlineObject {
  readonly kind: 'object';
  /** Braces included; up to the end of the text where the closing one is missing. */
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly members: readonly OutlineMember[];
  /** A tag or a partial stands where members do, so that there may be more of them. */
  readonly open: boolean;
}

export interface OutlineList {
  readonly kind: 'list';
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly items: readonly OutlineValue[];
  readonly open: boolean;
}

export interface OutlineScalar {
  /** `string`: in quotes. `bare`: a number, true, false, null, or a tag without quotes. */
  readonly kind: 'string' | 'bare';
  /** Quotes included. */
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly pieces: readonly Piece[];
}

export interface OutlineMember {
  /** Undefined where a tag is part of it. */
  readonly key: string | undefined;
  /** Without the quotes. */
  readonly keyRange: Range;
  readonly conditions: readonly Condition[];
  /** One value; several where branches write one each. */
  readonly values: readonly OutlineValue[];
}

export type Piece =
  /** As it stands in the template, escapes included. `inner`: a section inside of the value is around it. */
  | { readonly kind: 'text'; readonly text: string; readonly inner: boolean }
  | { readonly kind: 'tag'; readonly node: VariableNode; readonly inner: boolean }
  /** A partial or a broken tag. */
  | { readonly kind: 'unknown' };

/** The outline of a template; read once, however often it is asked for. */
export function outlineOf(template: Template): Outline {
  const known = outlines.get(template);
  if (known) return known;
  const outline = new Reader(template.source).read(template.children);
  outlines.set(template, outline);
  return outline;
}

const outlines = new WeakMap<Template, Outline>();

/** The text of a value or a key that no tag is part of; undefined otherwise. */
export function literalOf({ pieces }: Pick<OutlineScalar, 'pieces'>): string | undefined {
  if (!pieces.every(piece => piece.kind === 'text')) return undefined;
  const raw = pieces.map(piece => piece.text).join('');
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    // A broken escape: what stands there is the best there is.
    return raw;
  }
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
  pieces: Piece[];
}

/** Where the reader is in an object or a list. */
interface Frame {
  readonly container: ReadObject | ReadList;
  readonly expects: 'key' | 'colon' | 'value' | 'after';
  readonly member?: ReadMember;
}

/** What is being read: a scalar, or the key of the member `of`. */
interface Current {
  readonly scalar: ReadScalar;
  readonly of?: ReadMember;
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
  private frames: Frame[] = [{ container: this.root, expects: 'value' }];
  private current: Current | undefined;
  private conditions: readonly Condition[] = [];

  constructor(private readonly source: string) {}

  read(nodes: readonly Node[]): Outline {
    this.nodes(nodes);
    for (const { container } of this.frames) container.range.end = this.source.length;
    return { roots: this.root.items, steps: this.steps, parents: this.parents };
  }

  private readonly steps: OutlineStep[] = [];
  private readonly parents = new Map<OutlineObject | OutlineList, OutlineParent>();

  /** Notes how far the reading has come, if that has changed. */
  private mark(at: number): void {
    const { container, expects, member } = this.frames.at(-1)!;
    const { current, conditions } = this;
    const inside = current?.of ? 'key' : current?.scalar;
    const last = this.steps.at(-1);
    const now = current?.began ?? expects;
    const open = container === this.root ? undefined : container;
    if (
      last &&
      last.container === open &&
      last.expects === now &&
      last.member === member &&
      last.inside === inside &&
      last.conditions === conditions
    )
      return;
    this.steps.push({
      at,
      ...(open && { container: open }),
      expects: now,
      ...(member && { member }),
      ...(inside && { inside }),
      conditions,
    });
  }

  private depth = 0;

  private nodes(list: readonly Node[]): void {
    if (this.depth >= deepest) {
      this.frames.at(-1)!.container.open = true;
      return;
    }
    this.depth++;
    for (const [index, node] of list.entries()) {
      if (node.kind !== 'section') {
        this.node(node);
        continue;
      }
      const before = this.before(list, index);
      if (before) this.branch(node, before);
      else {
        this.starts.set(node, this.save());
        this.section(node);
      }
    }
    this.depth--;
  }

  /** Where each section began, for the branch that may follow it. */
  private readonly starts = new Map<SectionNode, Saved>();

  /** The section before this one, if the two are the branches of one question. */
  private before(list: readonly Node[], index: number): SectionNode | undefined {
    const node = list[index] as SectionNode;
    let at = index - 1;
    while (at >= 0 && this.isBlank(list[at]!)) at--;
    const previous = list[at];
    if (previous?.kind !== 'section' || !this.starts.has(previous)) return undefined;
    const [first, second] = [conditionOf(previous), conditionOf(node)];
    return first && second && complement(first, second) ? previous : undefined;
  }

  /** The second branch begins where the first one began. */
  private branch(node: SectionNode, first: SectionNode): void {
    const after = this.save();
    this.restore(this.starts.get(first)!);
    this.section(node);
    if (this.frames.length !== after.frames.length) this.restore(after);
    this.mark(node.range.end);
  }

  private section(node: SectionNode): void {
    const outer = this.conditions;
    const condition = conditionOf(node);
    if (condition) this.conditions = [...outer, condition];
    const started = this.current;
    this.mark(node.tag.range.end);
    this.nodes(node.children);
    this.conditions = outer;
    // A value without quotes that began in the section ends with it.
    if (this.current !== started && this.current?.scalar.kind === 'bare') this.current = undefined;
    this.mark(node.range.end);
  }

  private save(): Saved {
    return { frames: [...this.frames], current: this.current };
  }

  private restore({ frames, current }: Saved): void {
    this.frames = [...frames];
    this.current = current;
  }

  private isBlank(node: Node): boolean {
    if (node.kind === 'text' || node.kind === 'line-break')
      return this.source.slice(node.range.start, node.range.end).trim() === '';
    return node.kind === 'comment';
  }

  private node(node: Exclude<Node, SectionNode>): void {
    switch (node.kind) {
      case 'text':
      case 'line-break':
        for (let at = node.range.start; at < node.range.end; at++) this.character(this.source[at]!, at);
        return;
      case 'variable':
        this.tag({ kind: 'tag', node, inner: this.isInner() }, node.range);
        return;
      case 'broken':
        // At the very end of a text a brace may begin a tag; it is read as the object that it begins for its author.
        if (this.source.slice(node.range.start, node.range.end) === '{') this.character('{', node.range.start);
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

  private tag(piece: Piece, range: Range): void {
    const frame = this.frames.at(-1)!;
    if (this.current) this.add(piece, range.end);
    else if (frame.expects === 'value' || (frame.expects === 'after' && this.isBranch(frame)))
      this.begin('bare', range.start, piece, range.end);
    else frame.container.open = true;
    this.mark(range.end);
  }

  /** Whether a value may follow the last one without a comma: the two stand in different sections. */
  private isBranch({ container, member }: Frame): boolean {
    const last = (container.kind === 'object' ? (member?.values ?? []) : container.items).at(-1);
    return last !== undefined && last.conditions.length + this.conditions.length > 0;
  }

  private character(character: string, at: number): void {
    const { current } = this;
    if (current?.scalar.kind === 'string') {
      this.inString(current, character, at);
    } else if (current && !/[\s,:[\]{}"]/.test(character)) {
      this.add({ kind: 'text', text: character, inner: this.isInner() }, at + 1);
    } else {
      this.current = undefined;
      this.structure(character, at);
    }
    this.mark(at + 1);
  }

  private inString(current: Current, character: string, at: number): void {
    const ends = character === '\n' || character === '\r' || (character === '"' && !current.escaped);
    if (!ends) {
      current.escaped = character === '\\' && !current.escaped;
      this.add({ kind: 'text', text: character, inner: this.isInner() }, at + 1);
      return;
    }
    this.current = undefined;
    if (character === '"') current.scalar.range.end = at + 1;
    if (current.of) {
      const { range } = current.scalar;
      current.of.key = literalOf(current.scalar);
      current.of.keyRange = { start: range.start + 1, end: character === '"' ? at : range.end };
    }
  }

  private structure(character: string, at: number): void {
    const frame = this.frames.at(-1)!;
    const { container } = frame;
    switch (character) {
      case '{':
        this.open({ kind: 'object', ...this.blank(at), members: [], open: false }, 'key');
        return;
      case '[':
        this.open({ kind: 'list', ...this.blank(at), items: [], open: false }, 'value');
        return;
      case '}':
        this.close('object', at);
        return;
      case ']':
        this.close('list', at);
        return;
      case ',':
        this.set({ container, expects: container.kind === 'object' ? 'key' : 'value' });
        return;
      case ':':
        if (container.kind === 'object') this.set({ ...frame, expects: 'value' });
        return;
      case '"':
        if (container.kind === 'object' && (frame.expects === 'key' || this.isKey(at))) this.beginKey(container, at);
        else this.begin('string', at, undefined, at + 1);
        return;
      default:
        if (!/\s/.test(character) && frame.expects !== 'key')
          this.begin('bare', at, { kind: 'text', text: character, inner: this.isInner() }, at + 1);
    }
  }

  /** Whether the string that begins here is followed by a colon. */
  private isKey(at: number): boolean {
    return /^"(?:[^"\\\r\n]|\\.)*"\s*:/.test(this.source.slice(at, at + 300));
  }

  private beginKey(container: ReadObject, at: number): void {
    const member: ReadMember = {
      key: undefined,
      keyRange: { start: at + 1, end: at + 1 },
      conditions: this.conditions,
      values: [],
    };
    container.members.push(member);
    const scalar: ReadScalar = { kind: 'string', ...this.blank(at), pieces: [] };
    this.current = { scalar, of: member, began: this.frames.at(-1)!.expects, escaped: false };
    this.set({ container, expects: 'colon', member });
  }

  private begin(kind: 'string' | 'bare', at: number, piece: Piece | undefined, end: number): void {
    const scalar: ReadScalar = { kind, ...this.blank(at), pieces: [] };
    const began = this.frames.at(-1)!.expects;
    this.attach(scalar);
    this.current = { scalar, began, escaped: false };
    if (piece) this.add(piece, end);
  }

  private add(piece: Piece, end: number): void {
    const { scalar } = this.current!;
    const last = scalar.pieces.at(-1);
    if (piece.kind === 'text' && last?.kind === 'text' && piece.inner === last.inner)
      scalar.pieces[scalar.pieces.length - 1] = { ...last, text: last.text + piece.text };
    else scalar.pieces.push(piece);
    scalar.range.end = end;
  }

  private open(value: ReadObject | ReadList, expects: Frame['expects']): void {
    this.attach(value);
    this.frames.push({ container: value, expects });
  }

  private close(kind: 'object' | 'list', at: number): void {
    const index = this.frames.findLastIndex(({ container }) => container.kind === kind);
    if (index < 1) return;
    for (const { container } of this.frames.slice(index)) container.range.end = at + 1;
    this.frames.length = index;
  }

  private attach(value: ReadObject | ReadList | ReadScalar): void {
    const frame = this.frames.at(-1)!;
    const { container, member } = frame;
    const holds = value.kind === 'object' || value.kind === 'list';
    if (container.kind === 'list') {
      const index = container.items.push(value) - 1;
      if (holds && container !== this.root) this.parents.set(value, { kind: 'item', container, index });
    } else if (member) {
      member.values.push(value);
      if (holds) this.parents.set(value, { kind: 'member', container, member });
    }
    this.set({ ...frame, expects: 'after' });
  }

  private set(frame: Frame): void {
    this.frames[this.frames.length - 1] = frame;
  }

  private blank(start: number) {
    return { range: { start, end: this.source.length }, conditions: this.conditions };
  }
}
