import { t } from '@vscode/l10n';
import type { Node, SectionNode, VariableNode } from '../../template/tree';
import { nodesAt } from '../../template/walk';
import type { Range } from '../../text/range';
import type { Edit } from '../finding';
import { replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';

/** `{{else}}` is a variable of that name here, so that both halves are rendered. */
export const elseTag: TemplateRule = {
  cards: [
    {
      code: 'else-tag',
      severity: 'error',
      group: 'Helpers',
      summary: 'There is no `{{else}}`: both halves of the section render.',
    },
  ],
  check(subject, report) {
    if (subject.project?.variables.has('else')) return;
    const elses = subject.nodes.variable.filter(isElseTag).map(({ range }) => range);
    const inverses = subject.tree.problems.map(({ range }) => range).filter(range => isInverse(subject.text, range));
    for (const range of [...elses, ...inverses]) {
      const section = nodesAt(subject.tree, range.start + 1).findLast(({ kind }) => kind === 'section');
      const edits = section?.kind === 'section' ? split(subject, section, range) : [];
      report({
        code: 'else-tag',
        range,
        message: t(
          'There is no `{{else}}`, nor a `{{^}}` without a name. Write the second half as a section of its own.',
        ),
        fixes: [{ title: t('Split into two sections'), edits, preferred: true }],
      });
    }
  },
};

/** `else`, and `else if plan`, as other template languages have it. */
export function isElse(key: string): boolean {
  return key === 'else' || key.startsWith('else ');
}

const opposites: Readonly<Record<string, string>> = { if: 'unless', unless: 'if', isEq: 'isNotEq', isNotEq: 'isEq' };

/** `{{/a}}{{^a}}` in place of the `{{else}}`; for a helper, the end and the opposite helper. */
function split({ path, profile, text }: TemplateSubject, section: SectionNode, tag: Range): Edit[] {
  const { expression, close, inverted } = section;
  const count = section.children.filter(
    (child: Node) => (child.kind === 'variable' && isElseTag(child)) || isInverse(text, child.range),
  ).length;
  if (!close || count !== 1 || !/^\{\{\s*(?:else|\^)\s*\}\}$/.test(text.slice(tag.start, tag.end))) return [];
  if (expression.kind === 'path') {
    const middle = `{{/${expression.text}}}{{${inverted ? '#' : '^'}${expression.text}}}`;
    return [replace(path, tag.start, tag.end, middle)];
  }
  const name = expression.name.text;
  const opposite = opposites[name];
  if (!opposite || !profile.helpers.has(opposite)) return [];
  const content = section.tag.content.text.slice(name.length);
  return [
    replace(path, tag.start, tag.end, `{{/${name}}}{{#${opposite}${content}}}`),
    replace(path, close.content.start, close.content.end, opposite),
  ];
}

/** Whether a tag is an `{{else}}` of another template language. */
export function isElseTag(node: VariableNode): boolean {
  return node.expression.kind === 'path' && isElse(node.expression.text);
}

/** `{{^}}`, which is an else in other template languages. */
export function isInverse(text: string, { start, end }: Range): boolean {
  return end - start < 20 && /^\{\{\s*\^\s*\}\}$/.test(text.slice(start, end));
}
