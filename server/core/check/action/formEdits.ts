import { t } from '@vscode/l10n';
import { type JSONPath, modify } from 'jsonc-parser';
import type { Mapping } from '../../action/model';
import type { ActionForm } from '../../action/project';
import { headerNamed, requestHeaders } from '../../intercom/headers';
import { nearest } from '../../text/nearest';
import type { Edit } from '../finding';
import type { Reported } from '../rule';

/** The edits that set a field of the action file, in the layout around it; `-1` at the end of the path appends to a list. */
export function setField({ path, text }: ActionForm, field: JSONPath, value: unknown): readonly Edit[] {
  const eol = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  const edits = modify(text, field, value, {
    formattingOptions: { insertSpaces: !/\n\t/.test(text), tabSize: 2, eol },
    isArrayInsertion: field.at(-1) === -1,
  });
  return edits.map(({ offset, length, content }) => ({
    path,
    range: { start: offset, end: offset + length },
    text: content,
  }));
}

/** The edits that add a mapping to a list of the form, in the layout of the last one; the list is added where it is missing. */
export function mappingFor(
  project: ActionForm,
  list: MappingField,
  mapping: Readonly<Record<string, string>>,
): readonly Edit[] {
  if (!project.action.fields.has(`action.${list}`)) return setField(project, ['action', list], [mapping]);
  return rowBehind(project, project.action[list].at(-1), mapping) ?? setField(project, ['action', list, -1], mapping);
}

/**
 * Inserts a row after one that is written on one line: on a new line if that row has a line of its own, and after a
 * comment on it.
 */
function rowBehind(
  { path, text }: ActionForm,
  last: Mapping | undefined,
  mapping: Readonly<Record<string, string>>,
): readonly Edit[] | undefined {
  if (!last) return undefined;
  const { start, end } = last.range;
  const row = text.slice(start, end);
  if (!/^\{.*\}$/.test(row)) return undefined;
  const blank = row.startsWith('{ ') ? ' ' : '';
  const pairs = Object.entries(mapping).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  const added = `{${blank}${pairs.join(', ')}${blank}}`;
  const before = /(\r\n|\r|\n)[ \t]*$/.exec(text.slice(0, start))?.[0];
  if (before === undefined) return [{ path, range: { start: end, end }, text: `, ${added}` }];
  const [, comma, comment = ''] = /^(,?)([ \t]*\/\/[^\r\n]*)?/.exec(text.slice(end))!;
  const at = end + comma!.length + comment.length;
  if (comma !== '') return [{ path, range: { start: at, end: at }, text: `${before}${added}` }];
  return [{ path, range: { start: end, end: at }, text: `,${comment}${before}${added}` }];
}

/** The edit that writes a text into a JSON string of the action file, between its quotes. */
export function setText({ path }: ActionForm, { start, end }: { start: number; end: number }, text: string): Edit {
  return { path, range: { start, end }, text: JSON.stringify(text).slice(1, -1) };
}

/** The lists of mappings in the form, with the field that holds each. */
export function mappingLists({
  action,
}: ActionForm): readonly (readonly [field: MappingField, mappings: readonly Mapping[]])[] {
  return mappingFields.map(field => [field, action[field]]);
}

const mappingFields = ['urlParameters', 'headers', 'cookies', 'bodyData', 'templateVariables'] as const;

export type MappingField = (typeof mappingFields)[number];

/** The header of that name, in whatever case it is written. */
export function header({ action }: ActionForm, name: string): Mapping | undefined {
  return action.headers.find(({ to }) => to?.text.trim().toLowerCase() === name.toLowerCase());
}

/** The header that was meant to be `name` and is misspelt, with the fix. */
export function misspeltHeader(
  project: ActionForm,
  name: string,
): Pick<Reported, 'range' | 'message' | 'fixes'> | undefined {
  const names = requestHeaders.map(known => known.name);
  const to = project.action.headers.find(mapping => mapping.to && nearest(mapping.to.text.trim(), names) === name)?.to;
  if (!to || headerNamed(to.text)) return undefined;
  return {
    range: to,
    message: t`Intercom reads no header \`${to.text}\`. Did you mean \`${name}\`?`,
    fixes: [{ title: t`Change to ${name}`, edits: [setText(project, to, name)], preferred: true, safe: true }],
  };
}

/** Where to report that a field lacks something: its name, or the name of what holds it. */
export function place({ action }: ActionForm, field: string): { start: number; end: number } {
  return (
    action.fields.get(field)?.key ??
    action.fields.get('action')?.key ?? { start: 0, end: Math.min(1, action.range.end) }
  );
}

/**
 * Whether what seems to be missing in a list may only be unread: the file is broken JSON or no action, or something in the
 * list is wrong and reported.
 */
export function isUnread({ problems, action }: ActionForm, list: `action.${MappingField}`): boolean {
  const form = action.fields.get('action')?.value;
  if (!form || problems.some(({ range }) => range.start === form.start && range.end === form.end)) return true;
  const value = action.fields.get(list)?.value;
  return problems.some(
    ({ severity, syntax, range }) =>
      !severity && (syntax || (value && value.start <= range.start && range.end <= value.end)),
  );
}
