import type { JavaValue } from '../template/java/values';
import type { Path } from '../template/tree';
import type { Diagram, Diagrams } from './diagram';
import type { Elements } from './loop';
import type { Situations } from './situations';
import { type Case, type EventCell, nothing, type Unknown, type Unknowns, WholeEvent } from './unknown';

/** The context objects a tag is looked up in, innermost first; the last one is the event. */
export interface Scope {
  readonly value: Unknown;
  readonly outer: Scope | undefined;
  /** What was looked up here before, by path. */
  readonly found: Map<string, readonly Case<Unknown>[]>;
  /** The turns of loops in this scope, by the list. */
  readonly turns: Map<Elements, Turns>;
  /** The scopes of values that sections push onto this one, by cell and values. */
  readonly pushed: Map<EventCell, Map<readonly JavaValue[], Scope>>;
}

/**
 * The length of the longest list; and for each turn of the loop its scope, the events that reach it and those that do
 * not.
 */
export interface Turns {
  readonly longest: number;
  readonly scopes: Scope[];
  readonly events: { readonly within: Diagram; readonly without: Diagram }[];
}

export function scopeOf(value: Unknown, outer: Scope | undefined): Scope {
  return { value, outer, found: new Map(), turns: new Map(), pushed: new Map() };
}

/** The scope of a value that a section pushes: the same one for every section that pushes it. */
export function pushed(cell: EventCell | undefined, values: readonly JavaValue[], outer: Scope): Scope {
  let ofCell = cell && outer.pushed.get(cell);
  let scope = ofCell?.get(values);
  if (scope) return scope;
  scope = scopeOf({ kind: 'by-choice', cell, values }, outer);
  if (cell) {
    ofCell ??= new Map();
    outer.pushed.set(cell, ofCell.set(values, scope));
  }
  return scope;
}

/**
 * Looks a name up as Trimou does: from the innermost context object outwards, where a missing value falls through to
 * the next one; after the first dot nothing falls through. The cases cover all events.
 * @param now the events that reach this place
 */
export function lookup(
  path: Path,
  scope: Scope,
  now: Situations,
  sets: Diagrams,
  unknowns: Unknowns,
): readonly Case<Unknown>[] {
  const earlier = scope.found.get(path.text);
  if (earlier) return earlier;
  const cases = lookupParts(path, scope, now, sets, unknowns);
  // Whether the whole event is meant depends on which events reach this place.
  if (!isThis(path.parts[0]?.text) || cases.every(({ value }) => value !== nothing)) scope.found.set(path.text, cases);
  return cases;
}

function lookupParts(
  path: Path,
  scope: Scope,
  now: Situations,
  sets: Diagrams,
  unknowns: Unknowns,
): readonly Case<Unknown>[] {
  const { parts } = path;
  if (parts.length === 0) return [{ when: sets.all, value: nothing }];
  let cases = lookupFirst(parts[0]!.text, scope, now, sets, unknowns);
  for (let index = 1; index < parts.length; index++) {
    const name = parts[index]!.text;
    const behind: Case<Unknown>[] = [];
    for (const { when, value } of cases) {
      for (const one of complete(unknowns.property(value, name), sets)) {
        behind.push(when === sets.all ? one : { when: sets.and(when, one.when), value: one.value });
      }
    }
    cases = behind;
  }
  return cases.length === 1 ? cases : cases.filter(one => one.when !== sets.none);
}

function lookupFirst(
  name: string,
  scope: Scope,
  now: Situations,
  sets: Diagrams,
  unknowns: Unknowns,
): readonly Case<Unknown>[] {
  const found: Case<Unknown>[] = [];
  let open = sets.all;
  for (let level: Scope | undefined = scope; level; level = level.outer) {
    if (!level.outer && isThis(name)) {
      for (const { when } of now) if (sets.and(open, when) !== sets.none) throw new WholeEvent();
      break;
    }
    for (const one of own(name, level, sets, unknowns)) {
      const when = sets.and(open, one.when);
      if (when === sets.none) continue;
      if (!level.outer) {
        found.push({ when, value: one.value });
        open = sets.minus(open, one.when);
        continue;
      }
      const there = sets.and(when, unknowns.present(one.value));
      if (there === sets.none) continue;
      found.push({ when: there, value: one.value });
      open = sets.minus(open, there);
    }
    if (open === sets.none) return found;
  }
  if (open !== sets.none) found.push({ when: open, value: nothing });
  return found;
}

function isThis(name: string | undefined): boolean {
  return name === '.' || name === 'this';
}

/** What one context object answers to a name. */
function own(name: string, level: Scope, sets: Diagrams, unknowns: Unknowns): readonly Case<Unknown>[] {
  if (isThis(name)) return [{ when: sets.all, value: level.value }];
  return unknowns.member(level.value, name);
}

/** The same cases and, for the events in none of them, nothing. */
function complete(cases: readonly Case<Unknown>[], sets: Diagrams): readonly Case<Unknown>[] {
  if (cases.length === 1 && cases[0]!.when === sets.all) return cases;
  let open = sets.all;
  for (const one of cases) open = sets.minus(open, one.when);
  return open === sets.none ? cases : [...cases, { when: open, value: nothing }];
}
