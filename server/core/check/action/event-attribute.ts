import { t } from '@vscode/l10n';
import { arrivalTime } from '../../action/attributes';
import { valuePlace } from '../../action/eventKeys';
import type { SampleEvent } from '../../action/events';
import type { AttributeType } from '../../action/model';
import type { ActionForm, Attribute } from '../../action/project';
import { matches } from '../../action/stream';
import { typedValue } from '../../action/values';
import type { FormRule } from '../rule';
import { isOutOfScope } from './attributes';
import { changedNumber } from './changedNumber';
import { mappingLists } from './formEdits';
import { misspeltIn, shown } from './stream';

/**
 * Sample events against the declared types of the attributes that the action maps. The proof of the body believes what is
 * declared, so where an event says otherwise, one of the two is wrong.
 */
export const eventAttribute: FormRule = {
  cards: [
    {
      code: 'event-attribute',
      severity: 'warning',
      group: 'Action',
      summary: 'A sample event lacks an attribute that is declared as always there, or holds it with another type.',
    },
  ],
  check(project, report) {
    const mapped = mappedAttributes(project);
    const declared = mapped.filter(({ origin, type }) => origin === 'declared' && !isOutOfScope(project, type));
    const told = new Set<string>();
    for (const event of project.events) {
      const { path, range } = event;
      /** In a file of many events, a mistake is reported once, at the first event that has it. */
      const isFirst = (what: string) => told.size < told.add(`${path} ${what}`).size;
      // An event that never starts the action, or that is kept to show an invalid body, may lack attributes.
      if (event.expect?.stream?.value === false || event.expect?.valid?.value === false) continue;
      if (matches(project.action.when, event).kind !== 'matched') continue;
      const missing = declared.filter(
        ({ name, optional }) => !optional && (event.attributes.get(name) ?? null) === null,
      );
      const opening = { start: range.start, end: Math.min(range.start + 1, range.end) };
      const lacking = missing.map(({ name }) => name).filter(name => name !== arrivalTime && isFirst(`no ${name}`));
      const misspelt = lacking.length === 1 ? misspeltIn(event, lacking[0]!, project) : undefined;
      for (const message of missingMessage(lacking)) {
        report({
          code: 'event-attribute',
          path,
          range: misspelt?.key ?? opening,
          message: message + (misspelt ? ` ${t`Did you mean \`${lacking[0]!}\`?`}` : ''),
          fixes: [misspelt?.fix],
        });
      }
      for (const attribute of declared) {
        const message = wrongType(attribute, event);
        if (message && isFirst(attribute.name))
          report({ code: 'event-attribute', path, range: valuePlace(event, attribute.name), message });
      }
      for (const attribute of mapped) {
        const changed = changedNumber(event, attribute);
        if (changed.length > 0 && isFirst(`number ${attribute.name}`)) for (const reported of changed) report(reported);
      }
    }
  },
};

function mappedAttributes(project: ActionForm): readonly Attribute[] {
  const mapped = mappingLists(project)
    .flatMap(([, mappings]) => mappings)
    .flatMap(({ source }) => (source?.kind === 'attribute' ? [source.value.text] : []));
  // Of an attribute that is declared twice, nobody knows which type is meant.
  const names = project.action.attributes.map(({ name }) => name.text);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...new Set(mapped)].filter(name => !twice.has(name)).flatMap(name => project.attributes.get(name) ?? []);
}

function missingMessage(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const list = names.map(name => `\`${name}\``).join(', ');
  return [
    names.length === 1
      ? t`This event has no ${list}, which is declared as always there. Add it to the event, or declare it with \`"optional": true\`.`
      : t`This event has no ${list}, which are declared as always there. Add them to the event, or declare them with \`"optional": true\`.`,
  ];
}

function wrongType({ name, type }: Attribute, { attributes }: SampleEvent): string | undefined {
  const value = attributes.get(name) ?? null;
  if (value === null || fits(value, type)) return undefined;
  return `${t`\`${name}\` is declared as ${aType(type)}, and this event has ${shown(value)} there.`} ${formOf(type)}`.trim();
}

/** Whether Tealium would turn it into a value of that type: numbers, booleans and dates may come as texts. */
function fits(value: unknown, type: AttributeType): boolean {
  if (type === 'any') return true;
  if (type === 'string') return typeof value !== 'object';
  // In some exports `false` stands for a badge, and an empty text for a value, that is not assigned.
  if (value === '' || (type === 'badge' && value === false)) return true;
  if (type === 'date' && isSeconds(value)) return false;
  if (isListType(type)) {
    const elements = Array.isArray(value) ? value : [value];
    return elements.every(element => element === null || fits(element, elementTypes[type]));
  }
  return typedValue(value, type) !== null;
}

type ListType = 'array of strings' | 'array of numbers' | 'array of booleans' | 'set of strings';

const elementTypes: Readonly<Record<ListType, AttributeType>> = {
  'array of strings': 'string',
  'array of numbers': 'number',
  'array of booleans': 'boolean',
  'set of strings': 'string',
};

function isListType(type: AttributeType): type is ListType {
  return Object.hasOwn(elementTypes, type);
}

/**
 * Whether it is a moment from 2001 to 2096 if taken as seconds; as milliseconds it would be in January or February
 * 1970.
 */
function isSeconds(value: unknown): boolean {
  const number = Number(typeof value === 'string' && value.trim() === '' ? Number.NaN : value);
  return number >= 1e9 && number < 4e9;
}

function formOf(type: AttributeType): string {
  switch (type) {
    case 'date':
      return t('A date is milliseconds since 1970, or a text such as "2026-03-01T12:00:00Z".');
    case 'boolean':
      return t('A boolean is true or false.');
    case 'tally':
      return t('A tally is an object of names with numbers.');
    default:
      return '';
  }
}

function aType(type: AttributeType): string {
  return /^[aeiou]/.test(type) ? t`an ${type}` : t`a ${type}`;
}
