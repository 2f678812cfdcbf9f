import type { Project } from '../../action/project';
import { renamedFields } from '../../intercom/renamed';
import { newestDescribed } from '../../intercom/versions';
import { type OutlineObject, outlineOf } from '../../json/outline';
import { mappingFor, setText } from '../action/form-edits';
import type { Edit, Fix } from '../finding';
import { replace } from '../rule';
import { bodyTemplate, type IntercomRequest } from './request';

/** Moves an action from POST /users of 1.x to POST /contacts of 2.x: the URL, the version, and the names in the body. */
export function toContacts(project: Project, { url, asked, endpoint }: IntercomRequest): Fix | undefined {
  if (endpoint?.method !== 'POST' || endpoint.path !== '/users' || !url.text.includes('/users')) return undefined;
  const version: readonly Edit[] =
    asked.kind === 'none' ? mappingFor(project, 'headers', { map: newestDescribed, to: 'Intercom-Version' }) : [];
  return {
    title: 'Move to POST /contacts, which creates and never updates',
    edits: [setText(project, url, url.text.replace('/users', '/contacts')), ...version, ...bodyEdits(project)],
  };
}

function bodyEdits(project: Project): readonly Edit[] {
  const template = bodyTemplate(project);
  if (!template?.tree) return [];
  const { path } = template;
  return outlineOf(template.tree)
    .roots.filter(root => root.kind === 'object')
    .flatMap(root => [...role(root, path), ...renames(root, path)]);
}

/** Contacts are users or leads; what /users wrote were users. */
function role({ members, range }: OutlineObject, path: string): readonly Edit[] {
  if (members.some(({ key }) => key === 'role')) return [];
  const at = range.start + 1;
  return [replace(path, at, at, members.length > 0 ? ' "role": "user",' : ' "role": "user"')];
}

function renames({ members }: OutlineObject, path: string): readonly Edit[] {
  return members.flatMap(({ key, keyRange }) => {
    const name = renamedFields.find(([user]) => user === key)?.[1];
    return name === undefined ? [] : [replace(path, keyRange.start, keyRange.end, name)];
  });
}
