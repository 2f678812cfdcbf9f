import { variableValues } from '../action/variables';
import type { JavaValue } from '../template/java/values';
import type { Profile } from '../template/profile';
import { render } from '../template/render';
import type { Node, SectionNode, VariableNode } from '../template/tree';
import { walk } from '../template/walk';
import type { Range } from '../text/range';
import type { TemplateDocument } from './document';

/** A value that is shown after a tag. */
export interface InlayHint {
  /** Right after the tag. */
  readonly offset: number;
  /** On one line, cut to a sensible length. */
  readonly text: string;
  /** The whole value, where it was cut. */
  readonly whole?: string;
}

/** The longest value that is shown whole, in characters. */
const longest = 30;

/** No editor shows more tags than this at once: somebody has asked about a whole file, and the rest is left out. */
const mostTags = 2000;

/**
 * What the tags in a range print for the chosen event; in a loop, in its first turn. No hint for a tag that prints
 * nothing, or a secret.
 */
export function inlayHints(document: TemplateDocument, { start, end }: Range): readonly InlayHint[] {
  const { project, event, tree } = document;
  if (!project || !event) return [];
  const { data } = variableValues(project, event, () => '');
  const hints: InlayHint[] = [];
  let tags = 0;
  walk(tree, {
    enter(node, parents) {
      if (node.range.end < start || node.range.start > end || tags > mostTags) return 'skip';
      if (node.kind !== 'variable') return undefined;
      tags++;
      const printed = printedAlone(document, data, node, parents);
      if (printed) hints.push({ offset: node.range.end, ...shown(printed) });
      return undefined;
    },
  });
  return hints;
}

/**
 * What a tag prints, rendered with nothing but the sections around it, so that a mistake elsewhere does not matter;
 * undefined where it prints nothing.
 */
function printedAlone(
  { text: source, path, profile }: TemplateDocument,
  data: JavaValue,
  node: VariableNode,
  parents: readonly Node[],
): string | undefined {
  const sections = parents.filter((parent): parent is SectionNode => parent.kind === 'section');
  if (sections.length < parents.length) return undefined;
  const child = sections
    .filter(section => !encodes(section, profile))
    .reduceRight<Node>((inner, section) => ({ ...section, children: [inner] }), node);
  const tree = { source, children: [child], problems: [] };
  const result = render({ name: path, tree }, data, { profile, now: 0, uuid: () => '', limits });
  if (result.kind === 'failed') return undefined;
  return result.segments.find(({ range }) => range.start >= node.range.start && range.end <= node.range.end)?.text;
}

/**
 * Whether a section encodes its body: in `{{#encodeUrl}}{{order_id}}{{/encodeUrl}}` the id is shown as it is before
 * that.
 */
function encodes({ expression }: SectionNode, { helperTable }: Profile): boolean {
  const helper = expression.kind === 'call' ? helperTable.get(expression.name.text) : undefined;
  return helper?.kind === 'section' && helper.prints !== 'body';
}

/** A hint is not worth much time. */
const limits = { outputSize: 100_000, depth: 50, steps: 20_000 };

function shown(printed: string): Pick<InlayHint, 'text' | 'whole'> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters would break the line of the hint.
  const line = printed.replace(/[\u0000-\u001F\u007F\u2028\u2029]/g, character =>
    JSON.stringify(character).slice(1, -1),
  );
  const characters = [...line];
  if (characters.length <= longest) return { text: line };
  return { text: `${characters.slice(0, longest - 1).join('')}…`, whole: printed };
}
