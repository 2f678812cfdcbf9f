import { keptIn } from '../template/kept';
import type { Profile } from '../template/profile';
import { type Automaton, automaton } from './automaton';
import { type Calls, calls } from './calls';
import type { Named } from './choices';
import { type Diagrams, diagrams } from './diagram';
import { type Engine, engineOf } from './engine';
import { type Events, eventsOf, type Variable } from './events';
import { anyName, type NamedValues } from './named';
import type { Passages } from './passages';
import { type Printer, printing } from './printing';
import { type Scope, scopeOf } from './scope';
import { type Doubts, type Unknowns, unknowns } from './unknown';

/** What a walk works with, and everything it has found out about the events of some variables. */
export interface Analysis {
  readonly profile: Profile;
  readonly engine: Engine;
  readonly sets: Diagrams;
  readonly events: Events;
  /** The event's own names. */
  readonly root: Scope;
  readonly values: Unknowns;
  readonly json: Automaton;
  readonly helpers: Calls;
  readonly printer: Printer;
  readonly doubts: Doubts;
  readonly passages: Passages;
}

export type Variables = ReadonlyMap<string, Variable>;

/** How many steps the operations on sets of events may take: some tenths of a second. */
const budget = 350_000;

export function analysisOf(profile: Profile, variables: Variables, named: (name: string) => Named): Analysis {
  const engine = engineOf(profile);
  const sets = diagrams(budget);
  const events = eventsOf(variables, named, sets, engine);
  const doubts: Doubts = { isExact: true };
  const values = unknowns(sets, engine, doubts);
  const json = automaton();
  return {
    profile,
    engine,
    sets,
    events,
    root: scopeOf(events.root, undefined),
    values,
    json,
    helpers: calls(sets, values, engine),
    printer: printing(sets, engine, json),
    doubts,
    passages: new Map(),
  };
}

/** An analysis that is kept for reuse, and what it depends on. */
interface Kept {
  readonly analysis: Analysis;
  /** The values that the template named beside the variables. */
  readonly named: string;
  /** The texts of the template's tags. */
  tags: string;
  uses: number;
}

const kept = new WeakMap<Variables, Kept>();

/** How often an analysis is used before a fresh one replaces it, so that its memory does not grow for ever. */
const maxUses = 200;

/**
 * The analysis that was kept for the very same variables; undefined where there is none. `isSame`: the template has the
 * same tags as the one before, so the kept analysis is what a fresh one would become.
 */
export function keptAnalysis(
  profile: Profile,
  variables: Variables,
  named: NamedValues,
): { readonly analysis: Analysis; readonly isSame: boolean } | undefined {
  const known = kept.get(variables);
  if (!known || known.analysis.profile !== profile || known.uses >= maxUses) return undefined;
  const isSame = known.tags === named.tags;
  if (!isSame && known.named !== besideVariables(named, variables)) return undefined;
  known.uses++;
  if (!isSame) known.tags = '';
  return { analysis: known.analysis, isSame };
}

/** Keeps an analysis for the next proof with these variables. */
export function keep(analysis: Analysis, variables: Variables, named: NamedValues): void {
  kept.set(variables, { analysis, named: besideVariables(named, variables), tags: named.tags, uses: 1 });
}

export function forget(variables: Variables): void {
  kept.delete(variables);
}

/** Everything named beside any of the variables, as a text to compare. */
function besideVariables(named: NamedValues, variables: Variables): string {
  const names = named.names();
  if (names.length === 0) return '';
  const lastName = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  const known = keptIn(lastNames, variables, () => new Set(Array.from(variables.keys(), lastName)));
  const beside = names.filter(name => name === anyName || known.has(name));
  return JSON.stringify(beside.map(name => [name, named.of(name)]));
}

/** The last parts of the names of variables, by which tags inside a list of objects know them. */
const lastNames = new WeakMap<Variables, ReadonlySet<string>>();
