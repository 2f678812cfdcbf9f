import type { AttributeType } from '../action/model';
import type { Helper, Printed, Suffix } from '../template/helpers/helper';
import type { Range } from '../text/range';
import { code } from './describe';
import type { Shape, ValueType } from './names';

/** A profile's suffixes by name. */
export type Suffixes = ReadonlyMap<string, Suffix>;

/** The suffixes that a value of this type may have. */
export function suffixesOf(type: ValueType, suffixes: Suffixes): readonly Suffix[] {
  return [...suffixes.values()].filter(({ appliesTo }) =>
    appliesTo.some(fits => fits === 'any' || fits === type || related(fits, type)),
  );
}

/** The value after a suffix; of a collection, a suffix that gives a list gives the same kind of collection. */
export function suffixed(suffix: Suffix, shape: Shape): Shape {
  const type = typeOfPrinted[suffix.prints];
  const { element, members } = shape;
  if (type !== undefined && (type !== 'list' || !(element || members))) return { type };
  return { type: shape.type, ...(element && { element }), ...(members && { members }) };
}

/** How to call a helper: `{{formatDate date pattern="…"}}`, and what is known of each piece of it. */
export interface Signature {
  readonly label: string;
  readonly help: string;
  /** Parameters first, then keys, as in the label; `range` counts in it. */
  readonly pieces: readonly { readonly range: Range; readonly help: string }[];
}

export function signatureOf(helper: Helper): Signature {
  const parameters = helper.parameters.map(({ name, optional, variadic, help }) => {
    const shown = variadic ? `${name}…` : name;
    return { shown: optional ? `[${shown}]` : shown, help };
  });
  const hash = helper.hash.map(({ name, required, values, help }) => {
    const shown = `${name}="…"`;
    const choice = values?.length ? `${help}\n\nOne of ${values.map(code).join(', ')}.` : help;
    return { shown: required ? shown : `[${shown}]`, help: choice };
  });
  let label = `{{${helper.kind === 'section' ? '#' : ''}${helper.name}`;
  const pieces = [...parameters, ...hash].map(({ shown, help }) => {
    const start = label.length + 1;
    label += ` ${shown}`;
    return { range: { start, end: label.length }, help };
  });
  return { label: `${label}}}`, help: helper.help, pieces };
}

/** Everything known of a helper, in Markdown. */
export function describeHelper(helper: Helper): string {
  const details = [...helper.parameters, ...helper.hash].map(({ name, help }) => `- ${code(name)}: ${help}`);
  const warning = helper.documentedByTealium ? '' : 'Trimou has it, but Tealium does not document it.';
  return paragraphs([fenced(signatureOf(helper).label), helper.help, warning, details.join('\n'), exampleOf(helper)]);
}

/** Everything known of a suffix, in Markdown. */
export function describeSuffix(suffix: Suffix): string {
  return paragraphs([fenced(`{{value.${suffix.name}}}`), suffix.help, exampleOf(suffix)]);
}

/** The first lines of a part of a template, in Markdown. */
export function describePart(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const shown = lines.length > longestPart ? [...lines.slice(0, longestPart - 1), '…'] : lines;
  return fenced(shown.join('\n'));
}

/** In lines. */
const longestPart = 12;

function exampleOf({ example }: Helper | Suffix): string {
  const { template, output } = example;
  // The value as in an event: a date is a number of milliseconds, a set is a list.
  const data = example.data.replace(/\{"\$(?:date|set)":([^{}]*)\}/g, '$1');
  return `${code(template)} with ${code(data)} prints ${output === '' ? 'nothing' : code(output)}.`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, 1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))));
  return `${fence}trimou\n${text}\n${fence}`;
}

function paragraphs(texts: readonly string[]): string {
  return texts.filter(text => text !== '').join('\n\n');
}

/** Whether a type that is not Tealium's own behaves like this one. */
function related(fits: AttributeType, type: ValueType): boolean {
  switch (type) {
    case 'list of objects':
    case 'list':
      return fits === 'array of strings';
    case 'integer':
      return fits === 'number';
    case 'any':
      return true;
    default:
      return false;
  }
}

/** Undefined: the same as before. */
const typeOfPrinted: Readonly<Record<Printed, ValueType | undefined>> = {
  body: undefined,
  text: 'string',
  number: 'number',
  integer: 'integer',
  boolean: 'boolean',
  json: 'string',
  'json-escaped-text': 'string',
  list: 'list',
  hex: 'string',
  base64: 'string',
  date: 'date',
  value: undefined,
  uuid: 'string',
  'url-encoded-text': 'string',
  'html-escaped-text': 'string',
  'xml-escaped-text': 'string',
  nothing: 'any',
};
