import { intercomErrors } from '../../../core/intercom/errors';
import { errorAnswer } from '../answer';
import type { Company, Fields, Tag, Workspace } from '../workspace';
import { type Call, type Handler, listed, ok } from './handler';
import { keep, named } from './people';

/** POST /tags: creates the tag, or renames it where its id is given, and puts it on or takes it off those named. */
export const saveTag: Handler = call => {
  const { workspace, body } = call;
  const name = String(body.name);
  if (body.id !== undefined && !workspace.tags.get(String(body.id)))
    return errorAnswer(intercomErrors.resourceNotFound);
  const people = ((body.users ?? []) as readonly Fields[]).map(user => ({ user, found: named(workspace, user) }));
  const firms = ((body.companies ?? []) as readonly Fields[]).map(company => ({
    company,
    found: companyNamed(workspace, company),
  }));
  if (people.some(({ found }) => !found)) return errorAnswer(intercomErrors.userNotFound);
  if (firms.some(({ found }) => !found)) return errorAnswer(intercomErrors.companyNotFound);
  // A name that differs only in letter case is the same tag, which keeps its name.
  const known = body.id === undefined ? workspace.tagByName(name) : { id: String(body.id), name };
  const tag: Tag = known ?? { id: workspace.newNumber(), name };
  workspace.tags.set(tag.id, tag);
  for (const { user, found } of people) if (found) keep(call, { ...found, tags: tagged(found.tags, tag, user) });
  for (const { company, found } of firms)
    if (found) workspace.companies.set(found.id, { ...found, tags: tagged(found.tags, tag, company) });
  return ok({ type: 'tag', ...tag });
};

export const listTags: Handler = ({ workspace }: Call) =>
  listed(workspace.tags.values().map(tag => ({ type: 'tag', ...tag })));

function tagged(ids: readonly string[], { id }: Tag, { untag }: Fields): readonly string[] {
  const others = ids.filter(other => other !== id);
  return untag === true ? others : [...others, id];
}

function companyNamed(workspace: Workspace, { id, company_id }: Fields): Company | undefined {
  return id === undefined ? workspace.companyByCompanyId(company_id) : workspace.companies.get(String(id));
}
