import type { Diagram } from './diagram';
import type { EventCell } from './unknown';

/**
 * Tells in words what the events of `when` near `choices` have in common: each cell that matters is told by all the choices
 * that would do in its place. Empty where nothing matters.
 */
export function conditionOf(when: Diagram, choices: ReadonlyMap<EventCell, number>): string {
  const parts: string[] = [];
  for (const [cell, choice] of choices) {
    const allowed = cell.choices.map((_, other) =>
      holds(when, other === choice ? choices : new Map(choices).set(cell, other)),
    );
    if (allowed.every(Boolean)) continue;
    parts.push(`${subject(cell)} ${verb(cell, allowed)}`);
  }
  return parts.length === 0 ? '' : `when ${listed(parts)}`;
}

function holds(when: Diagram, choices: ReadonlyMap<EventCell, number>): boolean {
  let diagram = when;
  while (diagram.cell) diagram = diagram.next[choices.get(diagram.cell as EventCell) ?? 0]!;
  return diagram.id === 1;
}

function subject(cell: EventCell): string {
  const name = `\`${cell.variable}\``;
  if (cell.role.kind !== 'element') return name;
  return `the ${ORDINALS[cell.role.index] ?? `${cell.role.index + 1}th`} of ${name}`;
}

const ORDINALS = ['first', 'second', 'third'];

/** `is missing or is empty`; the other way round where that is shorter: `is not empty`. */
function verb(cell: EventCell, allowed: readonly boolean[]): string {
  const inside = words(cell, allowed, true);
  const outside = words(cell, allowed, false).filter(word => !inside.includes(word));
  if (outside.length > 0 && outside.length < inside.length) return outside.map(negated).join(' and ');
  return inside.join(' or ');
}

function words(cell: EventCell, allowed: readonly boolean[], which: boolean): string[] {
  return [
    ...new Set(
      cell.choices
        .filter((choice, index) => allowed[index] === which && !(choice.hostile && !which))
        .map(choice => choice.words),
    ),
  ];
}

function negated(words: string): string {
  if (words === 'is missing') return 'is there';
  if (words.startsWith('is ')) return `is not ${words.slice(3)}`;
  if (words.startsWith('has ')) return `does not have ${words.slice(4)}`;
  return `does not hold ${words.slice('holds '.length)}`;
}

function listed(parts: readonly string[]): string {
  if (parts.length < 3) return parts.join(' and ');
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}
