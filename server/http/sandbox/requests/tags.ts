import { intercomErrors } from '../../../core/intercom/errors';
import { errorAnswer } from '../answer';
import type { Fields, Tag, Workspace } from '../workspace';
import type { Handler } from './handler';

/** POST /tags: creates the tag, or renames it where its id is given, and puts it on or takes it off those named. */
export const saveTag: Handler = ({ workspace, body }) => {
  const name = String(body.name);
  if (body.id !== undefined && !workspace.tags.get(String(body.id)))
    return errorAnswer(intercomErrors.resourceNotFound);
  const users = (body.users ?? []) as readonly Fields[];
  const companies = (body.companies ?? []) as readonly Fields[];
  if (users.some(user => !workspace.contacts.get(String(user.id)))) return errorAnswer(intercomErrors.userNotFound);
  if (companies.some(company => !knownCompany(workspace, company))) return errorAnswer(intercomErrors.companyNotFound);
  const tag: Tag = { id: String(body.id ?? tagNamed(workspace, name)?.id ?? workspace.newNumber()), name };
  workspace.tags.set(tag.id, tag);
  for (const user of users) {
    const contact = workspace.contacts.get(String(user.id))!;
    const others = contact.tags.filter(id => id !== tag.id);
    workspace.contacts.set(contact.id, { ...contact, tags: user.untag === true ? others : [...others, tag.id] });
  }
  return { status: 200, body: { type: 'tag', ...tag } };
};

function tagNamed(workspace: Workspace, name: string): Tag | undefined {
  return workspace.tags.find(tag => tag.name.toLowerCase() === name.toLowerCase());
}

function knownCompany(workspace: Workspace, { id, company_id }: Fields): boolean {
  return (
    (id === undefined ? workspace.companyByCompanyId(company_id) : workspace.companies.get(String(id))) !== undefined
  );
}
