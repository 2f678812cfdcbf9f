import { wanted } from '../check/intercom/valueReport';
import {
  customAttributeLimits,
  type Endpoint,
  eventMetadataLimits,
  type Field,
  type FieldType,
  type Rule,
} from '../intercom/fields';
import { searchLimits } from '../intercom/searchQuery';
import { inVersion } from '../intercom/versions';
import { code } from './describe';

/** What a field is, in Markdown: type, what it is for, limits, and the versions that have it. */
export function describeField(field: Field, endpoint: Endpoint, version: string, isBody: boolean): string {
  const { type, nullable, help, undocumented } = field;
  return [
    `${code(field.name)}: ${typeInWords(type)}${field.required ? ', required' : ''}`,
    help,
    limitsOf(type),
    nullable ? 'Null clears it.' : '',
    ...(isBody ? rulesOf(field.name, endpoint, version) : []),
    lifetimeOf(field),
    undocumented ? "Intercom's reference does not list it." : '',
  ]
    .filter(line => line !== '')
    .join('\n\n');
}

/** What a type takes, in a few words: `a text`, `one of user, lead`. */
export function typeInWords(type: FieldType): string {
  switch (type.kind) {
    case 'string':
      if (!type.values) return wanted(type);
      return type.values.length === 1 ? `always ${type.values[0]}` : `one of ${type.values.join(', ')}`;
    case 'integer':
      return type.unit === 'seconds' ? 'seconds since 1970' : wanted(type);
    case 'list':
      return `a list: each ${typeInWords(type.of)}`;
    case 'custom attributes':
      return 'an object with names of your own';
    case 'event metadata':
      return 'an object with details of your own';
    case 'search query':
      return 'a filter';
    case 'either':
      return type.of.map(typeInWords).join(', or ');
    default:
      return wanted(type);
  }
}

/** The texts that a type takes, where there is a fixed set of them. */
export function fixedValues(type: FieldType): readonly string[] {
  if (type.kind === 'either') return [...new Set(type.of.flatMap(fixedValues))];
  return type.kind === 'string' ? (type.values ?? []) : [];
}

function limitsOf(type: FieldType): string {
  switch (type.kind) {
    case 'integer':
      if (type.unit) return 'Whole seconds, in UTC; milliseconds would be a year far away.';
      return type.max === undefined ? '' : `At most ${type.max}.`;
    case 'list':
      return type.atMost === undefined ? '' : `At most ${type.atMost} items.`;
    case 'attribute value':
      return `A text has at most ${customAttributeLimits.textLength} characters.`;
    case 'custom attributes':
      return 'Names hold neither a period nor a dollar sign.';
    case 'event metadata':
      return `Intercom keeps the first ${eventMetadataLimits.keys} and ignores the others.`;
    case 'search query':
      return `Groups of at most ${searchLimits.filters} filters, ${searchLimits.depth} deep.`;
    default:
      return '';
  }
}

/** What the endpoint requires of the field together with others. */
function rulesOf(name: string, endpoint: Endpoint, version: string): readonly string[] {
  const rules = endpoint.rules.filter(rule => !('since' in rule) || inVersion(rule, version));
  return rules.map(rule => ruleInWords(rule, name));
}

function ruleInWords(rule: Rule, name: string): string {
  switch (rule.kind) {
    case 'one of':
      if (!rule.fields.includes(name)) return '';
      return `${rule.fields.length === 1 ? 'Required' : `One of ${rule.fields.map(code).join(', ')} is required`}${whereOf(rule.where)}.`;
    case 'all of':
      return rule.fields.includes(name) ? `Required${whereOf(rule.where)}.` : '';
    case 'only':
      return rule.field === name ? `Only ${rule.values.map(code).join(' or ')}${whereOf(rule.where)}.` : '';
    case 'needs':
      return rule.field === name ? `Only together with ${code(rule.other)}.` : '';
    case 'not with':
      return rule.field === name ? `Not where ${code(rule.other)} is ${code(rule.value)}.` : '';
  }
}

function whereOf(where: { readonly field: string; readonly is: string } | undefined): string {
  return where ? ` where ${code(where.field)} is ${code(where.is)}` : '';
}

function lifetimeOf({ since, until }: Field): string {
  if (since && until) return `Versions ${since} to ${until}.`;
  if (since) return `Version ${since} and later.`;
  return until ? `Version ${until} and earlier.` : '';
}
