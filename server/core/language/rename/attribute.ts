import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import type { Edit } from '../../check/finding';
import { preloadedAttributes } from '../../tealium/attributes';
import type { Range } from '../../text/range';
import { actionElements } from '../actionElements';
import type { TextOf } from '../document';
import { eventEdits } from './eventKeys';
import { type Refusal, refused } from './target';

/** The edits that rename an attribute: where it is mapped, in conditions, where it is declared, and in the sample events. */
export function attributeEdits(
  project: Project,
  name: string,
  newName: string,
  textOf: TextOf,
): readonly Edit[] | Refusal {
  const written = JSON.stringify(newName).slice(1, -1);
  const edit = (path: string, { start, end }: Range): Edit => ({ path, range: { start, end }, text: written });
  const inAction = actionElements(project)
    .filter(element => element.kind === 'attribute' && element.name === name)
    .map(({ range }) => edit(project.path, range));
  const { attributesFile } = project;
  const declared = (attributesFile?.declared ?? []).filter(attribute => attribute.name.text === name);
  const inFile = declared.map(attribute => edit(attributesFile!.path, attribute.name));
  const inEvents: Edit[] = [];
  for (const event of project.events) {
    if (!event.attributes.has(name)) continue;
    const edits = eventEdits(event, textOf(event.path) ?? '', name, newName);
    if (!edits)
      return refused(t`The event ${event.name} gives \`${name}\` this name by its shape. Change it there first.`);
    inEvents.push(...edits);
  }
  return [...inAction, ...inFile, ...inEvents];
}

/** Why an attribute of this action cannot have the new name. */
export function attributeNameRefusal({ attributes }: Project, newName: string): Refusal | undefined {
  if (newName.trim() !== newName || newName === '' || /[{}\p{Cc}]/u.test(newName))
    return refused(t('The name of an attribute holds no braces, and neither begins nor ends with a blank.'));
  if (preloadedAttributes.some(({ name }) => name === newName))
    return refused(t`\`${newName}\` is an attribute that Tealium provides.`);
  return attributes.has(newName) ? refused(t`There is an attribute \`${newName}\` already.`) : undefined;
}
