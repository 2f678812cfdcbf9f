import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import type { Edit } from '../../check/finding';
import { partNamed } from '../parts';
import { elementsOf } from '../references';
import { type Refusal, type RenameTarget, refused, templateWordRefusal } from './target';

type PartTarget = RenameTarget & { readonly kind: 'part' };

/** The edits that rename a part: where it is defined and ends, and in the tags that include it. */
export function partEdits(project: Project, { path, name }: PartTarget, newName: string): readonly Edit[] {
  const template = [...project.templates.values()].find(each => each.path === path);
  return (template ? elementsOf(project, template) : [])
    .filter(element => element.kind === 'part' && element.name === name)
    .map(({ range }) => ({ path, range, text: newName }));
}

/** Why a part cannot have the new name. */
export function partNameRefusal(project: Project, { path }: PartTarget, newName: string): Refusal | undefined {
  const tree = [...project.templates.values()].find(each => each.path === path)?.tree;
  const taken = tree && partNamed(tree, newName);
  return templateWordRefusal(newName) ?? (taken ? refused(t`There is a part \`${newName}\` already.`) : undefined);
}
