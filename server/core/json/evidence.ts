import type { Segment } from '../template/render';
import type { Range } from '../text/range';
import { automaton, isComplete, Mode, type State } from './automaton';

/** Where the output of a real render stops being JSON, and what stands around that place. */
export interface Break {
  /** Where the reader was, and the first character that does not fit; the output's length when it ends too early. */
  readonly state: State;
  readonly at: number;
  /** The same place in the template; absent when another template printed it. */
  readonly origin: Origin | undefined;
  /** The last character before it that is no blank. */
  readonly before: (Origin & { readonly character: string }) | undefined;
  /** The innermost bracket that is open there. */
  readonly opener: (Origin & { readonly character: string }) | undefined;
}

/** A place of the output in the template. */
export interface Origin {
  /** The character in the template's text, or the tag that printed it. */
  readonly range: Range;
  /** Where the template goes on behind it. */
  readonly end: number;
  /** Whether a tag printed it. */
  readonly isTag: boolean;
}

/** Finds the first break; undefined when the output is JSON. */
export function breakIn(output: string, segments: readonly Segment[], source: string): Break | undefined {
  const reader = automaton();
  const reading = reader.read(reader.start, output, 0, output.length);
  if (reading.fits && isComplete(reading.state)) return undefined;
  const { at, state } = reading;
  const origins = originsOf(segments, source);
  let before = at - 1;
  while (before >= 0 && /\s/.test(output[before]!)) before--;
  const opened = openerBefore(output, at);
  return {
    state,
    at,
    origin: at < output.length ? origins(at) : undefined,
    before: withCharacter(origins(before), output[before]),
    opener: opened === -1 ? undefined : withCharacter(origins(opened), output[opened]),
  };
}

function withCharacter(origin: Origin | undefined, character: string | undefined) {
  return origin && character !== undefined ? { ...origin, character } : undefined;
}

/** The offset of the innermost bracket open at `at`, in a text that is JSON up to there; -1 when none is. */
function openerBefore(output: string, at: number): number {
  const open: number[] = [];
  let inString = false;
  for (let index = 0; index < at; index++) {
    const character = output[index]!;
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') open.push(index);
    else if (character === '}' || character === ']') open.pop();
  }
  return open[open.length - 1] ?? -1;
}

/** Maps offsets of the output to the template. */
function originsOf(segments: readonly Segment[], source: string): (offset: number) => Origin | undefined {
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
    const { range, text, template } = segments[low]!;
    if (template !== MAIN) return undefined;
    const isTag = source.slice(range.start, range.end) !== text;
    if (isTag) return { range, end: range.end, isTag };
    const start = range.start + offset - starts[low]!;
    return { range: { start, end: start + 1 }, end: start + 1, isTag };
  };
}

/** The name under which a template is proved. */
export const MAIN = 'main';

/** Whether a reader is where a value must come. */
export function wantsValue(mode: number): boolean {
  return mode === Mode.value || mode === Mode.valueOrClose;
}
