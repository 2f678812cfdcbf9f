import { bodyTemplate, type IntercomRequest, intercomRequest } from '../check/intercom/request';
import { fieldAt, fieldsAt, type JsonPath, type Members } from '../intercom/fieldAt';
import type { Endpoint, Field } from '../intercom/fields';
import type { OutlineStep } from '../json/outline';
import { pathTo } from '../json/outlinePlace';
import { outlineOf } from '../json/readOutline';
import type { TemplateDocument } from './document';

/** A place in the body of a request to Intercom. */
export interface BodyPlace {
  readonly request: IntercomRequest & { readonly endpoint: Endpoint };
  readonly step: OutlineStep & { readonly container: NonNullable<OutlineStep['container']> };
  /** Of the object or list that the place is in. */
  readonly path: JsonPath;
}

/** Where in the body of its request a place of a template is; undefined where nothing is known of the fields. */
export function bodyPlaceAt(document: TemplateDocument, offset: number): BodyPlace | undefined {
  const request = requestOf(document);
  if (!request) return undefined;
  const place = outlineOf(document.tree).placeAt(offset);
  const { step } = place;
  const { container } = step ?? {};
  const path = container && pathTo(place, container);
  return step && container && path && { request, step: { ...step, container }, path };
}

/** The fields of the object that the place is in. */
export function membersAt({ request: { endpoint, version }, path }: BodyPlace): Members | undefined {
  return fieldsAt(endpoint, version, path);
}

/** The name of the object that the place is in: its field's, or at the top one from the path of the request. */
export function objectName({ request: { endpoint }, path }: BodyPlace): string {
  const ofPath = endpoint.path.split('/').findLast(part => part !== '' && !part.startsWith('{'));
  return String(path.findLast(step => typeof step === 'string') ?? ofPath ?? '');
}

/** The field whose value or item the place is in. */
export function fieldHere({ request, path, step }: BodyPlace): Field | undefined {
  const { container, member } = step;
  const last = container.kind === 'list' ? 0 : member?.key;
  return last === undefined ? undefined : fieldAt(request.endpoint, request.version, [...path, last]);
}

function requestOf({ project, path }: TemplateDocument): BodyPlace['request'] | undefined {
  if (!project || bodyTemplate(project)?.path !== path) return undefined;
  const request = intercomRequest(project);
  const { endpoint } = request ?? {};
  return request && endpoint && endpoint.fields.length > 0 ? { ...request, endpoint } : undefined;
}
