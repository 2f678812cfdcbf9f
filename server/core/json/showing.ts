import type { Template } from '../template/tree';
import { holds, isAbout } from './condition';
import type { Diagrams } from './diagram';
import type { Events } from './events';
import { Shown } from './shown';
import type { Try } from './try';
import type { Doubts, EventCell } from './unknown';
import type { Trouble } from './walk';

export type Choices = ReadonlyMap<EventCell, number>;

/** What is needed to show a trouble. */
export interface Means {
  readonly template: Template;
  readonly sets: Diagrams;
  readonly events: Events;
  readonly attempt: Try;
}

/** What the events with some choices show. */
export interface Showing {
  /** The event, once; undefined where what comes out is JSON. */
  readonly show: (choices: Choices) => Shown | undefined;
  /** Where in the template the output breaks first; undefined where the render fails. */
  readonly first: (shown: Shown, choices: Choices) => number | undefined;
  /** Whether it breaks at a trouble that the event belongs to. */
  readonly breaksAt: (shown: Shown, trouble: Trouble) => boolean;
}

/** By renders. */
export function tried(means: Means): Showing {
  const made = making(means);
  return {
    show: choices => {
      const shown = made(choices);
      return shown.isConfirmed ? shown : undefined;
    },
    first: ({ breaks }) => breaks?.first?.start,
    breaksAt: ({ breaks }, { kind, range }) => (breaks ? breaks.at(range.start) !== undefined : kind === 'failed'),
  };
}

/**
 * By the analysis: the first of an event's troubles is where the output breaks. A render is only needed where it may
 * not break.
 */
export function foreseen(troubles: readonly Trouble[], means: Means): Showing {
  const made = making(means);
  const firstOf = (choices: Choices) => troubles.find(({ when }) => holds(when, choices));
  return {
    show: choices => {
      const shown = made(choices);
      const first = firstOf(choices);
      const isSure = first && !holds(first.unsure, choices);
      return isSure || shown.isConfirmed ? shown : undefined;
    },
    first: (_, choices) => firstOf(choices)?.range.start,
    breaksAt: () => true,
  };
}

function making({ events, attempt, template }: Means): (choices: Choices) => Shown {
  const known = new Map<string, Shown>();
  return choices => {
    const own = [...choices].filter(([, choice]) => choice !== 0).map(([{ index }, choice]) => `${index} ${choice}`);
    const key = own.sort().join();
    const shown = known.get(key) ?? new Shown(events.event(choices), template, attempt);
    known.set(key, shown);
    return shown;
  };
}

/**
 * Whether the analysis is exact about the troubles: they stand where text is printed once and as it is, and depend on nothing but
 * single values of variables.
 */
export function isForeseen(troubles: readonly Trouble[], { isExact }: Doubts): boolean {
  return (
    isExact && troubles.every(({ isPlain, when }) => isPlain && isAbout(when, ({ role }) => role.kind === 'value'))
  );
}
