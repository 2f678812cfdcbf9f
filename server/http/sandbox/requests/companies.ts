import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, errorAnswer } from '../answer';
import { type Company, type Fields, mergeAttributes, type Workspace } from '../workspace';
import { type Call, type Handler, listed, ok } from './handler';
import { companyView, noteView } from './views';

/** POST /companies finds the company by your id of it, or creates it. */
export const saveCompany: Handler = ({ workspace, body, now }) =>
  ok(companyView(workspace, upsertCompany(workspace, body, now)));

export const updateCompany: Handler = call =>
  withCompany(call, company => {
    const { workspace, body, now } = call;
    return ok(companyView(workspace, changed(workspace, company, body, now)));
  });

export const showCompany: Handler = call => withCompany(call, company => ok(companyView(call.workspace, company)));

export const deleteCompany: Handler = call =>
  withCompany(call, ({ id }) => {
    const { workspace } = call;
    workspace.companies.delete(id);
    for (const contact of workspace.contacts.values()) {
      if (!contact.companies.includes(id)) continue;
      workspace.contacts.set(contact.id, { ...contact, companies: contact.companies.filter(other => other !== id) });
    }
    return ok({ id, object: 'company', deleted: true });
  });

/** GET /companies: one by `company_id` or `name`, else all, or those with the tag `tag_id`. */
export const findCompanies: Handler = ({ workspace, query }) => {
  const companies = workspace.companies.values();
  const [company_id, name, tag] = [query.get('company_id'), query.get('name'), query.get('tag_id')];
  if (company_id === null && name === null) {
    const meant = tag === null ? companies : companies.filter(({ tags }) => tags.includes(tag));
    return listed(meant.map(company => companyView(workspace, company)));
  }
  const found = companies.find(company =>
    company_id !== null ? company.company_id === company_id : company.fields.name === name,
  );
  return found ? ok(companyView(workspace, found)) : errorAnswer(intercomErrors.companyNotFound);
};

export const addCompanyNote: Handler = call =>
  withCompany(call, ({ id }) => {
    const { workspace, body, now } = call;
    const note = {
      ...{ id: workspace.newNumber(), about: { type: 'company', id } as const },
      ...{ author: String(body.admin_id ?? '1'), body: String(body.body), created_at: now },
    };
    workspace.notes.set(note.id, note);
    return ok(noteView(note));
  });

export function upsertCompany(workspace: Workspace, body: Fields, now: number): Company {
  const company_id = String(body.company_id);
  const blank = {
    ...{ id: workspace.newId(), company_id, fields: {}, custom_attributes: {}, tags: [] },
    ...{ created_at: now, updated_at: now },
  };
  return changed(workspace, workspace.companyByCompanyId(company_id) ?? blank, body, now);
}

function withCompany({ workspace, parameters }: Call, then: (company: Company) => Answer): Answer {
  const company = workspace.companies.get(parameters.company_id ?? '');
  return company ? then(company) : errorAnswer(intercomErrors.companyNotFound);
}

function changed(workspace: Workspace, company: Company, body: Fields, now: number): Company {
  const { id: _, company_id: __, custom_attributes, update_last_request_at: ___, ...fields } = body;
  const spend = typeof fields.monthly_spend === 'number' && { monthly_spend: Math.trunc(fields.monthly_spend) };
  const result = {
    ...company,
    fields: { ...company.fields, ...fields, ...spend },
    custom_attributes: mergeAttributes(company.custom_attributes, custom_attributes),
    updated_at: now,
  };
  workspace.companies.set(result.id, result);
  return result;
}
