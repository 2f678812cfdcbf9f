import { t } from '@vscode/l10n';
import { type Expectation, expectKey, readExpectation } from '../expect/expectation';
import type { Range } from '../text/range';
import { type FlatEvent, flattenEvent } from './eventShapes';
import { readJson, repeated } from './json';
import type { AttributeType } from './model';

/** One sample event: a file, or one line of a `*.events.jsonl`. */
export interface SampleEvent {
  /** The file's path, as the host names it. */
  readonly path: string;
  /** 1-based, for an event out of a `*.events.jsonl`. */
  readonly line?: number;
  /** The file's name without its ending: `registered`; with the line for a `*.events.jsonl`: `june:12`. */
  readonly name: string;
  /** Attribute name to JSON value, whatever shape the event came in. */
  readonly attributes: ReadonlyMap<string, unknown>;
  /** The types that the event's shape itself states: a visitor profile keeps tallies and badges apart. */
  readonly types?: ReadonlyMap<string, AttributeType>;
  /** The event's JSON in the file. */
  readonly range: Range;
  /** What should come of it, where the file says so. */
  readonly expect?: Expectation;
}

/** A sample event that cannot be used, and where. */
export interface EventProblem {
  readonly path: string;
  readonly line?: number;
  readonly range: Range;
  readonly message: string;
  /** Set where the event can be used all the same: a part of `expect` cannot be read, or a key comes twice. */
  readonly code?: 'invalid-expectation' | 'duplicate-key';
  /** `jsonc`: not JSON even if comments and trailing commas are allowed. `json`: JSON only if they are. */
  readonly syntax?: 'jsonc' | 'json';
}

export interface EventFile {
  readonly events: readonly SampleEvent[];
  readonly problems: readonly EventProblem[];
}

/** Whether a file of the events folder holds events, by its name: `*.json` one, `*.jsonl` one a line. */
export function isEventFile(path: string): boolean {
  return /\.jsonl?$/i.test(path) && !isReplayResults(path);
}

/**
 * Whether a file holds the results of a replay, by its name: `june.replay.jsonl`, or `june.replay.2.jsonl` of an older
 * one.
 */
export function isReplayResults(path: string): boolean {
  return /\.replay(\.\d+)?\.jsonl$/i.test(path);
}

/** The events in a file: one in a `*.json`, one a line in a `*.jsonl` (blank lines are skipped). */
export function readEvents(path: string, text: string): EventFile {
  const name = eventName(path);
  const events: SampleEvent[] = [];
  const problems: EventProblem[] = [];
  for (const { content, start, line } of eventTexts(path, text)) {
    const where = { path, ...(line && { line }) };
    const range = { start, end: start + content.length };
    const result = readEvent(content);
    if (result.kind === 'event') {
      const { expectation, problems: mistakes } = result.expects ? readExpectation(content, start) : { problems: [] };
      const expect = expectation && { expect: expectation };
      const event = { ...where, name: line ? `${name}:${line}` : name, range, ...result.flat, ...expect };
      texts.set(event, content);
      events.push(event);
      problems.push(...mistakes.map(mistake => ({ ...where, ...mistake, code: 'invalid-expectation' as const })));
      if (!line) problems.push(...repeatedKeys(content, start).map(repeated => ({ ...where, ...repeated })));
    } else {
      const message = line ? t`Line ${line}: ${result.message}` : result.message;
      const range = { start: start + result.start, end: start + result.end };
      problems.push({ ...where, range, message, ...(result.syntax && { syntax: result.syntax }) });
    }
  }
  return { events, problems };
}

/** The JSON of an event that was read from a file. */
export function eventText(event: SampleEvent): string | undefined {
  return texts.get(event);
}

const texts = new WeakMap<SampleEvent, string>();

/** Keys that an object has twice: the last one counts, and the first is lost. */
function repeatedKeys(text: string, start: number): readonly Pick<EventProblem, 'range' | 'message' | 'code'>[] {
  return repeated(text).map(key => ({
    range: { start: start + key.start, end: start + key.end },
    message: t`\`${key.text}\` is here twice; the last one counts.`,
    code: 'duplicate-key',
  }));
}

/** The event in one line of a `*.events.jsonl`, or why it holds none; `column` counts from 1, in UTF-16. */
export function readEventLine(
  path: string,
  line: number,
  text: string,
):
  | { readonly kind: 'event'; readonly event: SampleEvent }
  | { readonly kind: 'problem'; readonly message: string; readonly column: number } {
  const result = readEvent(text);
  if (result.kind === 'problem') return { kind: 'problem', message: result.message, column: result.start + 1 };
  const range = { start: 0, end: text.length };
  return { kind: 'event', event: { path, line, name: `${eventName(path)}:${line}`, range, ...result.flat } };
}

/** The file's name without folder and ending; URIs are decoded. */
function eventName(path: string): string {
  const file = path.split(/[/\\]/).at(-1)!;
  const name = file.replace(/(\.events?)?\.jsonl?$/i, '');
  try {
    return path.includes('://') ? decodeURIComponent(name) : name;
  } catch {
    return name; // A stray `%` in a file name: shown as it is.
  }
}

function eventTexts(path: string, text: string): { content: string; start: number; line?: number }[] {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  if (!/\.jsonl$/i.test(path)) return [{ content: text.slice(start), start }];
  const texts = [];
  let offset = start;
  let line = 0;
  for (const raw of text.slice(start).split('\n')) {
    line++;
    const content = raw.trim();
    if (content) texts.push({ content, start: offset + raw.indexOf(content), line });
    offset += raw.length + 1;
  }
  return texts;
}

type EventResult =
  | { readonly kind: 'event'; readonly flat: FlatEvent; readonly expects: boolean }
  | ({ readonly kind: 'problem'; readonly start: number; readonly end: number } & Pick<
      EventProblem,
      'message' | 'syntax'
    >);

function readEvent(text: string): EventResult {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The strict parser only says that it failed; the tolerant one says where and why.
    const { problem } = readJson(text);
    const range = problem?.range ?? { start: 0, end: text.length };
    const message = problem?.message ?? t('An event is plain JSON: remove comments and trailing commas.');
    return { kind: 'problem', message, start: range.start, end: range.end, syntax: problem ? 'jsonc' : 'json' };
  }
  const flat = flattenEvent(json);
  if (flat) return { kind: 'event', flat, expects: Object.hasOwn(json as object, expectKey) };
  const found = json === null ? 'null' : t`a ${typeof json}`;
  const start = text.length - text.trimStart().length;
  const message = Array.isArray(json)
    ? t(
        'An event is a JSON object of attributes; this is a list. For several events, write one a line in a `*.events.jsonl`.',
      )
    : t`An event is a JSON object of attributes; this is ${found}.`;
  return { kind: 'problem', message, start, end: text.trimEnd().length };
}
