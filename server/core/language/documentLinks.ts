import type { Project } from '../action/project';
import type { Range } from '../text/range';
import type { ActionDocument, TemplateDocument } from './document';
import { allElements } from './elements';

/** A name of a file, or of what is in one; clicking it opens the file. */
export interface DocumentLink {
  readonly range: Range;
  readonly path: string;
}

/** The files that an action names and that are there; for its events, the chosen one. */
export function actionLinks({ project, event }: ActionDocument): readonly DocumentLink[] {
  const { action, attributesFile } = project;
  const files = action.templates.flatMap(({ name, path }) => linkTo(project, name.text, path));
  const attributes =
    action.attributesFile && attributesFile ? [{ range: action.attributesFile, path: attributesFile.path }] : [];
  const events = action.eventsPattern && event ? [{ range: action.eventsPattern, path: event.path }] : [];
  return [...files, ...attributes, ...events];
}

/** The other templates that a template names. */
export function templateLinks(document: TemplateDocument): readonly DocumentLink[] {
  const { project } = document;
  if (!project) return [];
  return allElements(document).flatMap(element =>
    element.kind === 'template' ? linkTo(project, element.name, element.range) : [],
  );
}

function linkTo({ templates }: Project, name: string, { start, end }: Range): readonly DocumentLink[] {
  const template = templates.get(name);
  return template?.text === undefined ? [] : [{ range: { start, end }, path: template.path }];
}
