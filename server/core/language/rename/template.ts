import type { Project } from '../../action/project';
import type { Edit } from '../../check/finding';
import { templatePlaces } from '../references';
import { type Refusal, refused } from './target';

/** The edits that rename a template in one action: in its list, in custom texts, and in the tags of other templates. */
export function templateEdits(project: Project, name: string, newName: string): readonly Edit[] {
  if (!project.templates.has(name)) return [];
  return templatePlaces(project, name).map(({ path, range }) => ({ path, range, text: newName }));
}

/** Why a template of this action cannot have the new name. */
export function templateNameRefusal({ templates }: Project, newName: string): Refusal | undefined {
  if (!/^[\p{L}\p{N}_$][\p{L}\p{N}_$.-]*$/u.test(newName))
    return refused(`\`${newName}\` is no name for a template: use letters, digits, \`_\`, \`-\` and \`.\`.`);
  return templates.has(newName) ? refused(`There is a template \`${newName}\` already.`) : undefined;
}
