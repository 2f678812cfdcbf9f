import type { Project, ProjectTemplate } from '../action/project';
import { actionElementAt, actionElements } from './actionElements';
import { attributeUses, declarations, mappingPlaces, type Place } from './definition';
import type { ActionDocument, EventDocument, TemplateDocument, TextOf } from './document';
import { allElements, elementAt } from './elements';
import { attributePlaces, eventAttributeAt } from './eventAttributes';
import { isSame, mappedName, type Name } from './names';

/** The uses, in all templates of the action, of the variable that stands at an offset; its mapping too if asked for. */
export function references(document: TemplateDocument, offset: number, withMapping: boolean): readonly Place[] {
  const { project } = document;
  const element = elementAt(document, offset);
  if (element?.kind === 'part') {
    const words = partWords(document, element.name).filter(
      ({ role }) => role === 'use' || (withMapping && role === 'definition'),
    );
    return words.map(({ range }) => ({ path: document.path, range }));
  }
  if (project && element?.kind === 'template') return templatePlaces(project, element.name);
  if (!project || element?.kind !== 'name' || element.name.variables.length === 0) return [];
  return usesOf(project, element.name, withMapping);
}

/**
 * The uses of the thing at an offset of an action: of a variable in its templates, of an attribute also in its events.
 */
export function actionReferences(
  { project }: ActionDocument,
  offset: number,
  withMapping: boolean,
  textOf: TextOf,
): readonly Place[] {
  const element = actionElementAt(project, offset);
  switch (element?.kind) {
    case 'variable': {
      const name = mappedName(project, undefined, element.name);
      return name ? usesOf(project, name, withMapping) : [];
    }
    case 'template':
      return templatePlaces(project, element.name);
    case 'attribute':
      return attributeReferences(project, element.name, withMapping, textOf);
    case 'secret':
      return actionElements(project)
        .filter(({ kind, name }) => kind === 'secret' && name === element.name)
        .map(({ range }) => ({ path: project.path, range }));
    case undefined:
      return [];
  }
}

/** Where the attribute at an offset of a sample event is used and declared, and which events have it. */
export function eventReferences(
  document: EventDocument,
  offset: number,
  withDeclaration: boolean,
  textOf: TextOf,
): readonly Place[] {
  const attribute = eventAttributeAt(document, offset);
  return attribute ? attributeReferences(document.project, attribute.name, withDeclaration, textOf) : [];
}

function attributeReferences(project: Project, name: string, withDeclaration: boolean, textOf: TextOf) {
  const declared = withDeclaration ? declarations(project, name) : [];
  const events = project.events.filter(({ attributes }) => attributes.has(name)).slice(0, mostEvents);
  const inEvents = events.flatMap(event => attributePlaces(event, textOf(event.path) ?? '', name));
  return [...declared, ...attributeUses(project, name), ...inEvents];
}

/** Nobody reads a longer list. */
const mostEvents = 200;

/** Where a template names one of its parts. */
export function partWords(document: TemplateDocument, name: string) {
  return allElements(document).flatMap(element => (element.kind === 'part' && element.name === name ? [element] : []));
}

/** Where a template is named: in the form, and in the tags of other templates. */
export function templatePlaces(project: Project, name: string): readonly Place[] {
  const inAction = actionElements(project).filter(element => element.kind === 'template' && element.name === name);
  const inTemplates = [...project.templates.values()].flatMap(template =>
    elementsOf(project, template)
      .filter(element => element.kind === 'template' && element.name === name)
      .map(({ range }) => ({ path: template.path, range })),
  );
  return [...inAction.map(({ range }) => ({ path: project.path, range })), ...inTemplates];
}

export function usesOf(project: Project, name: Name, withMapping: boolean): readonly Place[] {
  const uses = [...project.templates.values()].flatMap(template =>
    elementsOf(project, template)
      .filter(element => element.kind === 'name' && isSame(element.name, name))
      .map(({ range }) => ({ path: template.path, range })),
  );
  return withMapping ? [...mappingPlaces(project, name.variables), ...uses] : uses;
}

export function elementsOf(project: Project, { path, text, tree, json }: ProjectTemplate) {
  if (text === undefined || !tree) return [];
  return allElements({ path, text, tree, json, profile: project.profile, project });
}
