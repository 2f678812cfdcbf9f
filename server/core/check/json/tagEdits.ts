import type { SectionNode, VariableNode } from '../../template/tree';
import { nodesAt } from '../../template/walk';
import type { Range } from '../../text/range';
import type { Edit, Fix } from '../finding';
import { replace } from '../rule';
import type { TemplateSubject } from '../subject';

/** A fix of one replacement. */
export function edit(title: string, { path }: TemplateSubject, { start, end }: Range, text: string): Fix {
  return { title, edits: [replace(path, start, end, text)] };
}

/** The variable or section that begins at a range. */
export function tagAt({ start }: Range, { tree }: TemplateSubject): VariableNode | SectionNode | undefined {
  return nodesAt(tree, start + 1).find(
    (node): node is VariableNode | SectionNode =>
      (node.kind === 'variable' || node.kind === 'section') && node.range.start === start,
  );
}

/** Puts text around a range. */
export function around(
  { path }: TemplateSubject,
  { start, end }: Range,
  before: string,
  after: string,
): readonly Edit[] {
  return [replace(path, start, start, before), replace(path, end, end, after)];
}

/** The edits that make a tag print text fit for a JSON string: the suffix, or `escapeJson` around the call of a helper. */
export function escaped(tag: Range, subject: TemplateSubject): readonly Edit[] {
  const node = tagAt(tag, subject);
  if (node?.kind !== 'variable' || node.expression.kind !== 'path' || /^(\.|this)$/.test(node.expression.text)) {
    return around(subject, node?.range ?? tag, '{{#escapeJson}}', '{{/escapeJson}}');
  }
  return suffix(node, '.toJson', subject);
}

/** Appends a property to the name in a tag. */
export function suffix({ expression }: VariableNode, name: string, { path }: TemplateSubject): readonly Edit[] {
  return [replace(path, expression.range.end, expression.range.end, name)];
}

/** Two insertions at one place become one, in the order given. */
export function merged(edits: readonly Edit[]): readonly Edit[] {
  const result: Edit[] = [];
  for (const each of edits) {
    const index = result.findIndex(({ range }) => range.start === each.range.start && range.end === each.range.end);
    const same = result[index];
    if (same) result[index] = { ...same, text: same.text + each.text };
    else result.push(each);
  }
  return result;
}
