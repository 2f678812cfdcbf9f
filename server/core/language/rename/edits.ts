import { parseAction } from '../../action/parse';
import type { Project, ProjectTemplate } from '../../action/project';
import { variablesOf } from '../../action/typing';
import type { Edit } from '../../check/finding';
import { parse } from '../../template/parse';

/** A text with edits made in it. */
export function edited(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => b.range.start - a.range.start);
  return ordered.reduce(
    (result, { range, text: replacement }) => result.slice(0, range.start) + replacement + result.slice(range.end),
    text,
  );
}

/** The edits without duplicates, for several actions may ask for the same one. */
export function distinct(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map(edit => [`${edit.path} ${edit.range.start}`, edit])).values()];
}

/** The model of an action as it is after edits of its own file and its templates. */
export function projectAfter(project: Project, edits: readonly Edit[]): Project {
  const editsOf = (path: string) => edits.filter(edit => edit.path === path);
  const text = edited(project.text, editsOf(project.path));
  const { action } = text === project.text ? project : parseAction(text);
  const byFile = new Map([...project.templates.values()].map(template => [template.reference.path.text, template]));
  const templates = action.templates.flatMap((reference): [string, ProjectTemplate][] => {
    const template = byFile.get(reference.path.text);
    const name = reference.name.text;
    return template ? [[name, { ...withEdits(project, template, editsOf(template.path)), name, reference }]] : [];
  });
  const variables = variablesOf(action, project.attributes);
  return { ...project, text, action, templates: new Map(templates), variables };
}

function withEdits({ profile }: Project, template: ProjectTemplate, edits: readonly Edit[]): ProjectTemplate {
  if (template.text === undefined || edits.length === 0) return template;
  const text = edited(template.text, edits);
  return { ...template, text, tree: parse(text, profile, template.name) };
}
