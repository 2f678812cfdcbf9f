import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import { setField } from '../action/formEdits';
import { tokensIn } from '../action/token-in-file';
import type { ActionRule } from '../rule';
import type { TemplateSubject } from '../subject';
import { meantVariable } from './meantVariable';
import type { NameUse } from './names';

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
  check(project, report, subjects) {
    const templates = [...project.templates.values()];
    if (templates.length === 0 || templates.some(({ tree }) => !tree)) return;
    const used = namesUsed(project, subjects);
    for (const [index, { source, to }] of project.action.templateVariables.entries()) {
      if (!to?.text || used.words.has(to.text) || /[{}]/.test(to.text)) continue;
      const [group = '', member = group] = to.text.split('.', 2);
      if (used.words.has(member) || used.wholes.has(group)) continue;
      // A token that is written in a template is where the secret belongs.
      if (source?.kind === 'secret' && templates.some(({ text = '' }) => tokensIn(text).length > 0)) continue;
      report({
        code: 'unused-variable',
        range: to,
        message: t`No template uses \`${to.text}\`: remove the mapping, or print it.`,
        unnecessary: true,
        fixes: () => [
          {
            title: t('Remove the mapping'),
            edits: setField(project, ['action', 'templateVariables', index], undefined),
          },
        ],
      });
    }
  },
};

interface Used {
  /** Every name that a template looks up, every word in a broken tag, and the variables that misspelt names mean. */
  readonly words: ReadonlySet<string>;
  /** Lists of objects that are used as a whole. */
  readonly wholes: ReadonlySet<string>;
}

function namesUsed(project: Project, subjects: readonly TemplateSubject[]): Used {
  const words = new Set<string>();
  const wholes = new Set<string>();
  const collect = (text: string) => {
    for (const [word] of text.matchAll(/[^\s{}()[\]"'=.,#^/&>!<$+]+/g)) words.add(word);
  };
  for (const { text, tree, names, singleBraces } of subjects) {
    for (const { range } of tree.problems) collect(text.slice(range.start, range.end));
    for (const { text: name } of singleBraces()) collect(name);
    const seen = new Set<string>();
    for (const use of names) {
      const { meaning, path } = use;
      if (usesWhole(use)) wholes.add(path.text);
      if (seen.has(path.text)) continue;
      seen.add(path.text);
      for (const part of path.parts) words.add(part.text);
      if (meaning.kind === 'found') {
        if (path.parts.length > 1) wholes.add(path.parts[0]!.text);
        continue;
      }
      collect(path.text);
      if (meaning.kind === 'missing') words.add(meantVariable(use, project) ?? '');
    }
  }
  return { words, wholes };
}

/** Whether a list of objects is printed as it is, rather than looped over. */
function usesWhole({ meaning, node, call }: NameUse): boolean {
  if (meaning.kind !== 'found' || !meaning.shape.element?.members) return false;
  return node.kind !== 'section' || (call !== undefined && !['each', 'if', 'unless'].includes(call.name.text));
}
