import { cellsOf, holds } from './condition';
import { cheapest, type Diagram } from './diagram';
import { type Choices, foreseen, type Means, type Showing, tried } from './showing';
import type { Shown } from './shown';
import type { EventCell } from './unknown';
import type { Trouble } from './walk';

/** `error`: an event with ordinary values breaks the JSON. `warning`: only hostile text does. */
export type Level = 'error' | 'warning';

/** The event that shows a trouble. */
export interface Confirmed {
  readonly level: Level;
  readonly choices: Choices;
  readonly shown: Shown;
}

/**
 * Up to this number, each trouble gets an event of its own; more of them share events, so that the cost stays in
 * proportion.
 */
const maxSingle = 12;

/** The same limit in characters of the template that are rendered for them. */
const maxSingleSize = 200_000;

/**
 * The troubles that some event shows, each with such an event.
 * @param isExact whether the analysis foresees what a render would show
 */
export function confirmed(
  troubles: readonly Trouble[],
  means: Means,
  isExact: boolean,
): ReadonlyMap<Trouble, Confirmed> {
  const single = troubles.length <= maxSingle && troubles.length * means.template.source.length <= maxSingleSize;
  const showing = isExact ? foreseen(troubles, means) : tried(means);
  return single ? confirmEach(troubles, means, showing) : confirmMany(troubles, means, showing);
}

/** An event for each trouble, if possible one that nothing else breaks before. */
function confirmEach(troubles: readonly Trouble[], { sets }: Means, { show, first }: Showing): Map<Trouble, Confirmed> {
  const found = new Map<Trouble, Confirmed>();
  for (const trouble of troubles) {
    let when = trouble.when;
    for (let attempts = 0; attempts < maxAttempts && when !== sets.none; attempts++) {
      const confirmed = confirm(when);
      if (!confirmed) break;
      const start = first(confirmed.shown, confirmed.choices);
      const isFirst = start === undefined || start === trouble.range.start;
      const earlier = found.get(trouble);
      // An error stays an error, even if only hostile text shows it without others.
      if (!earlier || (isFirst && earlier.level === confirmed.level)) found.set(trouble, confirmed);
      const before = troubles.find(({ range }) => range.start === start);
      if (isFirst || !before) break;
      when = sets.minus(when, before.when);
    }
  }
  return found;

  /** The events that are the same to the set as the one with these choices. */
  function alike(when: Diagram, choices: Choices): Diagram {
    const own = cellsOf(when, choices).map(cell => sets.where(cell, [choices.get(cell) ?? 0]));
    return own.reduce(sets.and, sets.all);
  }

  function confirm(when: Diagram): Confirmed | undefined {
    for (const level of ['error', 'warning'] as const) {
      let left = when;
      for (let tries = 0; tries < maxTries; tries++) {
        const choices = pick(left, level);
        if (!choices) break;
        const shown = show(choices);
        if (shown) return { level, choices, shown };
        left = sets.minus(left, alike(left, choices));
      }
    }
    return undefined;
  }
}

/**
 * How often another event is tried because the first one renders JSON: the analysis does not tell elements apart in a
 * list that is printed as a whole.
 */
const maxTries = 6;

/** How often another event is tried because something else breaks the first one. */
const maxAttempts = 4;

/**
 * Events that show as many troubles at once as possible; what a render shows is confirmed by it. A trouble that no
 * shared event shows gets one of its own.
 */
function confirmMany(troubles: readonly Trouble[], means: Means, showing: Showing): Map<Trouble, Confirmed> {
  const found = new Map<Trouble, Confirmed>();
  for (const level of ['error', 'warning'] as const) {
    for (let round = 0; round < maxRounds; round++) {
      const open = troubles.filter(trouble => !found.has(trouble));
      const choices = new Map<EventCell, number>();
      let asked = 0;
      for (const { when } of open) {
        const picked = pick(when, level, choices);
        if (!picked) continue;
        asked++;
        for (const [cell, choice] of picked) choices.set(cell, choice);
      }
      // Another event would show nothing more.
      if (asked === 0) break;
      const shown = showing.show(choices);
      if (!shown) break;
      const before = found.size;
      for (const trouble of open) {
        if (showing.breaksAt(shown, trouble) && holds(trouble.when, choices))
          found.set(trouble, { level, choices, shown });
      }
      if (found.size === before) break;
    }
  }
  const left = troubles.filter(trouble => !found.has(trouble)).slice(0, maxSingle);
  for (const [trouble, confirmed] of confirmEach(left, means, showing)) found.set(trouble, confirmed);
  return found;
}

const maxRounds = 3;

/** The plainest event of a set, with the choices given; for an error, one without hostile text. */
function pick(when: Diagram, level: Level, given?: Choices): Choices | undefined {
  return cheapest<EventCell>(when, (cell, choice) => {
    const own = given?.get(cell);
    if (own !== undefined) return own === choice ? 0 : Number.POSITIVE_INFINITY;
    if (cell.choices[choice]!.hostile) return level === 'error' ? Number.POSITIVE_INFINITY : 100 + choice;
    return choice === 0 ? 0 : 10 + choice;
  });
}
