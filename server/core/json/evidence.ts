import type { Segment } from '../template/render';
import type { Range } from '../text/range';
import { type Automaton, automaton, isComplete, Mode, position, type State } from './automaton';
import { recover, recoverTag } from './recover';
import { typoAt } from './typos';

/** A place where the output of a real render is not JSON, and what comes before it. */
export interface Break {
  /** The offset in the template of the character, or of the tag that printed it. */
  readonly start: number;
  /** The offset in the output of what does not fit; the output's length when it ends too early. */
  readonly at: number;
  /** Where that is in the template; absent at the end. */
  readonly origin: Origin | undefined;
  /** The last character before it that is not a blank. */
  readonly before: PrintedCharacter | undefined;
  /** The innermost bracket that is open there. */
  readonly opener: () => PrintedCharacter | undefined;
  /** The quote that opened the string it stands in, if it stands in one. */
  readonly quote: () => PrintedCharacter | undefined;
  /** The quote that opened the string which ends right before it. */
  readonly string: () => PrintedCharacter | undefined;
}

/** Where a real output is not JSON. */
export interface Breaks {
  readonly first: Break | undefined;
  /** The break at an offset of the template: of a character, or of the tag that printed what does not fit. */
  readonly at: (offset: number) => Break | undefined;
}

/** A place of the output in the template. */
interface Origin {
  /** The character in the template's text, or the tag that printed it. */
  readonly range: Range;
  /** Where the template goes on after it. */
  readonly end: number;
  /** Whether a tag printed it. */
  readonly isTag: boolean;
}

export type PrintedCharacter = Origin & { readonly character: string };

/** The name under which a template is proved. */
export const mainName = 'main';

/**
 * Reads a real output as the analysis reads the template, with the same recoveries, so that an earlier mistake does not
 * hide a later one. It reads only as far as it is asked about.
 */
export function breaksIn(output: string, segments: readonly Segment[], source: string): Breaks {
  const reader = automaton();
  const places = new Map<number, number>();
  let state: State | undefined = reader.start;
  let offset = 0;
  let index = 0;
  const note = (start: number, at: number): void => {
    if (!places.has(start)) places.set(start, at);
  };
  const readOn = (from: State, segment: Segment): State | undefined => {
    const { range, text } = segment;
    if (!isPrintedByTag(segment, source))
      return readText(reader, from, source, range, at => note(at, offset + at - range.start));
    const found = readTag(reader, from, text);
    if (found.broken !== undefined) note(range.start, offset + found.broken);
    return found.state;
  };
  const readUntil = (isEnough: () => boolean): void => {
    while (index < segments.length && state && !isEnough()) {
      const segment = segments[index++]!;
      state = readOn(state, segment);
      offset += segment.text.length;
    }
    if (index === segments.length && state) {
      if (!isComplete(state)) note(source.length, output.length);
      state = undefined;
    }
  };
  const origins = originsOf(segments, source);
  const breakAt = (start: number): Break | undefined => {
    readUntil(() => places.has(start));
    const at = places.get(start);
    return at === undefined ? undefined : { start, ...surroundingsAt(at, output, origins) };
  };
  readUntil(() => places.size > 0);
  const [first] = places.keys();
  return { first: first === undefined ? undefined : breakAt(first), at: breakAt };
}

/** Whether a reader is where a value must come. */
export function wantsValue(mode: number): boolean {
  return mode === Mode.value || mode === Mode.valueOrClose;
}

function readTag(reader: Automaton, state: State, text: string): { state: State | undefined; broken?: number } {
  const reading = reader.read(state, text, 0, text.length);
  const leavesString = /string/.test(position(state)) && reading.state !== state;
  if (reading.fits && !leavesString) return { state: reading.state };
  return { state: recoverTag(reader, state), broken: reading.fits ? 0 : reading.at };
}

function readText(
  reader: Automaton,
  from: State,
  source: string,
  range: Range,
  onMisfit: (place: number) => void,
): State | undefined {
  let state = from;
  let place = range.start;
  for (;;) {
    const reading = reader.read(state, source, place, range.end);
    if (reading.fits) return reading.state;
    onMisfit(reading.at);
    const typo = typoAt(reader, reading.state, source, reading.at);
    const next = typo ? { state: typo.state, place: typo.resume } : recover(reader, reading.state, source, reading.at);
    if (!next || (next.place === reading.at && next.state === reading.state)) return undefined;
    state = next.state;
    place = Math.min(range.end, next.place);
  }
}

type Origins = (offset: number) => Origin | undefined;

function surroundingsAt(at: number, output: string, origins: Origins): Omit<Break, 'start'> {
  let before = at - 1;
  while (before >= 0 && /\s/.test(output[before]!)) before--;
  const character = (offset: number): PrintedCharacter | undefined => {
    const origin = origins(offset);
    return origin && { ...origin, character: output[offset]! };
  };
  return {
    at,
    origin: origins(at),
    before: character(before),
    opener: () => character(openerAt(output, at)),
    quote: () => character(quoteAt(output, at)),
    string: () => character(quoteAt(output, at - 1)),
  };
}

/**
 * The offset of the innermost bracket open at `at`; -1 when none is. At the end of the output, the one whose closing
 * bracket is missing, as far as the indentation tells: the first that is closed by a bracket of another indentation.
 */
function openerAt(output: string, at: number): number {
  const open: number[] = [];
  let inString = false;
  for (let index = 0; index < at; index++) {
    const character = output[index]!;
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') open.push(index);
    else if (character === '}' || character === ']') {
      const opener = open.pop();
      if (at === output.length && opener !== undefined && isMisaligned(output, opener, index)) return opener;
    }
  }
  return open[open.length - 1] ?? -1;
}

/** The offset of the quote that opened the string around `at`; -1 when there is none. */
function quoteAt(output: string, at: number): number {
  let open = -1;
  for (let index = 0; index < at; index++) {
    if (output[index] === '\\' && open !== -1) index++;
    else if (output[index] === '"') open = open === -1 ? index : -1;
  }
  return open;
}

/** Whether a bracket at the start of a line has another indentation than the line of the bracket it closes. */
function isMisaligned(output: string, opener: number, closer: number): boolean {
  const lineOf = (offset: number): string => output.slice(output.lastIndexOf('\n', offset - 1) + 1, offset);
  const before = lineOf(closer);
  if (!/^\s*$/.test(before) || !output.slice(opener, closer).includes('\n')) return false;
  return /^\s*/.exec(lineOf(opener))![0] !== before;
}

/** Maps offsets of the output to the template. */
function originsOf(segments: readonly Segment[], source: string): Origins {
  const starts: number[] = [];
  let length = 0;
  for (const segment of segments) {
    starts.push(length);
    length += segment.text.length;
  }
  return offset => {
    if (offset < 0 || offset >= length) return undefined;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    const segment = segments[low]!;
    if (segment.template !== mainName) return undefined;
    if (isPrintedByTag(segment, source)) return { range: segment.range, end: segment.range.end, isTag: true };
    const start = segment.range.start + offset - starts[low]!;
    return { range: { start, end: start + 1 }, end: start + 1, isTag: false };
  };
}

/** Text is printed as it is in the template; a tag never prints its own text. */
function isPrintedByTag({ range, text, template }: Segment, source: string): boolean {
  return template !== mainName || range.end - range.start !== text.length || !source.startsWith(text, range.start);
}
