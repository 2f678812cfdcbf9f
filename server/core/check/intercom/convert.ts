import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import { newestDescribed } from '../../intercom/versions';
import { parse } from '../../template/parse';
import { mappingFor, setText } from '../action/formEdits';
import type { Edit, Fix } from '../finding';
import { weightOf } from '../json/proof';
import { replace } from '../rule';
import { contactBody } from './contactBody';
import { bodyTemplate, type IntercomRequest } from './request';

/** `shortTitle`: for a button. Both titles name the fields that contacts have no place for. */
interface MoveToContacts extends Fix {
  readonly shortTitle: string;
}

/** Moves an action from POST /users of 1.x to POST /contacts of 2.x: the URL, the version, and the body. */
export function toContacts(project: Project, { url, asked, endpoint }: IntercomRequest): MoveToContacts | undefined {
  if (endpoint?.method !== 'POST' || endpoint.path !== '/users' || !url.text.includes('/users')) return undefined;
  const version = asked.kind === 'known' ? asked.version : newestDescribed;
  const header: readonly Edit[] =
    asked.kind === 'none' ? mappingFor(project, 'headers', { map: version, to: 'Intercom-Version' }) : [];
  const body = bodyEdit(project, version);
  const without = body?.left.length ? t`, without ${body.left.join(', ')}` : '';
  return {
    shortTitle: `${t('Move to POST /contacts')}${without}`,
    title: `${t('Move to POST /contacts, which creates and never updates')}${without}`,
    edits: [setText(project, url, url.text.replace('/users', '/contacts')), ...header, ...(body?.edits ?? [])],
  };
}

function bodyEdit(project: Project, version: string) {
  const template = bodyTemplate(project);
  const { path, name, text } = template ?? {};
  if (path === undefined || name === undefined || text === undefined) return undefined;
  const { text: changed, left } = contactBody(text, {
    version,
    parse: other => parse(other, project.profile, name),
    weight: other => weightOf(other, project, name),
  });
  return { left, edits: changed === text ? [] : [changedPart(path, text, changed)] };
}

/** One replacement from the first character that differs to the last. */
function changedPart(path: string, before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return replace(path, start, before.length - end, after.slice(start, after.length - end));
}
