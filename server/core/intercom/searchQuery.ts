import type { FieldError, Path } from './validate';

/** How a filter of a search compares (Intercom's REST reference, contacts search). */
export const searchOperators = ['=', '!=', 'IN', 'NIN', '<', '>', '<=', '>=', '~', '!~', '^', '$'] as const;

/** What contacts can be searched by, besides their custom attributes (Intercom's REST reference, contacts search). */
export const searchFields: readonly string[] = [
  ...['email', 'external_id', 'id', 'role', 'name', 'phone', 'email_domain', 'owner_id', 'avatar'],
  ...['created_at', 'signed_up_at', 'updated_at', 'last_seen_at', 'last_contacted_at', 'last_replied_at'],
  ...['last_email_opened_at', 'last_email_clicked_at', 'tag_id', 'segment_id', 'language_override'],
  ...['unsubscribed_from_emails', 'marked_email_as_spam', 'has_hard_bounced'],
  ...['browser', 'browser_language', 'os', 'location.country', 'location.region', 'location.city'],
  ...['ios_last_seen_at', 'ios_app_version', 'ios_device', 'ios_os_version', 'ios_app_name'],
  ...['android_last_seen_at', 'android_app_version', 'android_device', 'android_app_name'],
];

export function isSearchOperator(text: unknown): text is (typeof searchOperators)[number] {
  return (searchOperators as readonly unknown[]).includes(text);
}

/** Operators that compare with each value of a list. */
export const listOperators: readonly string[] = ['IN', 'NIN'];

/** Operators that compare moments, which Intercom does by the day. */
const dateOperators: readonly string[] = ['=', '<', '>'];

/** Whether an operator can compare a field: for moments there are fewer. Custom attributes may be of any type. */
export function comparesWith(operator: string, field: string): boolean {
  return !/^[a-z_]+_at$/.test(field) || dateOperators.includes(operator);
}

/** How filters are joined, how deep groups nest, and how many filters one holds. */
export const searchLimits = { joins: ['AND', 'OR'], depth: 2, filters: 15 } as const;

/** What is wrong with the `query` of a search: one filter `{field, operator, value}`, or groups of them. */
export function validateSearchQuery(query: unknown, path: Path, depth = 0): readonly FieldError[] {
  const error = (place: Path, kind: FieldError['kind'], message: string): FieldError => ({
    path: place,
    kind,
    outcome: 'rejected',
    message: `${place.join('.')} ${message}`,
  });
  if (typeof query !== 'object' || query === null || Array.isArray(query))
    return [error(path, 'wrong-type', 'should be a filter: {field, operator, value}')];
  const { field, operator, value } = query as Readonly<Record<string, unknown>>;
  if ((searchLimits.joins as readonly unknown[]).includes(operator)) {
    if (field !== undefined && typeof field !== 'string')
      return [error([...path, 'field'], 'wrong-type', 'should be a text')];
    if (!Array.isArray(value)) return [error([...path, 'value'], 'wrong-type', 'should be a list of filters')];
    if (depth >= searchLimits.depth)
      return [error(path, 'invalid-value', `nests deeper than ${searchLimits.depth} groups`)];
    if (value.length > searchLimits.filters)
      return [error([...path, 'value'], 'invalid-value', `should hold at most ${searchLimits.filters} filters`)];
    return value.flatMap((item, index) => validateSearchQuery(item, [...path, 'value', index], depth + 1));
  }
  if (typeof field !== 'string' || field === '') return [error([...path, 'field'], 'missing-field', 'is required')];
  if (!isSearchOperator(operator))
    return [error([...path, 'operator'], 'invalid-value', `should be one of ${searchOperators.join(' ')}`)];
  if (!comparesWith(operator, field))
    return [error([...path, 'operator'], 'invalid-value', `should be one of ${dateOperators.join(' ')} for ${field}`)];
  if (value === undefined) return [error([...path, 'value'], 'missing-field', 'is required')];
  if (listOperators.includes(operator) && !Array.isArray(value))
    return [error([...path, 'value'], 'wrong-type', 'should be a list of values')];
  const compared = Array.isArray(value) ? value : [value];
  if (compared.every(item => typeof item !== 'object' || item === null)) return [];
  return [error([...path, 'value'], 'wrong-type', 'should be a text, a number, true, false, null, or a list of these')];
}
