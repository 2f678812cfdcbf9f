import type { OutlineValue } from '../json/outline';
import { outlineOf } from '../json/readOutline';
import type { Argument, Expression, Node } from '../template/tree';
import { nodesAt } from '../template/walk';
import { type Range, touches } from '../text/range';
import type { TemplateDocument } from './document';

/**
 * The stretches around an offset, innermost first, each within the next: name, path, content of the tag, tag; value and
 * member of the JSON; body and whole of a section.
 */
export function selectionRanges(document: TemplateDocument, offset: number): readonly Range[] {
  const { tree, text, json } = document;
  const around = [
    ...nodesAt(tree, offset).flatMap(nodeRanges),
    ...(json ? outlineOf(tree).roots.flatMap(value => valueRanges(text, value, offset)) : []),
    { start: 0, end: text.length },
  ];
  const touched = around.filter(range => range.end > range.start && touches(range, offset));
  touched.sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Range[] = [];
  for (const range of touched) {
    const inner = chain.at(-1);
    const same = inner && inner.start === range.start && inner.end === range.end;
    // Where JSON and sections overlap, as with a bracket that opens inside a section, the smaller range counts.
    if (!inner || (!same && range.start <= inner.start && inner.end <= range.end))
      chain.push({ start: range.start, end: range.end });
  }
  return chain;
}

function nodeRanges(node: Node): readonly Range[] {
  const tags = 'tag' in node ? [node.tag, 'close' in node ? node.close : undefined] : [];
  const inTags = tags.flatMap(tag => (tag ? [tag.content, tag.range] : []));
  const inExpression = 'expression' in node ? expressionRanges(node.expression) : [];
  const body = 'close' in node && node.close ? [{ start: node.tag.range.end, end: node.close.range.start }] : [];
  return [...inExpression, ...inTags, ...body, node.range];
}

function expressionRanges(expression: Expression): readonly Range[] {
  if (expression.kind === 'path') return argumentRanges(expression);
  const { name, parameters, hash } = expression;
  return [
    name,
    ...parameters.flatMap(argumentRanges),
    ...hash.flatMap(entry => [entry.range, entry.name, ...argumentRanges(entry.value)]),
  ];
}

function argumentRanges(argument: Argument): readonly Range[] {
  switch (argument.kind) {
    case 'path':
      return [argument.range, ...argument.parts];
    case 'list':
      return [argument.range, ...argument.items.flatMap(argumentRanges)];
    case 'string':
      return [argument.range, { start: argument.range.start + 1, end: argument.range.end - 1 }];
    default:
      return [argument.range];
  }
}

/** The JSON values around an offset, with the members that they belong to. */
function valueRanges(text: string, value: OutlineValue, offset: number): readonly Range[] {
  if (!touches(value.range, offset)) return [];
  switch (value.kind) {
    case 'object':
      return [
        value.range,
        within(text, value.range),
        ...value.members.flatMap(({ keyRange, values }) => {
          const key = { start: keyRange.start - 1, end: keyRange.end + (text[keyRange.end] === '"' ? 1 : 0) };
          const end = Math.max(key.end, ...values.map(({ range }) => range.end));
          return [
            { start: key.start, end },
            keyRange,
            key,
            ...values.flatMap(inner => valueRanges(text, inner, offset)),
          ];
        }),
      ];
    case 'list':
      return [
        value.range,
        within(text, value.range),
        ...value.items.flatMap(inner => valueRanges(text, inner, offset)),
      ];
    case 'string':
      return [value.range, within(text, value.range)];
    case 'bare':
      return [value.range];
  }
}

/** The range without the quotes or brackets; the closing one may not be typed yet. */
function within(text: string, { start, end }: Range): Range {
  const closed = end > start + 1 && /["}\]]/.test(text.charAt(end - 1));
  return { start: start + 1, end: closed ? end - 1 : end };
}
