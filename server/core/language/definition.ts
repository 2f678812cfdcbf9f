import type { Project, TemplateVariable } from '../action/project';
import type { Range } from '../text/range';
import { actionElementAt, actionElements } from './actionElements';
import type { ActionDocument, EventDocument, TemplateDocument, TextOf } from './document';
import { elementAt } from './elements';
import { attributePlaces, eventAttributeAt } from './eventAttributes';
import { partNamed } from './parts';

/** A stretch of some file. */
export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** Where the thing at an offset of a template is defined: a variable in its row, a section's end at its start. */
export function definition(document: TemplateDocument, offset: number): readonly Place[] {
  const element = elementAt(document, offset);
  switch (element?.kind) {
    case 'name':
      return document.project ? rowPlaces(document.project, element.name.variables) : [];
    case 'template':
      return document.project ? templateFile(document.project, element.name) : [];
    case 'part': {
      const part = partNamed(document.tree, element.name);
      return part ? [{ path: document.path, range: part.tag.content }] : [];
    }
    case 'section-end':
      return [{ path: document.path, range: element.section.tag.content }];
    default:
      return [];
  }
}

/**
 * Where the thing at an offset of an action is defined: a template in its file; an attribute where it is declared, and
 * in the chosen event or another one that has it; a variable right here.
 */
export function actionDefinition(document: ActionDocument, offset: number, textOf: TextOf): readonly Place[] {
  const { project } = document;
  const element = actionElementAt(project, offset);
  switch (element?.kind) {
    case 'template':
      return templateFile(project, element.name);
    case 'attribute':
      return [...declarations(project, element.name), ...inOneEvent(document, element.name, textOf)];
    case 'variable':
      return [{ path: project.path, range: element.range }];
    default:
      return [];
  }
}

/** Where the attribute at an offset of a sample event is used: in rows and conditions of the action. */
export function eventDefinition(document: EventDocument, offset: number): readonly Place[] {
  const attribute = eventAttributeAt(document, offset);
  if (!attribute) return [];
  const { project } = document;
  const uses = attributeUses(project, attribute.name);
  return uses.length > 0 ? uses : declarations(project, attribute.name);
}

/** Where the type of an attribute is declared. */
export function declarations({ action, attributesFile, path }: Project, name: string): readonly Place[] {
  const own = action.attributes.map(declared => ({ path, range: declared.name }));
  const shared = attributesFile?.declared.map(declared => ({ path: attributesFile.path, range: declared.name })) ?? [];
  return [...own, ...shared].filter(({ range }) => range.text === name);
}

/** The rows and conditions of an action that name an attribute. */
export function attributeUses(project: Project, name: string): readonly Place[] {
  const declared = declarations(project, name).map(({ range }) => range.start);
  return actionElements(project)
    .filter(element => element.kind === 'attribute' && element.name === name && !declared.includes(element.range.start))
    .map(({ range }) => ({ path: project.path, range }));
}

function inOneEvent({ project, event }: ActionDocument, name: string, textOf: TextOf): readonly Place[] {
  const events = [...(event ? [event] : []), ...project.events].filter(({ attributes }) => attributes.has(name));
  return events[0] ? attributePlaces(events[0], textOf(events[0].path) ?? '', name) : [];
}

function templateFile({ templates }: Project, name: string): readonly Place[] {
  const template = templates.get(name);
  return template?.text === undefined ? [] : [{ path: template.path, range: { start: 0, end: 0 } }];
}

/** What rows map to variables: an attribute, whose own definition is the next step; else the variable itself. */
function rowPlaces({ path }: Project, variables: readonly TemplateVariable[]): readonly Place[] {
  return variables.flatMap(({ mapping: { source, to } }) => {
    const range = source?.kind === 'attribute' ? source.value : to;
    return range ? [{ path, range }] : [];
  });
}

/** The names that rows map to. */
export function mappingPlaces(project: Project, variables: readonly TemplateVariable[]): readonly Place[] {
  return variables.flatMap(({ mapping: { to } }) => (to ? [{ path: project.path, range: to }] : []));
}
