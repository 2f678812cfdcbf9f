import type { MappingSource } from '../action/model';
import type { Project } from '../action/project';
import { isSecret, type Name } from './names';

/** The longest value that is shown whole; anything longer is cut. */
const longestValue = 60;

/** A value on one line, as JSON would write it, cut to a sensible length; undefined for an absent one. */
export function showValue(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text;
}

/** `string, optional`; what a secret is made of is nothing to print. */
export function typeOf({ type, optional, variables }: Name): string {
  if (variables.some(isSecret)) return 'secret';
  return optional ? `${type}, optional` : type;
}

/**
 * Where a name comes from: `attribute customer_email`, `a fixed text`, `secret intercom`; undefined for a name that no
 * row maps.
 */
function sourceOf({ variables }: Name): string | undefined {
  const sources = new Set(variables.map(({ mapping }) => describeSource(mapping.source)));
  return sources.size > 0 ? [...sources].join(', ') : undefined;
}

function describeSource(source: MappingSource | undefined): string {
  switch (source?.kind) {
    case 'attribute':
    case 'secret':
      return `${source.kind} ${source.value.text}`;
    case 'text':
    case 'map':
      return 'a fixed text';
    case undefined:
      return 'nothing yet';
  }
}

/** Text as inline code in Markdown, whatever backticks it holds. */
export function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = longest > 0 ? ` ${text} ` : text;
  return `${fence}${padded.replace(/[\r\n]+/g, ' ')}${fence}`;
}

/** Which file a template is, in Markdown. */
export function describeTemplate({ templates }: Project, name: string): string {
  const template = templates.get(name);
  if (!template) return `There is no template ${code(name)} in this action.`;
  return `Template ${code(name)}, in ${code(template.reference.path.text)}`;
}

/** Everything known of a name, in Markdown: type, value in the chosen event, where it comes from. */
export function describeName(name: Name, event?: string): string {
  const value = showValue(name.value);
  const source = sourceOf(name);
  const members = [...(name.element?.members?.keys() ?? name.members?.keys() ?? [])];
  return [
    `${code(name.name)}: ${typeOf(name)}`,
    value === undefined
      ? ''
      : `${event === undefined ? 'In the chosen event' : `In the event ${code(event)}`}: ${code(value)}`,
    source === undefined ? '' : `Mapped from ${source}.`,
    members.length > 0 ? `Holds ${members.map(code).join(', ')}.` : '',
    name.origin === 'loop' ? 'Of the loop around it.' : '',
  ]
    .filter(line => line !== '')
    .join('\n\n');
}
