import { preloadedAttributes } from '../tealium/attributes';
import { type Range, type Span, touches } from '../text/range';
import { describeAttribute } from './actionHover';
import { type ActionPlace, actionPlaceAt } from './actionPlace';
import { formItems } from './completion/form';
import type { Completion } from './completion/item';
import { showValue } from './describe';
import type { ActionDocument } from './document';

/** What can stand at the cursor in an action: names of templates after `{{`, names of attributes, values of its fields. */
export function completeAction(document: ActionDocument, offset: number): readonly Completion[] {
  const { action } = document.project;
  const mappings = [...action.urlParameters, ...action.headers, ...action.cookies, ...action.bodyData];
  const sources = [...mappings, ...action.templateVariables].flatMap(({ source }) => source ?? []);
  const custom = [action.url, ...sources.filter(({ kind }) => kind === 'map').map(({ value }) => value)];
  const text = custom.find(span => span && touches(span, offset));
  const templates = text && templateItems(document, text, offset);
  if (templates) return templates;
  const place = actionPlaceAt(document.project, offset);
  const isAttribute = place?.path[0] === 'action' && place.path.at(-1) === 'attribute';
  return isAttribute ? attributeItems(document, place) : formItems(document, place);
}

/** Names of templates, if `{{` stands before the cursor: in `"{{bo|"` and `"Bearer {{|}}"`. */
function templateItems({ project }: ActionDocument, within: Span, offset: number): readonly Completion[] | undefined {
  const before = /\{\{\s*([^{}]*)$/.exec(project.text.slice(within.start, offset));
  if (!before) return undefined;
  const after = /^([^{}\s]*)(\s*\}\}?)?/.exec(project.text.slice(offset, within.end))!;
  const range: Range = { start: offset - before[1]!.length, end: offset + after[1]!.length };
  const missing = '}}'.slice((after[2] ?? '').trim().length);
  return [...project.templates.values()].map(({ name, reference }) => ({
    label: name,
    kind: 'template',
    range,
    text: name + missing,
    type: reference.path.text,
    rank: 0,
  }));
}

function attributeItems(document: ActionDocument, { range, quote }: ActionPlace): readonly Completion[] {
  const { project, event } = document;
  const known = [...project.attributes.values()].map(({ name, type, optional, origin }) => {
    const value = showValue(event?.attributes.get(name));
    const shown = value === undefined ? {} : { value };
    return { name, type: optional ? `${type}, optional` : type, rank: origin === 'preloaded' ? 1 : 0, ...shown };
  });
  const preloaded = preloadedAttributes
    .filter(({ name }) => !project.attributes.has(name))
    .map(({ name, type }) => ({ name, type, rank: 2 }));
  return [...known, ...preloaded].map(({ name, ...item }) => ({
    ...item,
    label: name,
    kind: 'attribute',
    range,
    text: JSON.stringify(name),
    ...(quote && { filter: JSON.stringify(name) }),
    documentation: () => describeAttribute(document, name),
  }));
}
