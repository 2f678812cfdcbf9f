import { t } from '@vscode/l10n';
import { visit } from 'jsonc-parser';
import { dataOf } from '../../json/data';
import { engineOf } from '../../json/engine';
import { namedIn } from '../../json/named';
import { boundaryEvents } from '../../json/sample';
import { render, type Segment } from '../../template/render';
import type { Node } from '../../template/tree';
import type { Range } from '../../text/range';
import type { TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import type { NameUse } from '../variables/names';
import { meantVariables } from '../variables/shapes';

/**
 * A key that comes twice in one object of some event's body. It is looked for in real bodies: of an event with
 * everything, of one with nothing optional, and of events with one variable at a time at its boundaries.
 */
export const duplicateKey: TemplateRule = {
  cards: [
    { code: 'duplicate-key', severity: 'warning', group: 'Quoting and JSON', summary: 'An object has a key twice.' },
  ],
  check(subject, report) {
    if (!subject.json || subject.tree.problems.length > 0 || !mayRepeat(subject)) return;
    for (const { output, segments } of bodies(subject)) {
      for (const { offset, length, key } of repeated(output)) {
        const range = inTemplate(segments, offset, length, subject.text);
        const message = t`The key \`${key}\` comes twice in this object, and only one of the two values counts.`;
        report({ code: 'duplicate-key', range, message });
      }
    }
  },
};

/**
 * Whether an object, as written, may get a key twice: it names one twice, names one in a loop that began inside of it,
 * or has one printed by a tag. Both halves of a condition count here; a real render decides.
 */
function mayRepeat({ text, tree, nodes, names }: TemplateSubject): boolean {
  const reader = new KeyReader();
  const loops = names.filter(isLoop);
  const breaks = tree.children.filter(({ kind }) => kind === 'line-break');
  /** Where the loops around end. */
  const around: number[] = [];
  const leaveUntil = (place: number) => {
    while (around.at(-1)! <= place) around.pop();
  };
  let loop = 0;
  let tag = 0;
  let line = 0;
  for (const { range } of nodes.text) {
    const { start, end } = range;
    // Outside of all sections, a line break in a string leaves no event whose body is JSON.
    for (; startOf(breaks[line]) < start; line++) if (reader.inString) return false;
    for (; startOf(nodes.variable[tag]) < start; tag++) reader.computed = true;
    for (; startOf(loops[loop]?.node) < start; loop++) {
      const { range } = loops[loop]!.node;
      leaveUntil(range.start);
      around.push(range.end);
    }
    leaveUntil(start);
    if (reader.read(text, start, end, around.length)) return true;
  }
  return false;
}

function startOf(node: Node | undefined): number {
  return node?.range.start ?? Number.POSITIVE_INFINITY;
}

function isLoop({ meaning, node }: NameUse): boolean {
  return node.kind === 'section' && (meaning.kind !== 'found' || meaning.shape.element !== undefined);
}

/** Reads the template's own text as JSON, tags left out, and follows the keys of each object. */
class KeyReader {
  /** Whether a tag stood in the string that is being read. */
  computed = false;
  inString = false;
  private readonly objects: { readonly keys: Set<string>; readonly loopDepth: number }[] = [];
  private escaped = false;
  private string = '';

  /** Whether the text from `start` to `end` gives an object a key that it may have already. */
  read(text: string, start: number, end: number, loopDepth: number): boolean {
    let at = start;
    while (at < end) {
      if (this.inString) {
        const from = at;
        while (at < end && !this.endsString(text.charCodeAt(at))) at++;
        this.string += text.slice(from, at);
      } else if (this.meet(text.charCodeAt(at), loopDepth)) return true;
      at++;
    }
    return false;
  }

  private endsString(code: number): boolean {
    if (code !== quote || this.escaped) {
      this.escaped = code === backslash && !this.escaped;
      return false;
    }
    this.inString = false;
    return true;
  }

  /** A character outside of strings; whether it is the colon of a key that the object may have already. */
  private meet(code: number, loopDepth: number): boolean {
    switch (code) {
      case quote:
        this.inString = true;
        this.escaped = false;
        this.string = '';
        this.computed = false;
        return false;
      case openBrace:
        this.objects.push({ keys: new Set(), loopDepth });
        return false;
      case closeBrace:
        this.objects.pop();
        return false;
      case colon: {
        const object = this.objects.at(-1);
        if (!object) return false;
        if (this.computed || object.keys.has(this.string) || loopDepth > object.loopDepth) return true;
        object.keys.add(this.string);
        return false;
      }
      default:
        return false;
    }
  }
}

const quote = 0x22;
const colon = 0x3a;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** How many characters are rendered before the search gives up. */
const budget = 300_000;

function* bodies({ tree, text, profile, project, name }: TemplateSubject) {
  const variables = project ? meantVariables(project) : new Map();
  let spent = 0;
  for (const { event } of boundaryEvents(variables, namedIn([tree], variables, engineOf(profile)).of, 0)) {
    if (spent > budget) return;
    spent += text.length + 1000;
    const result = render({ name, tree }, dataOf(variables, event, profile), { profile, now: 0, uuid: () => '' });
    if (result.kind === 'rendered') yield { output: result.text, segments: result.segments };
  }
}

interface RepeatedKey {
  readonly offset: number;
  readonly length: number;
  readonly key: string;
}

/** The second of two equal keys of one object, in a text that is JSON. */
function repeated(output: string): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  let isJson = true;
  const objects: Set<string>[] = [];
  visit(output, {
    onObjectBegin: () => {
      objects.push(new Set());
    },
    onObjectEnd: () => {
      objects.pop();
    },
    onObjectProperty: (key, offset, length) => {
      const keys = objects.at(-1);
      if (keys?.has(key)) found.push({ offset, length, key });
      keys?.add(key);
    },
    onError: () => {
      isJson = false;
    },
  });
  return isJson ? found : [];
}

/** The key in the template: its own text, or the tags that print it. */
function inTemplate(segments: readonly Segment[], offset: number, length: number, source: string): Range {
  let at = 0;
  let start: number | undefined;
  let end = 0;
  for (const { text, range } of segments) {
    const next = at + text.length;
    if (next > offset && at < offset + length) {
      const literal = source.slice(range.start, range.end) === text;
      start ??= literal ? range.start + Math.max(0, offset - at) : range.start;
      end = literal ? range.start + Math.min(text.length, offset + length - at) : range.end;
    }
    at = next;
    if (at >= offset + length) break;
  }
  return { start: start ?? 0, end: Math.max(start ?? 0, end) };
}
