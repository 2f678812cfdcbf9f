import { t } from '@vscode/l10n';
import { inWords, negated } from './conditionWords';
import type { Diagram } from './diagram';
import type { EventCell } from './unknown';

/**
 * Says in words what the events of `when` near the one with `choices` have in common: for each cell that matters, all
 * the choices that would do. Empty where nothing matters. `isSaid`: whether words about a variable have been said
 * already, and are left out.
 */
export function conditionOf(
  when: Diagram,
  choices: ReadonlyMap<EventCell, number>,
  isSaid: (variable: string, words: string) => boolean = () => false,
): string {
  const told: { readonly index: number; readonly text: string }[] = [];
  /** In the order in which the template asks; of many conditions, those nearest to the place. */
  const parts = () => told.sort((a, b) => a.index - b.index).map(({ text }) => text);
  for (let diagram = when; diagram.cell; diagram = diagram.next[choices.get(diagram.cell as EventCell) ?? 0]!) {
    const cell = diagram.cell as EventCell;
    const allowed = diagram.next.map(rest => holds(rest, choices));
    if (allowed.every(Boolean) || isSaid(cell.variable, words(cell, allowed, true).join())) continue;
    if (told.length === maxParts) return t`when ${listed(parts())} and more`;
    told.push({ index: cell.index, text: `${subject(cell)} ${verb(cell, allowed)}` });
  }
  return told.length === 0 ? '' : t`when ${listed(parts())}`;
}

/** The cells on which it depends whether an event near the one with `choices` is in the set. */
export function cellsOf(when: Diagram, choices: ReadonlyMap<EventCell, number>): readonly EventCell[] {
  const cells: EventCell[] = [];
  for (let diagram = when; diagram.cell; diagram = diagram.next[choices.get(diagram.cell as EventCell) ?? 0]!) {
    cells.push(diagram.cell as EventCell);
  }
  return cells;
}

/** Whether every cell that the set depends on passes a test. */
export function isAbout(set: Diagram, test: (cell: EventCell) => boolean, passed = new Set<Diagram>()): boolean {
  if (!set.cell || passed.has(set)) return true;
  passed.add(set);
  return test(set.cell as EventCell) && set.next.every(next => isAbout(next, test, passed));
}

/** How many conditions a person reads at once. */
const maxParts = 4;

/** Whether the event with these choices is in the set. */
export function holds(when: Diagram, choices: ReadonlyMap<EventCell, number>): boolean {
  let diagram = when;
  while (diagram.cell) diagram = diagram.next[choices.get(diagram.cell as EventCell) ?? 0]!;
  return diagram.id === 1;
}

function subject(cell: EventCell): string {
  const name = `\`${cell.variable}\``;
  if (cell.role.kind !== 'element') return name;
  const ordinals = [t`the first of ${name}`, t`the second of ${name}`, t`the third of ${name}`];
  return ordinals[cell.role.index] ?? t`the ${cell.role.index + 1}th of ${name}`;
}

/** `is missing or is empty`; negated where that is shorter: `is not empty`. */
function verb(cell: EventCell, allowed: readonly boolean[]): string {
  const inside = words(cell, allowed, true);
  if (cell.choices.every((choice, index) => choice.hostile || !allowed[index])) return either(inside);
  const others = words(cell, allowed, false).filter(word => !inside.includes(word));
  // Without the key there is no value under it either.
  const outside = others.filter(word => !others.some(other => word.startsWith(`${other} = `)));
  if (outside.length === 1 && outside[0] === 'is missing') return negated('is missing');
  if (outside.length > 0 && outside.length < 3 && inside.length > 2) return outside.map(negated).join(t(' and '));
  return inside.length > 3 ? t`${inside.slice(0, 3).map(inWords).join(', ')} or the like` : either(inside);
}

/**
 * The words for the choices that are allowed, or for those that are not; hostile text is mentioned only where nothing
 * else is left.
 */
function words(cell: EventCell, allowed: readonly boolean[], which: boolean): string[] {
  const choices = cell.choices.filter((_, index) => allowed[index] === which);
  const plain = choices.filter(choice => !choice.hostile);
  const told = [...new Set((which && plain.length === 0 ? choices : plain).map(choice => choice.words))];
  // Digits are also text.
  return told.includes('holds text') ? told.filter(word => word !== 'holds digits only') : told;
}

function either(words: readonly string[]): string {
  const phrases = words.map(inWords);
  // Words that share a verb have it once; in German it is at the end.
  const told = phrases.map((phrase, index) => {
    if (phrase === words[index])
      return phrases[index - 1]?.startsWith('holds ') ? phrase.replace(/^holds /, '') : phrase;
    const [verb] = / \S+$/.exec(phrase) ?? [''];
    return phrases[index + 1]?.endsWith(verb) ? phrase.slice(0, phrase.length - verb.length) : phrase;
  });
  return listed(told, t(' or '));
}

function listed(parts: readonly string[], last = t(' and ')): string {
  return [...(parts.length > 2 ? [parts.slice(0, -1).join(', ')] : parts.slice(0, -1)), ...parts.slice(-1)].join(last);
}
