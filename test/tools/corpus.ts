import { dateTimeFormatHelper } from '../../server/core/template/helpers/format';
import { date, double, integer, type JavaValue, list, long, map, set } from '../../server/core/template/java/values';
import { parse } from '../../server/core/template/parse';
import type { Profile } from '../../server/core/template/profile';
import { tealiumProfileWith, trimouProfileWith } from '../../server/core/template/profiles';
import { type RenderResult, render } from '../../server/core/template/render';

/** One line of a corpus: a template, what it is rendered with, and what the engine answered. */
export interface Case {
  readonly id: string;
  readonly template: string;
  readonly data: unknown;
  readonly templates?: Readonly<Record<string, string>>;
  readonly config?: Config;
  readonly expected?: string;
  /** Given where it differs with escaping switched off. */
  readonly expectedNoEscape?: string;
  readonly error?: {
    readonly code: string;
    readonly phase?: string;
    readonly line?: number;
    readonly message?: string;
  };
}

interface Config {
  readonly numbers?: 'double' | 'natural';
  readonly dateHelper?: string;
  readonly escape?: boolean;
  readonly helpers?: 'builtin' | 'extra' | 'tealium';
  readonly standalone?: boolean;
  readonly noValueProblem?: boolean;
  readonly handlebars?: boolean;
  readonly bracket?: boolean;
}

/** A number of the data as it was written: Java tells `1.0` from `1`, JavaScript does not. */
class WrittenNumber {
  constructor(readonly text: string) {}
}

/**
 * The cases of a corpus, one JSON object a line. Lines end at `\n` only, since texts may hold U+2028.
 * @throws Error that names the line which is no case
 */
export function readCorpus(text: string): readonly Case[] {
  const cases: Case[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      cases.push(caseOf(line));
    } catch (error) {
      throw new Error(`Line ${index + 1} is not a case: ${(error as Error).message}`);
    }
  });
  return cases;
}

const numberMark = '\u0000number:';
const keyMark = '\u0000key:';

/** Reads numbers as texts first, so that they are not rounded, and marks keys such as `"5"`, which would move to the front. */
function caseOf(line: string): Case {
  const marked = line.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token, at: number) => {
    if (token[0] !== '"') return JSON.stringify(numberMark + token);
    const isKey = /^"\d+"$/.test(token) && /^\s*:/.test(line.slice(at + token.length, at + token.length + 20));
    return isKey ? JSON.stringify(keyMark + token.slice(1, -1)) : token;
  });
  JSON.parse(line);
  const revive = (plain: boolean) => (_key: string, value: unknown) => {
    if (typeof value !== 'string' || !value.startsWith(numberMark)) return value;
    const text = value.slice(numberMark.length);
    return plain ? Number(text) : new WrittenNumber(text);
  };
  const found = JSON.parse(marked, revive(true)) as Case;
  if (typeof found !== 'object' || found === null || typeof found.template !== 'string') {
    throw new Error('it has no template');
  }
  return { ...found, data: (JSON.parse(marked, revive(false)) as Case).data };
}

/** The Java value of data in which dates, sets and number types may be wrapped (`{"$date": 0}`). */
export function javaValue(value: unknown, numbers: 'double' | 'natural'): JavaValue {
  if (value instanceof WrittenNumber) return numberOf(value.text, numbers);
  if (typeof value === 'number') return numberOf(String(value), numbers);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return list(value.map(item => javaValue(item, numbers)));
  const entries = Object.entries(value as object);
  const [name, inner] = entries.length === 1 ? entries[0]! : ['', undefined];
  const text = inner instanceof WrittenNumber ? inner.text : String(inner);
  switch (name) {
    case '$date':
      return date(Number(text));
    case '$double':
      return double(Number(text));
    case '$long':
      return long(BigInt(text));
    case '$int':
      return integer(Number(text));
    case '$set':
      return set((inner as unknown[]).map(item => javaValue(item, numbers)));
    default:
      return map(entries.map(([key, item]) => [unmarked(key), javaValue(item, numbers)] as const));
  }
}

function unmarked(key: string): string {
  return key.startsWith(keyMark) ? key.slice(keyMark.length) : key;
}

function numberOf(text: string, numbers: 'double' | 'natural'): JavaValue {
  if (numbers === 'double' || !/^-?\d+$/.test(text)) return double(Number(text));
  const value = BigInt(text);
  if (BigInt.asIntN(32, value) === value) return integer(Number(value));
  return BigInt.asIntN(64, value) === value ? long(value) : double(Number(text));
}

/** The profile that the configuration of a case asks for. */
function profileOf(base: 'trimou' | 'tealium', config: Config, escaped: boolean): Profile {
  const settings = {
    escapeHtml: config.escape ?? escaped,
    numbers: config.numbers ?? (base === 'tealium' ? 'double' : 'natural'),
    removeStandaloneLines: config.standalone ?? true,
    missingValueIsError: config.noValueProblem ?? false,
    handlebars: config.handlebars ?? true,
    bracketKeys: config.bracket ?? false,
  } as const;
  if ((config.helpers ?? (base === 'tealium' ? 'tealium' : 'extra')) === 'tealium') {
    return { ...tealiumProfileWith({}), ...settings };
  }
  const more = config.dateHelper ? [dateTimeFormatHelper(config.dateHelper)] : [];
  return trimouProfileWith({ ...settings, builtInOnly: config.helpers === 'builtin', more });
}

function renderCase(each: Case, profile: Profile): RenderResult {
  const tree = parse(each.template, profile, 'main');
  return render({ name: 'main', tree }, javaValue(each.data, profile.numbers), {
    profile,
    templates: name => (Object.hasOwn(each.templates ?? {}, name) ? each.templates![name] : undefined),
    now: 1600128000000,
    uuid: () => '00000000-0000-4000-8000-000000000000',
  });
}

/** What is wrong with an answer; undefined where it is the expected one. A Java exception matches any error. */
function difference(each: Case, result: RenderResult, escaped: boolean): string | undefined {
  const { error } = each;
  if (!error) {
    const expected = escaped ? each.expected : (each.expectedNoEscape ?? each.expected);
    if (result.kind === 'failed') return `expected ${shown(expected)}, failed with ${shown(result.error.message)}`;
    return result.text === expected ? undefined : `expected ${shown(expected)}, got ${shown(result.text)}`;
  }
  if (result.kind === 'rendered') return `expected ${error.code}, got ${shown(result.text)}`;
  if (error.code.startsWith('JAVA:')) return undefined;
  const found = result.error;
  if (found.code !== error.code) return `expected ${error.code}, failed with ${shown(found.message)}`;
  if (error.line === undefined || found.line === error.line) return undefined;
  return `expected ${error.code} in line ${error.line}, got line ${found.line}`;
}

function shown(text: string | undefined): string {
  const quoted = JSON.stringify(text) ?? 'nothing';
  return quoted.length > 160 ? `${quoted.slice(0, 160)}…` : quoted;
}

/** Runs a case in every way its profile asks for; what differed, or undefined. */
export function runCase(each: Case, base: 'trimou' | 'tealium'): string | undefined {
  const config = each.config ?? {};
  const modes = base === 'tealium' ? [false] : config.escape === undefined ? [true, false] : [config.escape];
  for (const escaped of modes) {
    const found = difference(each, renderCase(each, profileOf(base, config, escaped)), escaped);
    if (found !== undefined) return modes.length > 1 ? `${found} (escaping ${escaped ? 'on' : 'off'})` : found;
  }
  return undefined;
}
