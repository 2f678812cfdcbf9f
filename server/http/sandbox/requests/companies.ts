import { intercomErrors } from '../../../core/intercom/errors';
import { errorAnswer } from '../answer';
import { type Company, type Fields, mergeAttributes, type Workspace } from '../workspace';
import type { Handler } from './handler';

/** POST /companies finds the company by your id of it, or creates it. */
export const saveCompany: Handler = ({ workspace, body, now }) => ({
  status: 200,
  body: companyView(upsertCompany(workspace, body, now)),
});

export const updateCompany: Handler = ({ workspace, parameters, body, now }) => {
  const company = workspace.companies.get(parameters.company_id ?? '');
  if (!company) return errorAnswer(intercomErrors.companyNotFound);
  return { status: 200, body: companyView(changed(workspace, company, body, now)) };
};

export function upsertCompany(workspace: Workspace, body: Fields, now: number): Company {
  const company_id = String(body.company_id);
  const found = workspace.companyByCompanyId(company_id);
  const blank = {
    id: workspace.newId(),
    company_id,
    fields: {},
    custom_attributes: {},
    created_at: now,
    updated_at: now,
  };
  return changed(workspace, found ?? blank, body, now);
}

export function companyView(company: Company): Fields {
  const { id, company_id, fields, custom_attributes, created_at, updated_at } = company;
  const { plan, ...others } = fields;
  return {
    type: 'company',
    ...{ id, company_id, app_id: 'sandbox', name: null, remote_created_at: null, monthly_spend: 0 },
    ...others,
    plan: plan === undefined ? {} : { type: 'plan', id: '1', name: plan },
    ...{ custom_attributes, created_at, updated_at },
    tags: { type: 'tag.list', tags: [] },
    segments: { type: 'segment.list', segments: [] },
  };
}

function changed(workspace: Workspace, company: Company, body: Fields, now: number): Company {
  const { company_id: _, custom_attributes, update_last_request_at: __, ...fields } = body;
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
