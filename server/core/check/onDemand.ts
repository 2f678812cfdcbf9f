import type { Finding, Fix } from './finding';
import type { Reported, ShownEvent } from './rule';

/** The finding with its fixes, and the event that shows it. */
export function withFixes(finding: Finding, fixes: Reported['fixes'] = [], shown?: ShownEvent): Finding {
  const isFound = typeof fixes !== 'function';
  if (!isFound || shown) return Object.assign(new OnDemand(isFound ? () => fixes : fixes, shown), finding);
  const known = thatChange(fixes);
  return known.length > 0 ? { ...finding, fixes: known } : finding;
}

/**
 * Fixes and events that take time are computed once, when somebody asks for them. (A class, because an object literal
 * with a getter has a hidden class of its own, which holds on to everything the getter reaches until the whole heap is
 * collected.)
 */
class OnDemand {
  #found: readonly Fix[] | undefined;
  readonly #find: () => readonly (Fix | undefined)[];
  readonly #shown: ShownEvent | undefined;

  constructor(find: () => readonly (Fix | undefined)[], shown: ShownEvent | undefined) {
    this.#find = find;
    this.#shown = shown;
  }

  get example(): Finding['example'] {
    return this.#shown?.example();
  }

  get counterexample(): Finding['counterexample'] {
    return this.#shown?.counterexample();
  }

  get fixes(): readonly Fix[] {
    this.#found ??= thatChange(this.#find());
    return this.#found;
  }
}

function thatChange(fixes: readonly (Fix | undefined)[]): readonly Fix[] {
  return fixes.filter(fix => fix !== undefined).filter(({ edits }) => edits.length > 0);
}
