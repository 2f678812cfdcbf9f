import { t } from '@vscode/l10n';
import type { Project } from '../action/project';
import type { Edit } from '../check/finding';
import type { TextOf } from './document';
import { attributeEdits, attributeNameRefusal } from './rename/attribute';
import { distinct, projectAfter } from './rename/edits';
import { partEdits, partNameRefusal } from './rename/part';
import { type Refusal, type RenameTarget, refused } from './rename/target';
import { templateEdits, templateNameRefusal } from './rename/template';
import { meaningRefusal, variableEdits, variableNameRefusal } from './rename/variable';

export { actionTarget, eventTarget, type Refusal, type RenameTarget, templateTarget } from './rename/target';

export type Renaming = { readonly kind: 'edits'; readonly edits: readonly Edit[] } | Refusal;

export interface RenameContext {
  readonly project: Project;
  /** The other actions that share a template, an event or attribute types with it, directly or through one another. */
  readonly others: readonly Project[];
  readonly textOf: TextOf;
}

/**
 * The edits that give something its new name everywhere: in the action, in its templates, events and attribute types,
 * and in the other actions that share such a file. Refused if any of these already has that name, or if a word would
 * mean something else afterwards.
 */
export function rename(target: RenameTarget, newName: string, context: RenameContext): Renaming {
  if (newName === target.name) return { kind: 'edits', edits: [] };
  const involved: Project[] = [];
  const edits: Edit[] = [];
  // An edit in a shared file concerns the next action as well, whose edits may concern a third.
  for (let next: Project | undefined = context.project; next; next = nextOf(context, involved, edits)) {
    const refusal = refusalOf(next, target, newName);
    if (refusal) return next === context.project ? refusal : refused(t`${refusal.message} (in ${fileName(next)})`);
    const more = editsOf(next, target, newName, context.textOf);
    if ('kind' in more) return more;
    involved.push(next);
    edits.push(...more);
  }
  const all = distinct(edits);
  for (const project of involved) {
    const refusal =
      target.kind === 'attribute' ? undefined : meaningRefusal(project, projectAfter(project, all), newName);
    if (refusal) return refusal;
  }
  return { kind: 'edits', edits: all };
}

/** An action that is not yet involved, although one of its files is edited. */
function nextOf({ others }: RenameContext, involved: readonly Project[], edits: readonly Edit[]): Project | undefined {
  const touched = new Set(edits.map(({ path }) => path));
  return others.find(other => !involved.includes(other) && filesOf(other).some(path => touched.has(path)));
}

/** Every file of an action but its own. */
export function filesOf({ templates, events, attributesFile }: Project): readonly string[] {
  return [
    ...[...templates.values()].map(({ path }) => path),
    ...events.map(({ path }) => path),
    ...(attributesFile ? [attributesFile.path] : []),
  ];
}

function editsOf(project: Project, target: RenameTarget, newName: string, textOf: TextOf) {
  switch (target.kind) {
    case 'variable':
      return variableEdits(project, target, newName);
    case 'template':
      return templateEdits(project, target.name, newName);
    case 'attribute':
      return attributeEdits(project, target.name, newName, textOf);
    case 'part':
      return partEdits(project, target, newName);
  }
}

function refusalOf(project: Project, target: RenameTarget, newName: string): Refusal | undefined {
  switch (target.kind) {
    case 'variable':
      return variableNameRefusal(project, target, newName);
    case 'template':
      return templateNameRefusal(project, newName);
    case 'attribute':
      return attributeNameRefusal(project, newName);
    case 'part':
      return partNameRefusal(project, target, newName);
  }
}

function fileName({ path }: Project): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
