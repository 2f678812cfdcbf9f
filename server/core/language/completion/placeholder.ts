import { fieldsIn } from '../../intercom/endpoints';
import type { FieldType } from '../../intercom/fields';
import { searchLimits, searchOperators } from '../../intercom/searchQuery';
import { plainInSnippet } from './item';

/** A value to fill in: as a snippet, and as text that is valid even if it is left as it is. */
export interface Placeholder {
  readonly text: string;
  readonly snippet: string;
}

/** A placeholder for a value of a type; for an object it has every required member. */
export function placeholderOf(type: FieldType, version: string): Placeholder {
  let places = 0;
  const place = (text = '') => (text === '' ? `$${++places}` : `\${${++places}:${plainInSnippet(text)}}`);
  const choice = (values: readonly string[]) =>
    `\${${++places}|${values.map(value => value.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
  const one = (type: FieldType, depth: number): Placeholder => {
    switch (type.kind) {
      case 'string':
        if (!type.values) return { text: '""', snippet: `"${place()}"` };
        if (type.values.length === 1) return same(`"${type.values[0]}"`);
        return { text: '""', snippet: `"${choice(type.values)}"` };
      case 'integer':
        return { text: '0', snippet: place('0') };
      case 'boolean':
        return { text: 'false', snippet: choice(['true', 'false']) };
      case 'list': {
        const item = one(type.of, depth + 1);
        return { text: '[]', snippet: `[${item.snippet}]` };
      }
      case 'object': {
        const required = fieldsIn(type.fields, version).filter(field => field.required);
        if (required.length === 0 || depth > 2) return { text: '{}', snippet: `{ ${place()} }` };
        const members = required.map(field => ({ field, value: one(field.type, depth + 1) }));
        return joined(members.map(({ field, value }) => [field.name, value]));
      }
      case 'either':
        return one(type.of[0]!, depth);
      case 'custom attributes':
      case 'event metadata':
        return { text: '{}', snippet: `{ ${place()} }` };
      case 'search query':
        return joined([
          ['field', { text: '""', snippet: `"${place()}"` }],
          ['operator', { text: '"="', snippet: `"${choice([...searchOperators, ...searchLimits.joins])}"` }],
          ['value', { text: '""', snippet: `"${place()}"` }],
        ]);
      case 'any':
        return { text: 'null', snippet: place('null') };
      default:
        return { text: '""', snippet: `"${place()}"` };
    }
  };
  return one(type, 0);
}

function joined(members: readonly (readonly [name: string, value: Placeholder])[]): Placeholder {
  const write = (part: 'text' | 'snippet') =>
    `{ ${members.map(([name, value]) => `"${name}": ${value[part]}`).join(', ')} }`;
  return { text: write('text'), snippet: write('snippet').replace(/\}$/, '\\}') };
}

function same(text: string): Placeholder {
  return { text, snippet: plainInSnippet(text) };
}
