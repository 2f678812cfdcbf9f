import type { Project } from '../../action/project';
import { setField } from '../action/form-edits';
import { tokensIn } from '../action/token-in-file';
import type { ActionRule } from '../rule';
import type { NameUse } from './names';
import { meantVariable } from './unmapped-variable';

/** A mapping that no template uses. */
export const unusedVariable: ActionRule = {
  cards: [
    {
      code: 'unused-variable',
      severity: 'warning',
      group: 'Variables',
      summary: 'No template uses a mapped variable.',
    },
  ],
  check(project, report, names) {
    const templates = [...project.templates.values()];
    if (templates.length === 0 || templates.some(({ tree }) => !tree)) return;
    const words = wordsIn(project, names);
    for (const [index, { source, to }] of project.action.templateVariables.entries()) {
      if (!to?.text || /[{}]/.test(to.text)) continue;
      const [group = '', member = group] = to.text.split('.', 2);
      if (words.has(member) || words.has(`${group}.`) || (member === group && words.has(group))) continue;
      // A token that stands in a template stands where the secret belongs.
      if (source?.kind === 'secret' && templates.some(({ text = '' }) => tokensIn(text).length > 0)) continue;
      report({
        code: 'unused-variable',
        range: to,
        message: `No template uses \`${to.text}\`: remove the mapping, or print it.`,
        unnecessary: true,
        fixes: [
          { title: 'Remove the mapping', edits: setField(project, ['action', 'templateVariables', index], undefined) },
        ],
      });
    }
  },
};

/**
 * Every name that a template looks up, every word in a broken tag, and the variables that misspelt names mean: none of them
 * is unused. A list of objects that is used as a whole stands in the answer with a dot behind it.
 */
function wordsIn(project: Project, names: ReadonlyMap<string, readonly NameUse[]>): ReadonlySet<string> {
  const words = new Set<string>();
  const collect = (text: string) => {
    for (const [word] of text.matchAll(/[^\s{}()[\]"'=.,#^/&>!<$+]+/g)) words.add(word);
  };
  for (const { name, text = '', tree } of project.templates.values()) {
    for (const { range } of tree?.problems ?? []) collect(text.slice(range.start, range.end));
    for (const [single] of text.matchAll(/\{[A-Za-z_$][\w$.]*\}/g)) collect(single);
    const seen = new Set<string>();
    for (const use of names.get(name) ?? []) {
      const { meaning, path } = use;
      if (usesWhole(use)) words.add(`${path.parts[0]?.text}.`);
      if (seen.has(path.text)) continue;
      seen.add(path.text);
      for (const part of path.parts) words.add(part.text);
      collect(path.text);
      if (meaning.kind === 'missing') words.add(meantVariable(use, project) ?? '');
    }
  }
  return words;
}

/** Whether a list of objects is printed as it is, rather than looped over. */
function usesWhole({ meaning, node, call, path }: NameUse): boolean {
  if (meaning.kind !== 'found') return false;
  const loops = node.kind === 'section' && (!call || ['each', 'if', 'unless'].includes(call.name.text));
  return path.parts.length > 1 || (meaning.shape.element?.members !== undefined && !loops);
}
