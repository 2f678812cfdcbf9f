import type { FieldError, Path } from './validate';

/** How a filter of a search compares (Intercom's REST reference, contacts search). */
export const searchOperators = ['=', '!=', 'IN', 'NIN', '<', '>', '<=', '>=', '~', '!~', '^', '$'] as const;

export function isSearchOperator(text: unknown): text is (typeof searchOperators)[number] {
  return (searchOperators as readonly unknown[]).includes(text);
}

/** Those that compare with each of a list. */
export const listOperators: readonly string[] = ['IN', 'NIN'];

/** Those that compare moments, which count by the day. */
const dateOperators: readonly string[] = ['=', '<', '>'];

/** Whether an operator compares a field: moments take fewer. The attributes of a workspace may be of any type. */
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
