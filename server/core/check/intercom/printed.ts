import { t } from '@vscode/l10n';
import type { Project, TemplateVariable } from '../../action/project';
import { likelyMilliseconds } from '../../intercom/fields';
import { isNumber } from '../../template/java/values';
import type { VariableNode } from '../../template/tree';
import type { TemplateSubject } from '../subject';
import { describeShape, type Shape } from '../variables/shapes';

/** What a tag prints, as JSON sees it. */
export interface Printed {
  readonly kind: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'list' | 'object' | 'unknown';
  /** Of a list: what each of its items is, where that is known. */
  readonly items?: Printed['kind'] | undefined;
  /** In words, for messages: `total` is a number. */
  readonly says: () => string;
  /** The suffix, or the end of the name where there is none: for changing or adding one. */
  readonly base: { readonly start: number; readonly end: number };
  readonly suffix?: string | undefined;
  readonly helper?: string;
  readonly variable?: () => TemplateVariable | undefined;
  /** Whether it is a moment in milliseconds. */
  readonly isMilliseconds: () => boolean;
  /** The moment the connector fires, not the moment of the event. */
  readonly fireTime?: true;
}

/** Properties of a date that count milliseconds; the last two are Java's. */
export const inMilliseconds: ReadonlySet<string> = new Set(['toTimestampMs', 'time', 'getTime']);

/** What a tag of the template prints; of kind `unknown` where that depends on the event or cannot be known. */
export function printedBy(node: VariableNode, subject: TemplateSubject): Printed {
  const { expression } = node;
  if (expression.kind === 'call') return printedByHelper(expression.name.text, expression.range, subject);
  const { project, profile, useOf } = subject;
  const last = expression.parts.at(-1);
  const ends = (word: string) => profile.suffixTable.has(word) || inMilliseconds.has(word);
  const suffix = expression.parts.length > 1 && last && ends(last.text) ? last.text : undefined;
  const cut = suffix ? suffix.length + 1 : 0;
  const base = { start: expression.range.start, end: expression.range.end - cut };
  const named = () => (cut > 0 ? expression.text.slice(0, -cut) : expression.text);
  const variable = () => project?.variables.get(named());
  const meaning = useOf(expression)?.meaning;
  if (meaning?.kind !== 'found') {
    return { kind: 'unknown', base, suffix, variable, says: () => `\`${named()}\``, isMilliseconds: () => false };
  }
  const { shape, of } = meaning;
  // With .toJson a date is still printed in words, and a number or boolean as it is.
  const same = suffix === 'toJson' && of?.type !== undefined && ['date', 'number', 'boolean'].includes(of.type);
  const kind = same ? kindOf(of, undefined) : kindOf(shape, suffix);
  const items = kind === 'list' && of?.element ? itemKind(of.element) : undefined;
  return {
    kind,
    items,
    base,
    suffix,
    variable,
    says: () =>
      suffix
        ? t`\`${expression.text}\` prints ${inWords(kind, items)}`
        : t`\`${expression.text}\` is ${describeShape(shape)}`,
    isMilliseconds: () => {
      const own = variable();
      return (
        (of?.type === 'date' && inMilliseconds.has(suffix ?? '')) ||
        (own !== undefined && isInMilliseconds(own, project!))
      );
    },
  };
}

function printedByHelper(name: string, range: { start: number; end: number }, { profile }: TemplateSubject): Printed {
  const isMilliseconds = () => name === 'unixTimestampMs';
  const common = { helper: name, says: () => `\`${name}\``, base: range, isMilliseconds };
  if (name === 'unixTimestamp' || name === 'unixTimestampMs') return { ...common, kind: 'integer', fireTime: true };
  const kinds: Readonly<Record<string, Printed['kind']>> = {
    text: 'text',
    uuid: 'text',
    'json-escaped-text': 'text',
    integer: 'integer',
    number: 'decimal',
    boolean: 'boolean',
    // `formatDate` prints what its pattern says: a text to Intercom.
    date: 'text',
  };
  return { ...common, kind: kinds[profile.helperTable.get(name)?.prints ?? ''] ?? 'unknown' };
}

function kindOf(shape: Shape, suffix: string | undefined): Printed['kind'] {
  const { value } = shape;
  if (shape.open || value === null) return 'unknown';
  if (typeof value === 'string') {
    if (suffix !== 'toJson') return 'text';
    return value.startsWith('[') ? 'list' : value.startsWith('{') ? 'object' : 'text';
  }
  if (typeof value === 'boolean') return 'boolean';
  if (isNumber(value)) return value.kind === 'double' ? 'decimal' : 'integer';
  switch (value.kind) {
    case 'date':
      return 'date';
    case 'list':
    case 'set':
    case 'array':
      return 'list';
    case 'map':
      return 'object';
    default:
      return 'unknown';
  }
}

function itemKind(element: Shape): Printed['kind'] {
  return element.members ? 'object' : kindOf(element, undefined);
}

function inWords(kind: Printed['kind'], items?: Printed['kind']): string {
  if (kind === 'integer') return t('a whole number');
  if (kind === 'list' && items && items !== 'unknown') return t`a list of ${plurals()[items]}`;
  return {
    text: t('a text'),
    decimal: t('a decimal'),
    boolean: t('a boolean'),
    date: t('a date'),
    list: t('a list'),
    object: t('an object'),
    unknown: t('a value'),
  }[kind];
}

const plurals = (): Readonly<Record<Exclude<Printed['kind'], 'unknown'>, string>> => ({
  text: t('texts'),
  integer: t('whole numbers'),
  decimal: t('numbers'),
  boolean: t('true and false'),
  date: t('dates'),
  list: t('lists'),
  object: t('objects'),
});

/** Whether it is Tealium's session id, or the values in all sample events look like milliseconds. */
export function isInMilliseconds({ mapping, type }: TemplateVariable, { events }: Project): boolean {
  if (mapping.source?.kind !== 'attribute' || type !== 'number') return false;
  const attribute = mapping.source.value.text;
  if (attribute === 'tealium_session_id') return true;
  const seen = events.map(event => event.attributes.get(attribute)).filter(value => typeof value === 'number');
  return seen.length > 0 && seen.every(value => value >= likelyMilliseconds);
}
