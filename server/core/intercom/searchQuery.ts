import type { FieldError, Path } from './validate';

/** How a filter of a search compares (Intercom's REST reference, contacts search). */
export const searchOperators = ['=', '!=', 'IN', 'NIN', '<', '>', '<=', '>=', '~', '!~', '^', '$'] as const;

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
  if (!(searchOperators as readonly unknown[]).includes(operator))
    return [error([...path, 'operator'], 'invalid-value', `should be one of ${searchOperators.join(' ')}`)];
  if (value === undefined) return [error([...path, 'value'], 'missing-field', 'is required')];
  const compared = Array.isArray(value) ? value : [value];
  if (compared.every(item => typeof item !== 'object' || item === null)) return [];
  return [error([...path, 'value'], 'wrong-type', 'should be a text, a number, true, false, null, or a list of these')];
}
