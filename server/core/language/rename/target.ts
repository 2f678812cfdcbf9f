import { t } from '@vscode/l10n';
import { rangeWithin } from '../../action/spans';
import { preloadedAttributes } from '../../tealium/attributes';
import type { Range } from '../../text/range';
import { actionElementAt } from '../actionElements';
import type { ActionDocument, EventDocument, TemplateDocument } from '../document';
import { type Element, elementAt } from '../elements';
import { eventAttributeAt } from '../eventAttributes';

/** The thing at the cursor that can be renamed; `range` is its name there. */
export type RenameTarget =
  /** `email`; for dotted names the list (`items`), or a member of it (`sku`). */
  | { readonly kind: 'variable'; readonly range: Range; readonly name: string; readonly list?: string }
  | { readonly kind: 'template'; readonly range: Range; readonly name: string }
  | { readonly kind: 'attribute'; readonly range: Range; readonly name: string }
  /** A part of the template in this file. */
  | { readonly kind: 'part'; readonly range: Range; readonly name: string; readonly path: string };

/** Why something cannot be renamed, in a sentence for the user. */
export interface Refusal {
  readonly kind: 'refused';
  readonly message: string;
}

export function refused(message: string): Refusal {
  return { kind: 'refused', message };
}

/** What can be renamed at an offset of a template; undefined where nothing has a name. */
export function templateTarget(document: TemplateDocument, offset: number): RenameTarget | Refusal | undefined {
  const element = elementAt(document, offset);
  if (!element) return undefined;
  if (!document.project)
    return refused(t('This template belongs to no action, so nothing says where its names come from.'));
  return targetOf(document, element);
}

/** What can be renamed at an offset of an action. */
export function actionTarget({ project }: ActionDocument, offset: number): RenameTarget | Refusal | undefined {
  const element = actionElementAt(project, offset);
  if (!element) return undefined;
  const { kind, name, range } = element;
  switch (kind) {
    case 'template':
      return project.templates.has(name)
        ? { kind, name, range }
        : refused(t`There is no template \`${name}\` in this action.`);
    case 'attribute':
      return attributeTarget(name, range);
    case 'variable': {
      const dot = name.indexOf('.');
      if (dot < 0) return { kind, name, range };
      const span = { ...range, text: name };
      const list = rangeWithin(project.text, span, 0, dot);
      if (offset <= list.end) return { kind, name: name.slice(0, dot), range: list };
      const member = rangeWithin(project.text, span, dot + 1, name.length);
      return { kind, name: name.slice(dot + 1), list: name.slice(0, dot), range: member };
    }
    case 'secret':
      return refused(t('A secret is kept by the editor under this name: run “Intercom Webhook: Set Access Token”.'));
  }
}

/** What can be renamed at an offset of a file of sample events. */
export function eventTarget(document: EventDocument, offset: number): RenameTarget | Refusal | undefined {
  const attribute = eventAttributeAt(document, offset);
  if (!attribute) return undefined;
  const { range, name } = attribute;
  const written = document.text.slice(range.start, range.end);
  return written === name
    ? attributeTarget(name, range)
    : refused(t`\`${written}\` is the attribute \`${name}\`: rename it in the action.`);
}

function attributeTarget(name: string, range: Range): RenameTarget | Refusal {
  return preloadedAttributes.some(preloaded => preloaded.name === name)
    ? refused(t`Tealium provides the attribute \`${name}\` under this name.`)
    : { kind: 'attribute', name, range };
}

function targetOf(document: TemplateDocument, element: Element): RenameTarget | Refusal | undefined {
  const { range } = element;
  const written = document.text.slice(range.start, range.end);
  switch (element.kind) {
    case 'name': {
      const { origin, variables, name } = element.name;
      if (origin === 'loop') return refused(t`\`${name}\` is what the loop around it says about its turn.`);
      const row = variables[0];
      if (!row) return refused(t`\`${name}\` has its name in this tag or from Tealium, not from a mapping.`);
      if (origin === 'variable') return { kind: 'variable', range, name };
      return { kind: 'variable', range, name, list: row.name.slice(0, row.name.indexOf('.')) };
    }
    case 'template':
      return document.project?.templates.has(element.name)
        ? { kind: 'template', range, name: element.name }
        : refused(t`There is no template \`${element.name}\` in this action.`);
    case 'part':
      return { kind: 'part', range, name: element.name, path: document.path };
    case 'section-end':
      return sectionTarget(document, element);
    case 'helper':
    case 'hash-key':
    case 'suffix':
      return refused(t`\`${written}\` belongs to the template engine.`);
    case 'unknown':
      return refused(t`\`${written}\` is not mapped in the action.`);
    case 'current':
    case 'index':
      return refused(t`\`${written}\` is no name.`);
  }
}

/** The end of a section is renamed like its opening tag: the last name in it, at the same place in both. */
function sectionTarget(document: TemplateDocument, { range, section }: Element & { readonly kind: 'section-end' }) {
  const { content } = section.tag;
  if (section.expression.kind === 'call')
    return refused(t`\`${section.expression.name.text}\` belongs to the template engine.`);
  const opening = elementAt(document, content.end);
  const target = opening && targetOf(document, opening);
  if (!target || target.kind === 'refused' || section.close?.content.text !== content.text) return target;
  const shift = range.start - content.start;
  return { ...target, range: { start: target.range.start + shift, end: target.range.end + shift } };
}

/** Why this cannot be the name of a template or a part. */
export function templateWordRefusal(name: string): Refusal | undefined {
  return /^[\p{L}\p{N}_$][\p{L}\p{N}_$.-]*$/u.test(name)
    ? undefined
    : refused(t`\`${name}\` is no name for a template: use letters, digits, \`_\`, \`-\` and \`.\`.`);
}
