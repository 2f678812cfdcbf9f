import type { Node, Template } from '../../template/tree';
import { childrenOf } from '../../template/walk';
import type { Range } from '../../text/range';

/** A selection, without the white space around it, that can be moved elsewhere as a whole. */
export interface Selection {
  readonly range: Range;
  /** Set if it fills whole lines, which begin with `indentation`. */
  readonly lines?: { readonly indentation: string };
  /** The first name in it that it could be called by: `phone` of `"phone": …` or of `{{#phone}}`. */
  readonly name: string | undefined;
}

/** A selection that cuts no tag and no section in two; undefined for any other, and for an empty one. */
export function wholeSelection({ source, children }: Template, selected: Range): Selection | undefined {
  const text = source.slice(selected.start, selected.end);
  const start = selected.start + (text.length - text.trimStart().length);
  const end = start + text.trim().length;
  if (end <= start || !isWhole(children, { start, end })) return undefined;
  const before = /[^\r\n]*$/.exec(source.slice(0, start))![0];
  const after = /^[^\r\n]*/.exec(source.slice(end))![0];
  const fillsLines = before.trim() === '' && after.trim() === '';
  const content = source.slice(start, end);
  const name = /"([\p{L}_][\p{L}\p{N}_]*)"\s*:|\{\{[#^&{]?\s*([\p{L}_][\p{L}\p{N}_]*)/u.exec(content);
  return {
    range: { start, end },
    ...(fillsLines && { lines: { indentation: before } }),
    name: name?.[1] ?? name?.[2],
  };
}

function isWhole(nodes: readonly Node[], { start, end }: Range): boolean {
  return nodes.every(node => {
    if (node.range.end <= start || end <= node.range.start) return true;
    if (start <= node.range.start && node.range.end <= end) return isMovable(node);
    if (node.kind === 'text') return true;
    const isAround =
      node.kind === 'section' && node.close && node.tag.range.end <= start && end <= node.close.range.start;
    return isAround === true && isWhole(node.children, { start, end });
  });
}

/**
 * Whether a node can be moved: parts cannot hold parts, and a change of delimiters would affect other text elsewhere.
 */
function isMovable(node: Node): boolean {
  if (node.kind === 'delimiters' || node.kind === 'nested-template' || node.kind === 'block' || node.kind === 'broken')
    return false;
  return (childrenOf(node) ?? []).every(isMovable);
}
