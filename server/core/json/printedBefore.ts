import type { Node, Template } from '../template/tree';
import { childrenOf } from '../template/walk';
import { Mode, type State } from './automaton';
import { isText } from './ends';
import type { PrintedCharacter } from './evidence';
import { nodesWithin } from './surroundings';
import type { Trouble } from './walk';

/**
 * The last character printed before a trouble of the template's own text that is no blank, where the text says which one that is:
 * nothing but blanks stands between, or tags that have printed nothing, since the reader still waits where that character has
 * brought it. Undefined where only a render tells.
 */
export function printedBefore({ node, range, state }: Trouble, template: Template): PrintedCharacter | undefined {
  if (!node || !isText(node)) return undefined;
  const wanted = characterBefore(state);
  let isNear = true;
  let at = range.start;
  for (const { nodes, start } of listsAround(template, at)) {
    for (let before = nodeBefore(nodes, at); before; before = nodeBefore(nodes, at)) {
      const { kind } = before;
      if (isText(before)) {
        const written = template.source.slice(before.range.start, at).trimEnd();
        const place = before.range.start + written.length - 1;
        if (written !== '')
          return isNear || template.source[place] === wanted ? characterAt(place, template) : undefined;
      } else if (kind === 'variable' || kind === 'section') {
        isNear = false;
        if (!wanted || template.source.slice(before.range.start, before.range.end).includes(wanted)) return undefined;
      } else if (kind !== 'comment' && kind !== 'delimiters') return undefined;
      at = before.range.start;
    }
    at = start;
  }
  return undefined;
}

/** What has brought a reader to where it waits for a value or a key. */
function characterBefore({ mode, stack }: State): string | undefined {
  if (mode === Mode.value) return stack.kind === 'object' ? ':' : stack.kind === 'array' ? ',' : undefined;
  if (mode === Mode.key) return ',';
  return mode === Mode.valueOrClose ? '[' : undefined;
}

interface List {
  readonly nodes: readonly Node[];
  /** Where the section begins that holds them. */
  readonly start: number;
}

/** The lists of nodes around an offset, innermost first. */
function listsAround(template: Template, offset: number): readonly List[] {
  const found: List[] = [];
  let start = 0;
  for (let nodes: readonly Node[] | undefined = template.children; nodes; ) {
    found.unshift({ nodes, start });
    const [node]: readonly Node[] = nodesWithin(nodes, offset, offset + 1);
    start = node?.range.start ?? 0;
    nodes = node && childrenOf(node);
  }
  return found;
}

function nodeBefore(nodes: readonly Node[], offset: number): Node | undefined {
  return nodesWithin(nodes, offset - 1, offset)[0];
}

function characterAt(start: number, { source }: Template): PrintedCharacter {
  const range = { start, end: start + 1 };
  return { range, end: start + 1, isTag: false, character: source[start]! };
}
