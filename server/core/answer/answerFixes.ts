import { t } from '@vscode/l10n';
import type { Project } from '../action/project';
import { header, mappingFor, setField, setText } from '../check/action/formEdits';
import type { Edit } from '../check/finding';
import { toContacts } from '../check/intercom/convert';
import { intercomRequest } from '../check/intercom/request';
import type { Explanation, AnswerFix as Remedy } from '../intercom/explainAnswer';

/** What can be done about an error at a click, as plain data that can be kept and carried out later. */
export type AnswerFix = { readonly title: string } & (
  | { readonly kind: 'set-header'; readonly name: string; readonly value: string }
  | { readonly kind: 'move-to-contacts' }
  /** Sends the same body once more, to the contact that exists already. */
  | { readonly kind: 'update-contact'; readonly method: 'PUT'; readonly path: string }
);

/** The fixes of an explanation, the likely one first. */
export function fixesFor(
  project: Project,
  { code }: Pick<Explanation, 'code'>,
  remedy: Remedy | undefined,
): readonly AnswerFix[] {
  const fixes: AnswerFix[] = [];
  switch (remedy?.kind) {
    case 'set-header': {
      const { kind, name, value } = remedy;
      fixes.push({ kind, name, value, title: t`Map ${value} to ${name}` });
      break;
    }
    case 'update-contact':
      fixes.push({ ...remedy, title: t`Send Once as ${remedy.method} ${remedy.path}` });
      break;
    case 'send-later': // Time passes without a click.
    case undefined:
  }
  const move = code === 'intercom_version_invalid' ? convertible(project) : undefined;
  if (move) fixes.push({ kind: 'move-to-contacts', title: move.shortTitle });
  return fixes;
}

/** The edits that a fix makes in an action as it is now; none where there is nothing left to do. */
export function editsOf(project: Project, fix: AnswerFix): readonly Edit[] {
  switch (fix.kind) {
    case 'set-header':
      return setHeader(project, fix);
    case 'move-to-contacts':
      return convertible(project)?.edits ?? [];
    case 'update-contact':
      return [];
  }
}

function setHeader(project: Project, { name, value }: { readonly name: string; readonly value: string }) {
  const mapping = header(project, name);
  if (!mapping) return mappingFor(project, 'headers', { map: value, to: name });
  const { source } = mapping;
  if (source?.kind === 'map' || source?.kind === 'text')
    return source.value.text === value ? [] : [setText(project, source.value, value)];
  const index = project.action.headers.indexOf(mapping);
  return setField(project, ['action', 'headers', index], { map: value, to: name });
}

function convertible(project: Project) {
  const request = intercomRequest(project);
  return request && toContacts(project, request);
}
