import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import type { Edit } from '../../check/finding';
import { templatePlaces } from '../references';
import { type Refusal, refused, templateWordRefusal } from './target';

/** The edits that rename a template in one action: in its list, in custom texts, and in the tags of other templates. */
export function templateEdits(project: Project, name: string, newName: string): readonly Edit[] {
  if (!project.templates.has(name)) return [];
  return templatePlaces(project, name).map(({ path, range }) => ({ path, range, text: newName }));
}

/** Why a template of this action cannot have the new name. */
export function templateNameRefusal({ templates }: Project, newName: string): Refusal | undefined {
  const refusal = templateWordRefusal(newName);
  if (refusal) return refusal;
  return templates.has(newName) ? refused(t`There is a template \`${newName}\` already.`) : undefined;
}
