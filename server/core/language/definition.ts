import type { Project, TemplateVariable } from '../action/project';
import type { Range } from '../text/range';
import { actionElementAt } from './actionElements';
import type { ActionDocument, TemplateDocument } from './document';
import { elementAt } from './elements';

/** A stretch of some file. */
export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** Where what is used at an offset of a template comes from: a variable from its mapping, a section's end from its start. */
export function definition(document: TemplateDocument, offset: number): readonly Place[] {
  const element = elementAt(document, offset);
  switch (element?.kind) {
    case 'name':
      return document.project ? mappingPlaces(document.project, element.name.variables) : [];
    case 'template':
      return document.project ? templateFile(document.project, element.name) : [];
    case 'section-end':
      return [{ path: document.path, range: element.section.tag.content }];
    default:
      return [];
  }
}

/** Where what is used at an offset of an action comes from: a template from its file, an attribute from its declaration. */
export function actionDefinition({ project }: ActionDocument, offset: number): readonly Place[] {
  const element = actionElementAt(project, offset);
  switch (element?.kind) {
    case 'template':
      return templateFile(project, element.name);
    case 'attribute': {
      const declared = project.action.attributes.find(({ name }) => name.text === element.name);
      if (declared) return [{ path: project.path, range: declared.name }];
      const shared = project.attributesFile?.declared.find(({ name }) => name.text === element.name);
      return shared && project.attributesFile ? [{ path: project.attributesFile.path, range: shared.name }] : [];
    }
    default:
      return [];
  }
}

function templateFile({ templates }: Project, name: string): readonly Place[] {
  const template = templates.get(name);
  return template?.text === undefined ? [] : [{ path: template.path, range: { start: 0, end: 0 } }];
}

/** The names that rows map to. */
export function mappingPlaces(project: Project, variables: readonly TemplateVariable[]): readonly Place[] {
  return variables.flatMap(({ mapping: { to } }) => (to ? [{ path: project.path, range: to }] : []));
}
