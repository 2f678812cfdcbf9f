import { intercomErrors } from '../../../core/intercom/errors';
import { type Answer, errorAnswer } from '../answer';
import type { Attribute, Fields, Workspace } from '../workspace';
import { type Handler, listed, ok } from './handler';

/** POST /data_attributes: makes a custom attribute that contacts or companies can then be given. */
export const createAttribute: Handler = ({ workspace, body, now }) => {
  const { name, model, ...fields } = body as { name: string; model: string };
  if (!/^[\p{L}\p{N}\p{Sc}_ -]+$/u.test(name)) {
    const message = 'The name of an attribute holds letters, digits, currency signs and hyphens';
    return errorAnswer(intercomErrors.parameterInvalid, [{ message, field: 'name' }]);
  }
  if (attributeNamed(workspace, model, name)) {
    const message = `There is an attribute '${name}' of the ${model} already`;
    return errorAnswer(intercomErrors.parameterInvalid, [{ message, field: 'name' }]);
  }
  const attribute = { id: workspace.newNumber(), model, name, fields, created_at: now, updated_at: now };
  workspace.attributes.set(attribute.id, attribute);
  return ok(view(attribute));
};

export const updateAttribute: Handler = ({ workspace, parameters, body, now }) => {
  const found = workspace.attributes.get(parameters.data_attribute_id ?? '');
  if (!found) return errorAnswer(intercomErrors.attributeNotFound);
  const attribute = { ...found, fields: { ...found.fields, ...body }, updated_at: now };
  workspace.attributes.set(attribute.id, attribute);
  return ok(view(attribute));
};

export const listAttributes: Handler = ({ workspace, query }) => {
  const model = query.get('model');
  const meant = workspace.attributes.values().filter(attribute => model === null || attribute.model === model);
  return listed(meant.map(view));
};

/** The answer to a body with a custom attribute that nobody has made. */
export function unknownAttribute(workspace: Workspace, model: string, body: Fields): Answer | undefined {
  const names = Object.keys((body.custom_attributes ?? {}) as Fields);
  const unknown = names.filter(name => !attributeNamed(workspace, model, name));
  if (unknown.length === 0) return undefined;
  const { message } = intercomErrors.unknownAttribute;
  const details = unknown.map(name => ({ message: message.replace('{name}', () => name) }));
  return errorAnswer(intercomErrors.unknownAttribute, details);
}

function attributeNamed(workspace: Workspace, model: string, name: string): Attribute | undefined {
  return workspace.attributes.find(attribute => attribute.model === model && attribute.name === name);
}

function view({ id, model, name, fields, created_at, updated_at }: Attribute): Fields {
  const known = { id: Number(id), type: 'data_attribute', model, name, full_name: `custom_attributes.${name}` };
  return { ...known, label: name, custom: true, archived: false, ...fields, created_at, updated_at };
}
