import type { Project, ProjectTemplate } from '../action/project';
import { actionElementAt, actionElements } from './actionElements';
import { mappingPlaces, type Place } from './definition';
import type { ActionDocument, TemplateDocument } from './document';
import { allElements, elementAt } from './elements';
import { isSame, mappedName, type Name } from './names';

/** The uses, in all templates of the action, of the variable that stands at an offset; its mapping too if asked for. */
export function references(document: TemplateDocument, offset: number, withMapping: boolean): readonly Place[] {
  const { project } = document;
  const element = elementAt(document, offset);
  if (project && element?.kind === 'template') return templatePlaces(project, element.name);
  if (!project || element?.kind !== 'name' || element.name.variables.length === 0) return [];
  return usesOf(project, element.name, withMapping);
}

/** The uses of what stands at an offset of an action: of a variable in its templates, of anything else in the action. */
export function actionReferences({ project }: ActionDocument, offset: number, withMapping: boolean): readonly Place[] {
  const element = actionElementAt(project, offset);
  if (!element) return [];
  if (element.kind === 'variable') {
    const name = mappedName(project, undefined, element.name);
    return name ? usesOf(project, name, withMapping) : [];
  }
  if (element.kind === 'template') return templatePlaces(project, element.name);
  return actionElements(project)
    .filter(({ kind, name }) => kind === element.kind && name === element.name)
    .map(({ range }) => ({ path: project.path, range }));
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
