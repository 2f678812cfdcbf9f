import { t } from '@vscode/l10n';
import type { Project } from '../action/project';
import { includable } from '../action/project';
import { secretPlaceholder } from '../action/secrets';
import { typedValue } from '../action/values';
import { maskTokens } from '../check/action/token-in-file';
import { type JavaValue, map } from '../template/java/values';
import { render } from '../template/render';
import { type SetupItem, setupSheet, withoutFinalBreak } from './sheet';

/** What was compared with what Tealium shows, and how they differ. */
export interface Drift {
  readonly title: string;
  readonly state: 'same' | 'differs' | 'missing' | 'extra';
  readonly message: string;
  /** For `differs`: as the files have it, and as Tealium has it. */
  readonly expected?: string;
  readonly actual?: string;
}

export interface DriftOptions {
  readonly project: Project;
  /** What was copied from Tealium: a field, several fields, or parts of a Trace entry. */
  readonly pasted: string;
  /** The id of the field that it is; worked out if absent. */
  readonly item?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly uuid: () => string;
}

/**
 * Compares what Tealium shows with the files. "Template Variables JSON" and "Rendered Template" of a Trace entry are
 * recognized by their headings: the templates are rendered with these variables, and the results are compared. Anything
 * else is taken for the value of a field, or for several values, one on each line or in each cell. Tokens in the answer
 * are masked.
 */
export function compareWithTealium(options: DriftOptions): readonly Drift[] {
  return findings(options).map(({ expected, actual, message, ...drift }) => ({
    ...drift,
    message: maskTokens(message),
    ...(expected !== undefined && { expected: maskTokens(expected) }),
    ...(actual !== undefined && { actual: maskTokens(actual) }),
  }));
}

function findings(options: DriftOptions): readonly Drift[] {
  const { project, pasted, item } = options;
  const items = setupSheet(project).flatMap(section => section.items);
  const fields = items.flatMap(fieldsOf);
  if (item !== undefined) {
    const own = fields.filter(({ id }) => id === item);
    return own.length === 0
      ? []
      : own.length === 1
        ? [compareField(own[0]!, pasted)]
        : severalFields(own, fields, pasted);
  }
  const trace = readTrace(pasted);
  if (trace) return compareTrace(options, trace);
  const same = fields.find(({ value }) => tidy(value) === tidy(pasted));
  if (same) return [compareField(same, pasted)];
  const cells = cellsOf(pasted);
  const known = fields.filter(({ value }) => cells.includes(tidy(value)));
  if (cells.length > 1 && known.length > 1) {
    // An attribute may be in a condition and mapped as well: the fields are those of the section where most values
    // belong.
    const most = (group: string) =>
      new Set(known.filter(field => groupOf(field) === group).map(each => each.value)).size;
    const [group] = known.map(groupOf).sort((one, other) => most(other) - most(one));
    return severalFields(
      fields.filter(field => groupOf(field) === group),
      fields,
      pasted,
    );
  }
  const nearest = nearestField(fields, pasted);
  return nearest ? [compareField(nearest, pasted)] : [];
}

interface Field {
  readonly id: string;
  readonly title: string;
  readonly value: string;
}

function groupOf({ id }: Field): string {
  return id.split('.', 1)[0]!;
}

function fieldsOf({ id, title, parts }: SetupItem): readonly Field[] {
  return parts.flatMap(({ label, value }) =>
    value === undefined ? [] : [{ id, title: parts.length > 1 ? `${title}, ${label}` : title, value }],
  );
}

function compareField({ title, value }: Field, pasted: string): Drift {
  if (tidy(value) === tidy(pasted)) return { title, state: 'same', message: t('Tealium has the same.') };
  const line = firstDifference(tidy(value), tidy(pasted));
  const message =
    line === undefined ? t('Tealium has another value.') : t`Tealium has something else from line ${line} on.`;
  return { title, state: 'differs', message, expected: tidy(value), actual: tidy(pasted) };
}

/** The number of the first line that differs, counted from 1; undefined for values of one line. */
function firstDifference(one: string, other: string): number | undefined {
  const [left, right] = [one.split('\n'), other.split('\n')];
  if (left.length === 1 && right.length === 1) return undefined;
  return left.findIndex((line, index) => line !== right[index]) + 1 || left.length + 1;
}

/**
 * Several values, one on each line or in each cell: which of a section's values are missing, and which belong nowhere.
 */
function severalFields(wanted: readonly Field[], all: readonly Field[], pasted: string): readonly Drift[] {
  const cells = cellsOf(pasted);
  const whole = tidy(pasted);
  const found = (value: string) => cells.includes(tidy(value)) || (value.includes('\n') && whole.includes(tidy(value)));
  const rows = wanted.map(({ title, value }): Drift => {
    if (found(value)) return { title, state: 'same', message: t('Tealium has the same.') };
    return { title, state: 'missing', message: t`Not in what was pasted: ${shortened(value)}` };
  });
  const values = new Set(all.flatMap(({ value }) => cellsOf(value)));
  const extra = cells.filter(cell => !values.has(cell) && !labels.test(cell));
  const unknown = extra.map((cell): Drift => {
    return { title: shortened(cell), state: 'extra', message: t('Tealium has this, and the files do not.') };
  });
  return [...rows, ...unknown];
}

/** The labels that the form itself writes beside the values. */
const labels =
  /^(map|to|from|value|type|custom text|add|\+|-|×|x|url parameters?|headers?|cookies?|template variables?|body data)$/i;

interface Trace {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly rendered: readonly { readonly name: string; readonly text: string }[];
  readonly problem?: string;
}

const heading = /^[ \t]*(Template Variables JSON|Rendered Template:?[ \t]*([^\r\n:]*?))[ \t]*:?[ \t]*$/gim;

/** The parts of a Trace entry; undefined when it is none. A JSON object alone is taken for the variables. */
function readTrace(pasted: string): Trace | undefined {
  const headings = [...pasted.matchAll(heading)];
  if (headings.length === 0) {
    // A body template may be JSON too; the values of variables have no tags in them.
    const variables = pasted.includes('{{') ? undefined : jsonObject(pasted);
    return variables && { variables, rendered: [] };
  }
  const parts = headings.map((match, at) => ({
    template: match[2],
    text: pasted.slice(match.index + match[0].length, headings[at + 1]?.index).trim(),
  }));
  const json = parts.find(({ template }) => template === undefined);
  const variables = json && jsonObject(json.text);
  const rendered = parts.flatMap(({ template, text }) => (template === undefined ? [] : [{ name: template, text }]));
  const problem =
    json && !variables ? t('The Template Variables JSON cannot be read as JSON. Copy it whole.') : undefined;
  return { rendered, ...(variables && { variables }), ...(problem && { problem }) };
}

function compareTrace(options: DriftOptions, { variables, rendered, problem }: Trace): readonly Drift[] {
  const title = 'Template Variables JSON';
  const unreadable: Drift[] = problem ? [{ title, state: 'differs', message: problem }] : [];
  const named = variables ? compareVariables(options.project, variables) : [];
  const templates = rendered.map(part => compareRendered(options, part, variables));
  const all = [...unreadable, ...named, ...templates];
  return all.length > 0 ? all : [{ title, state: 'same', message: t('Tealium maps the same variables.') }];
}

/** Which variables Tealium mapped that the action does not, and the other way round. */
function compareVariables({ variables, action }: Project, json: Readonly<Record<string, unknown>>): readonly Drift[] {
  const groups = new Map<string, boolean>();
  for (const { name, optional } of variables.values()) {
    const group = name.split('.')[0]!;
    groups.set(group, (groups.get(group) ?? true) && optional);
  }
  const missing = [...groups].flatMap(([name, optional]): Drift[] => {
    if (Object.hasOwn(json, name) || optional) return [];
    return [{ title: name, state: 'missing', message: t('The action maps this variable, and Tealium does not.') }];
  });
  const extra = Object.keys(json).flatMap((name): Drift[] => {
    if (groups.has(name)) return [];
    return [{ title: name, state: 'extra', message: t('Tealium maps this variable, and the action does not.') }];
  });
  const constants = action.templateVariables.flatMap(({ source, to }): Drift[] => {
    const name = to?.text ?? '';
    const fixed = source?.kind === 'text' || source?.kind === 'map';
    if (!fixed || !Object.hasOwn(json, name) || json[name] === source.value.text) return [];
    const message = t('Tealium maps another text to this variable.');
    return [{ title: name, state: 'differs', message, expected: source.value.text, actual: String(json[name]) }];
  });
  return [...missing, ...extra, ...constants];
}

/** A template of ours, rendered with the variables of the Trace, beside what Tealium rendered. */
function compareRendered(
  { project, now, uuid }: DriftOptions,
  { name, text }: Trace['rendered'][number],
  variables: Readonly<Record<string, unknown>> | undefined,
): Drift {
  const title = `Rendered Template: ${name}`;
  const template = project.templates.get(name);
  if (!template?.tree)
    return { title, state: 'extra', message: t('Tealium has this template, and the action does not.') };
  if (!variables) {
    const message = t('To compare a rendered template, paste the Template Variables JSON of the same entry with it.');
    return { title, state: 'differs', message };
  }
  const secrets = secretValues(project, variables);
  const templates = includable(project);
  const options = { profile: project.profile, now, uuid, ...(templates && { templates }) };
  const result = render({ name, tree: template.tree }, dataOf(project, variables), options);
  if (result.kind !== 'rendered') return { title, state: 'differs', message: result.error.message };
  const actual = secrets.reduce((left, [value, placeholder]) => left.replaceAll(value, placeholder), text);
  return compareField({ id: '', title, value: result.text }, actual);
}

/** The values of secrets in the JSON, which no answer may hold, each with its placeholder. */
function secretValues(
  { action }: Project,
  json: Readonly<Record<string, unknown>>,
): readonly (readonly [value: string, placeholder: string])[] {
  return action.templateVariables.flatMap(({ source, to }) => {
    const value = json[to?.text ?? ''];
    if (source?.kind !== 'secret' || typeof value !== 'string' || value === '') return [];
    return [[value, secretPlaceholder(source.value.text)] as const];
  });
}

function dataOf(project: Project, json: Readonly<Record<string, unknown>>) {
  const { numbers } = project.profile;
  const secrets = new Map(
    project.action.templateVariables.flatMap(({ source, to }) =>
      source?.kind === 'secret' && to ? [[to.text, secretPlaceholder(source.value.text)] as const] : [],
    ),
  );
  const values = Object.entries(json).map(([name, value]): [string, JavaValue] => [
    name,
    secrets.get(name) ?? typedValue(value, project.variables.get(name)?.type ?? 'any', numbers),
  ]);
  return map(values.filter(([, value]) => value !== null));
}

/** The field that has most pieces of three characters in common with a text. */
function nearestField(fields: readonly Field[], pasted: string): Field | undefined {
  const wanted = piecesOf(pasted);
  const score = ({ value }: Field) => {
    const own = piecesOf(value);
    const common = [...own].filter(piece => wanted.has(piece)).length;
    return (2 * common) / (own.size + wanted.size || 1);
  };
  const best = fields
    .map(field => ({ field, score: score(field) }))
    .reduce<{ field: Field; score: number } | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined);
  return best && best.score >= 0.3 ? best.field : undefined;
}

/** The pieces of the first 20,000 characters, which are enough. */
function piecesOf(text: string): ReadonlySet<string> {
  const plain = tidy(text).slice(0, 20_000);
  return new Set(Array.from({ length: Math.max(1, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
}

function cellsOf(text: string): readonly string[] {
  return text
    .split(/[\r\n\t]+/)
    .map(cell => cell.trim())
    .filter(cell => cell !== '');
}

/** Line breaks as `\n`, none at the end: text boxes add and drop them. */
function tidy(text: string): string {
  return withoutFinalBreak(text.replace(/\r\n?/g, '\n')).trimEnd();
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as never) : undefined;
  } catch {
    return undefined; // No JSON: it is something else.
  }
}
