import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import { rangeWithin } from '../../action/spans';
import type { Edit } from '../../check/finding';
import { namesIn } from '../../check/variables/names';
import { javaMember } from '../../check/variables/shapes';
import { walk } from '../../template/walk';
import type { Range } from '../../text/range';
import { mappedName } from '../names';
import { usesOf } from '../references';
import { changedMeaning } from './meanings';
import { type Refusal, type RenameTarget, refused } from './target';

type VariableTarget = RenameTarget & { readonly kind: 'variable' };

/** The edits that rename a variable in one action and in its templates; none in an action that does not map it. */
export function variableEdits(project: Project, target: VariableTarget, newName: string): readonly Edit[] {
  const full = fullName(target, target.name);
  const start = full.length - target.name.length;
  const rows = project.action.templateVariables.flatMap(({ to }): readonly Edit[] => {
    if (!to || (to.text !== full && !(target.list === undefined && to.text.startsWith(`${full}.`)))) return [];
    return [{ path: project.path, range: rangeWithin(project.text, to, start, full.length), text: newName }];
  });
  const name = mappedName(project, undefined, full);
  const uses = name ? usesOf(project, name, false) : [];
  const ends = uses.flatMap(({ path, range }) => endsOf(project, path, range));
  return [...rows, ...[...uses, ...ends].map(({ path, range }) => ({ path, range, text: newName }))];
}

/** Why a variable of this action cannot have the new name. */
export function variableNameRefusal(project: Project, target: VariableTarget, newName: string): Refusal | undefined {
  if (newName.includes('.'))
    return refused(t('A dot in the name of a variable makes a list of objects: change it in the action.'));
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(newName))
    return refused(
      t`\`${newName}\` is no name for a variable: it begins with a letter and holds letters, digits, \`_\` and \`-\`.`,
    );
  if (newName === 'this' || newName === 'iter')
    return refused(t`\`${newName}\` has a meaning of its own in templates.`);
  if (project.profile.helpers.has(newName)) return refused(t`\`${newName}\` is a helper of the template engine.`);
  if (target.list === undefined && javaMember({ kind: 'map', entries: new Map() }, newName) !== undefined)
    return refused(t`The engine itself answers to \`${newName}\`, so no variable should have this name.`);
  const full = fullName(target, newName);
  const taken = [...project.variables.keys()].some(
    name => name === full || (target.list === undefined && name.startsWith(`${full}.`)),
  );
  return taken ? refused(t`There is a variable \`${full}\` already.`) : undefined;
}

/** Why the renaming would change the meaning of something somewhere; `after` is the model with all edits made. */
export function meaningRefusal(before: Project, after: Project, newName: string): Refusal | undefined {
  for (const { tree, reference } of after.templates.values()) {
    const hidden =
      tree &&
      namesIn(tree, after).some(({ path, meaning }) => path.parts[0]?.text === newName && meaning.kind === 'ambient');
    if (hidden)
      return refused(t`In ${reference.path.text} the engine itself answers to \`${newName}\`. Choose another name.`);
  }
  const path = changedMeaning(before, after);
  if (path === undefined) return undefined;
  const file = [...before.templates.values()].find(template => template.path === path)?.reference.path.text;
  return refused(t`In ${file ?? ''} \`${newName}\` means something else already. Choose another name.`);
}

function fullName({ list }: VariableTarget, name: string): string {
  return list === undefined ? name : `${list}.${name}`;
}

/** The same name in the end of the section whose opening tag it is in: `{{/items}}` for `{{#items}}`. */
function endsOf(
  { templates }: Project,
  path: string,
  { start, end }: Range,
): readonly { path: string; range: Range }[] {
  const tree = [...templates.values()].find(template => template.path === path)?.tree;
  const found: { path: string; range: Range }[] = [];
  walk(tree ?? { children: [] }, {
    enter(node) {
      if (node.kind !== 'section' || node.expression.kind === 'call' || !node.close) return;
      const { content } = node.tag;
      if (start < content.start || content.end < end || node.close.content.text !== content.text) return;
      const shift = node.close.content.start - content.start;
      found.push({ path, range: { start: start + shift, end: end + shift } });
    },
  });
  return found;
}
