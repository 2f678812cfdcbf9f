import type { Contact, Fields } from './workspace';

/** The contacts that a search finds, all of them without a query; a page of them, in Intercom's shape. */
export function searchContacts(contacts: readonly Contact[], body: Fields, view: (contact: Contact) => Fields) {
  const query = body.query as Filter | undefined;
  const found = contacts.map(view).filter(contact => !query || fits(contact, query));
  const sort = body.sort as { field?: string; order?: string } | undefined;
  if (sort?.field !== undefined) found.sort(by(sort.field, sort.order));
  const pagination = (body.pagination ?? {}) as { per_page?: number; starting_after?: string | null };
  const perPage = Math.min(Math.max(pagination.per_page ?? 50, 1), 150);
  const first = found.findIndex(contact => contact.id === pagination.starting_after) + 1;
  const data = found.slice(first, first + perPage);
  const last = data.at(-1);
  const more = last !== undefined && first + perPage < found.length;
  const pages = {
    ...{ type: 'pages', page: Math.floor(first / perPage) + 1, per_page: perPage },
    total_pages: Math.ceil(found.length / perPage),
    ...(more && { next: { per_page: perPage, starting_after: last.id } }),
  };
  return { data, total: found.length, pages };
}

interface Filter {
  readonly field?: string;
  readonly operator: string;
  readonly value: unknown;
}

function fits(contact: Fields, { field = '', operator, value }: Filter): boolean {
  if (operator === 'AND') return (value as Filter[]).every(filter => fits(contact, filter));
  if (operator === 'OR') return (value as Filter[]).some(filter => fits(contact, filter));
  const actual = comparable(field, fieldOf(contact, field));
  const order = actual === null ? Number.NaN : Number(actual) - Number(comparable(field, value));
  const wanted = (Array.isArray(value) ? value : [value]).map(item => folded(comparable(field, item)));
  const text = String(folded(actual) ?? '');
  switch (operator) {
    case '=':
    case 'IN':
      return wanted.includes(folded(actual));
    case '!=':
    case 'NIN':
      return !wanted.includes(folded(actual));
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '~':
      return text.includes(String(wanted[0]));
    case '!~':
      return !text.includes(String(wanted[0]));
    case '^':
      return text.startsWith(String(wanted[0]));
    case '$':
      return text.endsWith(String(wanted[0]));
    default:
      return false;
  }
}

/** Dates count by the day, in UTC: what was created on a day was not created after any hour of that day. */
function comparable(field: string, value: unknown): unknown {
  if (!/_at$/.test(field) || value === null || Number.isNaN(Number(value))) return value;
  return Math.floor(Number(value) / 86_400);
}

/** Descending by default; contacts without a value come last. */
function by(field: string, order = 'descending') {
  const direction = order === 'ascending' ? 1 : -1;
  return (left: Fields, right: Fields): number => {
    const [one, other] = [left, right].map(contact => fieldOf(contact, field));
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return direction * (typeof one === 'number' ? one - Number(other) : String(one).localeCompare(String(other), 'en'));
  };
}

function fieldOf(contact: Fields, field: string): unknown {
  const custom = /^custom_attributes\.(.+)$/.exec(field)?.[1];
  const [from, name] = custom === undefined ? [contact, field] : [contact.custom_attributes as Fields, custom];
  return Object.hasOwn(from, name) ? (from[name] ?? null) : null;
}

/** Texts are compared without regard to case, and numbers as the text or the number they came as. */
function folded(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : typeof value === 'number' ? String(value) : value;
}
