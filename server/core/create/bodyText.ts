import type { Member, Value } from './body';
import type { Variable } from './sources';

/** The text of a body template: JSON with tags, as a person would lay it out. */
export function bodyText(members: readonly Member[]): string {
  return `${objectText(members, '')}\n`;
}

function objectText(members: readonly Member[], indentation: string): string {
  if (members.length === 0) return '{}';
  const line = indentation !== '' && onOneLine(members);
  if (line) return line;
  const inner = `${indentation}  `;
  const lines = inOrder(members).flatMap(({ name, value, guarded }, index, all) => {
    const comma = index < all.length - 1 ? ',' : '';
    const line = `${inner}${JSON.stringify(name)}: ${valueText(value, inner)}${comma}`;
    const tag = value.kind === 'variable' ? value.variable.name : '';
    return guarded && comma ? [`${inner}{{#${tag}}}`, line, `${inner}{{/${tag}}}`] : [line];
  });
  return ['{', ...lines, `${indentation}}`].join('\n');
}

/** A small object within another one, on one line; undefined where that would be too long to read. */
function onOneLine(members: readonly Member[]): string | undefined {
  if (members.some(({ value, guarded }) => guarded || value.kind === 'object' || value.kind === 'list'))
    return undefined;
  const text = `{ ${members.map(({ name, value }) => `${JSON.stringify(name)}: ${valueText(value, '')}`).join(', ')} }`;
  return text.length <= 80 ? text : undefined;
}

/** A member that may be left out takes its comma with it, so the last one must always be there. */
function inOrder(members: readonly Member[]): readonly Member[] {
  const last = members.findLast(({ guarded }) => !guarded);
  return last ? [...members.filter(member => member !== last), last] : members;
}

function valueText(value: Value, indentation: string): string {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'object':
      return objectText(value.members, indentation);
    case 'list':
      return `[${valueText(value.item, indentation)}]`;
    case 'variable':
      return tagText(value);
  }
}

function tagText({ variable, type }: Extract<Value, { kind: 'variable' }>): string {
  const { name } = variable;
  switch (type.kind) {
    case 'boolean':
      return `{{#${name}}}true{{/${name}}}{{^${name}}}false{{/${name}}}`;
    case 'integer':
      return typeOf(variable) === 'date' ? `{{${name}.toTimestamp}}` : `{{${name}.toInteger}}`;
    case 'metadata value':
      return typeOf(variable) === 'number' ? `{{${name}}}` : `"{{${name}.toJson}}"`;
    default:
      return typeOf(variable) === 'number' ? `"{{${name}.toInteger}}"` : `"{{${name}.toJson}}"`;
  }
}

function typeOf({ source }: Variable) {
  return source.kind === 'attribute' ? source.type : 'string';
}
