import type { Project } from '../../action/project';
import { walk } from '../../template/walk';
import { setField } from '../action/form-edits';
import { tokensIn } from '../action/token-in-file';
import type { ActionRule } from '../rule';
import { namesIn } from './names';
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
  check(project, report) {
    const templates = [...project.templates.values()];
    if (templates.length === 0 || templates.some(({ tree }) => !tree)) return;
    const words = wordsIn(project);
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
 * Every word in every tag, broken ones too, and the variables that misspelt names mean: none of them is unused. A list of
 * objects that is printed as a whole stands in the answer with a dot behind it.
 */
function wordsIn(project: Project): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { text = '', tree } of project.templates.values()) {
    if (!tree) continue;
    const collect = (start: number, end: number) => {
      for (const [word] of text.slice(start, end).matchAll(/[^\s{}()[\]"'=.,#^/&>!<$+]+/g)) words.add(word);
    };
    walk(tree, {
      enter(node) {
        if ('tag' in node && node.tag) collect(node.tag.range.start, node.tag.range.end);
        else if (node.kind === 'broken') collect(node.range.start, node.range.end);
      },
    });
    for (const { 1: name = '' } of text.matchAll(/\{([A-Za-z_$][\w$.]*)\}/g)) words.add(name.split('.', 1)[0]!);
    for (const use of namesIn(tree, project)) {
      const { meaning, path, node } = use;
      if (meaning.kind === 'missing') words.add(meantVariable(use, project) ?? '');
      const isGroup = meaning.kind === 'found' && meaning.shape.element?.members;
      const loops = node.kind === 'section' && (!use.call || ['each', 'if', 'unless'].includes(use.call.name.text));
      const whole = (isGroup && !loops) || (meaning.kind === 'found' && path.parts.length > 1);
      if (whole) words.add(`${path.parts[0]?.text}.`);
      for (const part of path.parts) words.add(part.text);
    }
  }
  return words;
}
