import type { Node, SectionNode } from '../template/tree';
import { childrenOf } from '../template/walk';
import type { State } from './automaton';
import type { Situations } from './situations';

/** Where a section led from one state, if all events passed it without trouble. */
interface Passage {
  readonly from: State;
  readonly after: Situations;
  /** How many nodes were visited on the way. */
  readonly visits: number;
}

/**
 * The sections that a walk has passed, by everything that decides where they lead: while somebody types, most stay as
 * they are.
 */
export type Passages = Map<string, Passage>;

/** Longer sections are walked each time: remembering many long texts would take too much memory. */
const maxLength = 2000;

/**
 * The text of a section, and which of its nodes are hidden or complete a number, which also depends on what is around
 * the section. Undefined where recognizing the section again is not worth it.
 */
export function likenessOf(
  section: SectionNode,
  source: string,
  hidden: ReadonlySet<Node>,
  ending: ReadonlySet<Node>,
): string | undefined {
  const { start, end } = section.range;
  if (end - start > maxLength) return undefined;
  let marks = '';
  const mark = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      marks += hidden.has(node) ? 'h' : ending.has(node) ? 'e' : '-';
      const children = childrenOf(node);
      if (children) mark(children);
    }
  };
  mark(section.children);
  return marks + source.slice(start, end);
}
