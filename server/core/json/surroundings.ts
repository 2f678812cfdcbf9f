import { keptIn } from '../template/kept';
import type { Node, SectionNode, Template, VariableNode } from '../template/tree';
import { childrenOf, pathsOf } from '../template/walk';
import type { Engine } from './engine';
import type { Variable } from './events';
import type { Break, PrintedCharacter } from './evidence';
import { parentsOf, type Subject, subjectOf } from './subject';
import type { Trouble } from './walk';

/** What is known about a trouble besides the trouble itself. */
export interface Circumstances {
  readonly template: Template;
  readonly variables: ReadonlyMap<string, Variable>;
  /** The counterexample, variable names to JSON. */
  readonly event: Readonly<Record<string, unknown>>;
  /** The last character other than a blank that was printed before the trouble. */
  readonly before: () => PrintedCharacter | undefined;
  /** Where its output breaks; undefined when the render fails. */
  readonly broken: () => Break | undefined;
  /** Why the render fails, in the engine's words. */
  readonly failure: () => string | undefined;
  readonly engine: Engine;
  /** The variables on which the trouble depends. */
  readonly involved: ReadonlySet<string>;
}

/** A tag that may have printed nothing. */
type Tag = VariableNode | SectionNode;

export interface TagWithSubject {
  readonly node: Tag;
  readonly subject: Subject | undefined;
}

/** The tags between the last character printed before the trouble and the trouble itself: they printed nothing. */
export function tagsBetween(trouble: Trouble, facts: Circumstances): readonly TagWithSubject[] {
  const from = facts.before()?.end ?? 0;
  const to = trouble.range.start;
  const found: TagWithSubject[] = [];
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodesWithin(nodes, from, to)) {
      const isTag = node.kind === 'variable' || node.kind === 'section';
      if (isTag && node.range.start >= from && node.range.end <= to) {
        const subject = subjectOf(node, parentsOf(facts.template, node), facts.variables);
        found.push({ node, subject });
        // What is inside a section does not matter if the section was left out.
        if (node.kind === 'section' && isLeftOut(node, subject, facts)) continue;
      }
      const children = childrenOf(node);
      if (children) visit(children);
    }
  };
  if (from <= to) visit(facts.template.children);
  return found;
}

/** The nodes of a list that overlap a stretch of text; the list may be long. */
export function nodesWithin(nodes: readonly Node[], from: number, to: number): readonly Node[] {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.range.end <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < nodes.length && nodes[end]!.range.start < to) end++;
  return nodes.slice(low, end);
}

function isLeftOut(section: SectionNode, subject: Subject | undefined, facts: Circumstances): boolean {
  if (!subject || section.inverted || subject.isElement) return false;
  const value = facts.event[subject.name];
  const isAsking = section.expression.kind === 'path' || ['if', 'each', 'with'].includes(section.expression.name.text);
  return isAsking && (value === undefined || (Array.isArray(value) && value.length === 0));
}

/** The sections around an offset, outermost first. */
export function sectionsAround(template: Template, offset: number): SectionNode[] {
  const found: SectionNode[] = [];
  let nodes: readonly Node[] | undefined = template.children;
  while (nodes) {
    const [node]: readonly Node[] = nodesWithin(nodes, offset, offset + 1);
    if (node?.kind === 'section') found.push(node);
    nodes = node && childrenOf(node);
  }
  return found;
}

/** Whether a section prints its body once for each element, judging by its variable's type. */
export function isLoop(section: SectionNode, variables: ReadonlyMap<string, Variable>): boolean {
  if (section.inverted) return false;
  const { expression } = section;
  if (expression.kind === 'call') return expression.name.text === 'each';
  if (/\.(entrySet|keySet|values)$/.test(expression.text)) return true;
  return groupsIn(variables).has(expression.text) || isCollectionType(variables.get(expression.text)?.type);
}

/** The names of lists of objects: the parts before a dot. */
function groupsIn(variables: ReadonlyMap<string, Variable>): ReadonlySet<string> {
  const before = (name: string) => [...name.matchAll(/\./g)].map(dot => name.slice(0, dot.index));
  return keptIn(groups, variables, () => new Set([...variables.keys()].flatMap(before)));
}

const groups = new WeakMap<ReadonlyMap<string, Variable>, ReadonlySet<string>>();

/** Whether a loop prints its whole list in its own body, as in `{{#tags}}"tags":{{tags.toJson}}{{/tags}}`. */
export function printsWholeList(loop: SectionNode): boolean {
  const [list] = pathsOf(loop.expression);
  const name = list?.parts[0]?.text;
  return loop.children.some(
    child => child.kind === 'variable' && pathsOf(child.expression).some(path => path.parts[0]?.text === name),
  );
}

export function isCollection(subject: Subject | undefined): boolean {
  return isCollectionType(subject?.variable.type) || subject?.variable.type === 'tally';
}

function isCollectionType(type: string | undefined): boolean {
  return type !== undefined && /^(array|set) of/.test(type);
}

/** The text between a section's own tags. */
export function bodyOf(template: Template, section: SectionNode): string {
  return template.source.slice(section.tag.range.end, section.close?.range.start ?? section.range.end);
}
