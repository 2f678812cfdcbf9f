import type { Node, SectionNode, VariableNode } from '../../template/tree';
import { nodesAt } from '../../template/walk';
import type { Edit } from '../finding';
import { replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';

/** `{{else}}` is a variable of that name: both halves render. */
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
    for (const node of subject.nodes.variable) {
      if (!isElseTag(node)) continue;
      const section = nodesAt(subject.tree, node.range.start + 1).at(-2);
      const edits = section?.kind === 'section' ? split(subject, section, node) : [];
      report({
        code: 'else-tag',
        range: node.range,
        message: 'There is no `{{else}}`: both halves render. Write the second half as a section of its own.',
        fixes: [{ title: 'Split into two sections', edits, preferred: true }],
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
function split({ path, profile }: TemplateSubject, section: SectionNode, tag: VariableNode): Edit[] {
  const { expression, close, inverted } = section;
  const onlyOne = section.children.filter((child: Node) => child.kind === 'variable' && isElseTag(child)).length === 1;
  if (!close || !onlyOne || isConditional(tag)) return [];
  if (expression.kind === 'path') {
    const middle = `{{/${expression.text}}}{{${inverted ? '#' : '^'}${expression.text}}}`;
    return [replace(path, tag.range.start, tag.range.end, middle)];
  }
  const name = expression.name.text;
  const opposite = opposites[name];
  if (!opposite || !profile.helpers.has(opposite)) return [];
  const content = section.tag.content.text.slice(name.length);
  return [
    replace(path, tag.range.start, tag.range.end, `{{/${name}}}{{#${opposite}${content}}}`),
    replace(path, close.content.start, close.content.end, opposite),
  ];
}

/** Whether a tag is an `{{else}}` of another template language. */
export function isElseTag(node: VariableNode): boolean {
  return node.expression.kind === 'path' && isElse(node.expression.text);
}

function isConditional({ expression }: VariableNode): boolean {
  return expression.kind === 'path' && expression.text !== 'else';
}
