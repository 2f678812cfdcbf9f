import { t } from '@vscode/l10n';
import type { Node, Path, SectionNode, Template, VariableNode } from '../template/tree';
import { childrenOf, nodesAt } from '../template/walk';
import { isText } from './ends';
import type { Explanation } from './explanation';

/**
 * `{{#plan}}…{{/plan}}{{#plan}}null{{/plan}}`, or `{{plan}}{{#plan}}null{{/plan}}`: two neighbours that print under the same
 * condition, where one of them was meant for the other case. Undefined where the section has no such neighbour.
 */
export function askedTwice(section: SectionNode, template: Template): Explanation | undefined {
  if (section.expression.kind !== 'path') return undefined;
  const around = nodesAt(template, section.range.start + 1);
  const parent = around[around.indexOf(section) - 1];
  const siblings = (parent ? childrenOf(parent) : undefined) ?? template.children;
  const index = siblings.indexOf(section);
  const before = neighbour(siblings, index, -1, template);
  const after = neighbour(siblings, index, 1, template);
  const other = [before, after].find((node): node is SectionNode | VariableNode => asksTheSame(node, section));
  if (!other) return undefined;
  const wrong = misplaced(section, other, template);
  const name = section.expression.text;
  const start = template.source.indexOf(wrong.inverted ? '^' : '#', wrong.tag.range.start);
  const sigil = wrong.inverted ? '#' : '^';
  const meant = `{{${sigil}${name}}}`;
  return {
    code: 'invalid-json',
    range: wrong.tag.range,
    message: wrong.inverted
      ? t`Both sides of this are printed where \`${name}\` is not there: write \`${meant}\` here for the other case.`
      : t`Both sides of this are printed where \`${name}\` is there: write \`${meant}\` here for the other case.`,
    remedy: { kind: 'replace', range: { start, end: start + 1 }, text: sigil },
  };
}

function asksTheSame(
  node: Node | undefined,
  { inverted, expression }: SectionNode,
): node is SectionNode | VariableNode {
  if (node?.kind !== 'section' && node?.kind !== 'variable') return false;
  if (node.kind === 'variable' ? inverted : node.inverted !== inverted) return false;
  return node.expression.kind === 'path' && rootOf(node.expression) === rootOf(expression as Path);
}

/** Which of two is in the wrong case: the section that prints the variable belongs where the variable is there. */
function misplaced(section: SectionNode, other: SectionNode | VariableNode, { source }: Template): SectionNode {
  if (other.kind === 'variable') return section;
  const [first, second] = section.range.start < other.range.start ? [section, other] : [other, section];
  const tag = `{{${rootOf(section.expression as Path)}`;
  const isWrong = ({ inverted, tag: { range }, close }: SectionNode) =>
    source.slice(range.end, close?.range.start).includes(tag) === inverted;
  return isWrong(first) && !isWrong(second) ? first : second;
}

function rootOf({ parts }: Path): string | undefined {
  return parts[0]?.text;
}

/** The next node before or after one, skipping blanks. */
function neighbour(siblings: readonly Node[], index: number, step: 1 | -1, { source }: Template): Node | undefined {
  let at = index + step;
  while (isBlank(siblings[at], source)) at += step;
  return siblings[at];
}

function isBlank(node: Node | undefined, source: string): boolean {
  if (node?.kind === 'comment') return true;
  return node !== undefined && isText(node) && source.slice(node.range.start, node.range.end).trim() === '';
}
