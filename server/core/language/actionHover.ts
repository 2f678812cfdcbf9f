import { actionElementAt } from './actionElements';
import { code, describeName, describeTemplate, showValue } from './describe';
import type { ActionDocument, EventDocument } from './document';
import { eventAttributeAt } from './eventAttributes';
import { formHover } from './formHover';
import type { Hover } from './hover';
import { mappedName } from './names';

/** What is known of an attribute, a secret, a template or a variable in an action, beyond what the schema tells. */
export function actionHover(document: ActionDocument, offset: number): Hover | undefined {
  const element = actionElementAt(document.project, offset);
  if (!element) return formHover(document, offset);
  const markdown = describe(document, element.kind, element.name);
  return markdown === undefined ? undefined : { range: element.range, markdown };
}

/** What is known of an attribute that an event has: its type, and the variables that it is mapped to. */
export function eventHover(document: EventDocument, offset: number): Hover | undefined {
  const { project } = document;
  const attribute = eventAttributeAt(document, offset);
  if (!attribute) return undefined;
  const { name, range, event } = attribute;
  const mapped = [...project.variables.values()].filter(
    ({ mapping: { source } }) => source?.kind === 'attribute' && source.value.text === name,
  );
  const rows = mapped.map(variable => code(variable.name)).join(', ');
  const use = `${rows === '' ? 'Not mapped' : `Mapped to ${rows}`} in ${code(project.action.name?.text ?? 'the action')}.`;
  return { range, markdown: `${describeAttribute({ project, event }, name)}\n\n${use}` };
}

function describe(
  { project, event }: ActionDocument,
  kind: 'template' | 'attribute' | 'variable' | 'secret',
  name: string,
): string | undefined {
  switch (kind) {
    case 'template':
      return describeTemplate(project, name);
    case 'attribute':
      return describeAttribute({ project, ...(event && { event }) }, name);
    case 'variable': {
      const known = mappedName(project, event, name);
      return known && describeName(known, event?.name);
    }
    case 'secret':
      return `The secret ${code(name)}: the editor keeps it and puts it in when it sends to Intercom. It is in no file.`;
  }
}

/** Type, where it is known from, and the value in the chosen event. */
export function describeAttribute({ project, event }: ActionDocument, name: string): string {
  const attribute = project.attributes.get(name);
  const value = showValue(event?.attributes.get(name));
  return [
    attribute
      ? `Attribute ${code(name)}: ${attribute.type}${attribute.optional ? ', optional' : ''}`
      : `Attribute ${code(name)}: in no sample event, and declared nowhere.`,
    attribute ? origins[attribute.origin] : '',
    value !== undefined && event ? `In the event ${code(event.name)}: ${code(value)}` : '',
  ]
    .filter(line => line !== '')
    .join('\n\n');
}

const origins = {
  declared: 'Its type is declared.',
  preloaded: 'Tealium provides it with every event.',
  events: 'Its type is what the sample events show.',
};
