import type { Project, TemplateVariable } from '../../action/project';
import type { Element } from '../elements';
import { elementsOf } from '../references';

/**
 * The path of a template in which a word does not mean the same after a renaming as before: a member of a loop hides
 * the new name, or a tag that was not mapped suddenly is. Undefined when there is none. The two models differ in
 * nothing but names.
 */
export function changedMeaning(before: Project, after: Project): string | undefined {
  const old = meanings(before);
  const renamed = meanings(after);
  for (const [path, words] of old) {
    const others = renamed.get(path);
    if (!others || words.length !== others.length || words.some((word, index) => word !== others[index])) return path;
  }
  return undefined;
}

function meanings(project: Project): ReadonlyMap<string, readonly string[]> {
  const rows = new Map(project.action.templateVariables.map((mapping, index) => [mapping, index]));
  const templates = project.action.templates.map(({ name }) => name.text);
  const rowOf = ({ mapping }: TemplateVariable) => rows.get(mapping);
  const meaning = (element: Element): string => {
    switch (element.kind) {
      case 'name': {
        const { origin, variables, name } = element.name;
        return variables.length > 0 ? `${origin} ${variables.map(rowOf).join()}` : `${origin} ${name}`;
      }
      case 'helper':
        return `helper ${element.helper.name}`;
      case 'suffix':
        return `suffix ${element.suffix.name}`;
      case 'template':
        return `template ${templates.indexOf(element.name)}`;
      default:
        return element.kind;
    }
  };
  return new Map(
    [...project.templates.values()].map(template => [template.path, elementsOf(project, template).map(meaning)]),
  );
}
