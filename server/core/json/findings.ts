import type { Template } from '../template/tree';
import type { Range } from '../text/range';
import { anyType } from './anyType';
import { cellsOf, conditionOf, holds } from './condition';
import type { Evidence, Try } from './confirm';
import { cheapest, type Diagram, type Diagrams } from './diagram';
import type { Engine } from './engine';
import { type Events, type EventView, plainEvent, type Variable } from './events';
import { type Breaks, breaksIn } from './evidence';
import { explain } from './explain';
import type { Explanation, ProofCode } from './explanation';
import type { EventCell } from './unknown';
import type { Trouble } from './walk';

/** A mistake, with the evidence for it. */
export interface ProofFinding extends Explanation {
  /** `error`: an event with ordinary values breaks the JSON. `warning`: only hostile text does. */
  readonly level: 'error' | 'warning';
  /** `when …`; empty where it happens in every event. */
  readonly condition: string;
  /** An event that shows it, confirmed by a real render: variable names to plain JSON, dates in milliseconds. */
  readonly counterexample: Readonly<Record<string, unknown>>;
  /** The variables on which it depends. */
  readonly involved: readonly string[];
  /** What comes out; absent when the render fails. */
  readonly output?: string;
  /** The first character of the output that is no JSON. */
  readonly outputRange?: Range;
}

export interface Findings {
  readonly findings: readonly ProofFinding[];
  /** How many troubles no render confirmed: where the analysis was too careful. */
  readonly unconfirmed: number;
}

interface Facts {
  readonly template: Template;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly engine: Engine;
  readonly sets: Diagrams;
  readonly events: Events;
  readonly attempt: Try;
}

type Level = ProofFinding['level'];
type Choices = ReadonlyMap<EventCell, number>;

/** An event that breaks, and how. */
interface Confirmed {
  readonly level: Level;
  readonly choices: Choices;
  readonly event: Readonly<Record<string, unknown>>;
  readonly evidence: Exclude<Evidence, { kind: 'json' }>;
  /** Where the output breaks; absent when the render fails. */
  readonly breaks: Breaks | undefined;
}

/** Up to so many troubles get an event of their own each; more of them share one, so that the cost stays in proportion. */
const MAX_SINGLE = 12;

/** And as long as no more characters of the template are rendered for them. */
const MAX_SINGLE_SIZE = 200_000;

/** Turns the troubles of the analysis into findings: each is confirmed by a render before it is said. */
export function findingsOf(troubles: readonly Trouble[], facts: Facts): Findings {
  const ordered = [...troubles].sort((a, b) => a.range.start - b.range.start);
  const single = ordered.length <= MAX_SINGLE && ordered.length * facts.template.source.length <= MAX_SINGLE_SIZE;
  const confirmed = single ? confirmEach(ordered, facts) : confirmMany(ordered, facts);
  // Findings that share their event share the plain form of it.
  const plain = new Map<EventView, EventView>();
  const mistakes = new Map<string, { finding: ProofFinding; when: Diagram; readonly choices: Choices }>();
  for (const trouble of ordered) {
    const found = confirmed.get(trouble);
    if (!found) continue;
    const counterexample = plain.get(found.event) ?? plainEvent(found.event);
    plain.set(found.event, counterexample);
    const finding = { ...told(trouble, found, facts), counterexample };
    const { when } = trouble;
    const key = mistakeOf(finding);
    const same = mistakes.get(key);
    if (!same || (same.finding.level === 'warning' && finding.level === 'error')) {
      mistakes.set(key, { finding, when, choices: found.choices });
    } else if (same.finding.code === finding.code && same.finding.level === finding.level) {
      // The same mistake in other events: the condition covers them all.
      same.when = facts.sets.or(same.when, when);
      same.finding = { ...same.finding, condition: conditionOf(same.when, same.choices) };
    }
  }
  const sorted = [...mistakes.values()].map(({ finding }) => finding).sort((a, b) => a.range.start - b.range.start);
  return {
    findings: withoutConsequences(sorted, facts.template.source),
    unconfirmed: ordered.length - confirmed.size,
  };
}

/** An event for each trouble, if possible one that nothing else breaks before. */
function confirmEach(troubles: readonly Trouble[], facts: Facts): Map<Trouble, Confirmed> {
  const { sets, events, attempt, template } = facts;
  const found = new Map<Trouble, Confirmed>();
  for (const trouble of troubles) {
    let when = trouble.when;
    for (let attempts = 0; attempts < MAX_ATTEMPTS && when !== sets.none; attempts++) {
      const confirmed = confirm(when);
      if (!confirmed) break;
      const first = confirmed.breaks?.first;
      const isFirst = !first || first.start === trouble.range.start;
      const earlier = found.get(trouble);
      // An error stays one, though only hostile text may show it alone.
      if (!earlier || (isFirst && earlier.level === confirmed.level)) found.set(trouble, confirmed);
      const before = troubles.find(({ range }) => range.start === first?.start);
      if (isFirst || !before) break;
      when = sets.minus(when, before.when);
    }
  }
  return found;

  /** The events that the set does not tell from the one with these choices. */
  function alike(when: Diagram, choices: Choices): Diagram {
    const own = cellsOf(when, choices).map(cell => sets.where(cell, [choices.get(cell) ?? 0]));
    return own.reduce(sets.and, sets.all);
  }

  function confirm(when: Diagram): Confirmed | undefined {
    for (const level of ['error', 'warning'] as const) {
      let left = when;
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const choices = pick(left, level);
        if (!choices) break;
        const event = events.event(choices);
        const evidence = attempt(event);
        if (evidence.kind !== 'json') return { level, choices, event, evidence, breaks: breaksOf(evidence, template) };
        left = sets.minus(left, alike(left, choices));
      }
    }
    return undefined;
  }
}

/** How often another event is tried because the first one is JSON: the analysis does not tell elements of a list that are printed in one. */
const MAX_TRIES = 6;

/** How often another event is tried because something else breaks the first one. */
const MAX_ATTEMPTS = 4;

/**
 * Events that show as many troubles at once as can be; what one render shows counts as confirmed by it. What no common event
 * shows gets one of its own.
 */
function confirmMany(troubles: readonly Trouble[], facts: Facts): Map<Trouble, Confirmed> {
  const { events, attempt, template } = facts;
  const found = new Map<Trouble, Confirmed>();
  for (const level of ['error', 'warning'] as const) {
    for (let round = 0; round < MAX_ROUNDS; round++) {
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
      const event = events.event(choices);
      const evidence = attempt(event);
      if (evidence.kind === 'json') break;
      const before = found.size;
      const breaks = breaksOf(evidence, template);
      for (const trouble of open) {
        const isShown = breaks ? breaks.at(trouble.range.start) !== undefined : trouble.kind === 'failed';
        if (isShown && holds(trouble.when, choices)) found.set(trouble, { level, choices, event, evidence, breaks });
      }
      if (found.size === before) break;
    }
  }
  const left = troubles.filter(trouble => !found.has(trouble)).slice(0, MAX_SINGLE);
  for (const [trouble, confirmed] of confirmEach(left, facts)) found.set(trouble, confirmed);
  return found;
}

const MAX_ROUNDS = 3;

function breaksOf(evidence: Evidence, { source }: Template): Breaks | undefined {
  return evidence.kind === 'broken' ? breaksIn(evidence.output, evidence.segments, source) : undefined;
}

function told(
  trouble: Trouble,
  { level, choices, event, evidence, breaks }: Confirmed,
  facts: Facts,
): Omit<ProofFinding, 'counterexample'> {
  const { template, variables, engine } = facts;
  const broken = breaks?.at(trouble.range.start);
  const cells = cellsOf(trouble.when, choices).map(cell => cell.variable);
  const involved = new Set(cells.flatMap(facts.events.sameAs));
  const failure = evidence.kind === 'failed' ? evidence.message : undefined;
  const circumstances = { template, variables, engine, event, broken, failure, involved };
  const explanation = (level === 'error' && anyType(trouble, circumstances)) || explain(trouble, circumstances);
  const condition = conditionOf(trouble.when, choices);
  const finding = { ...explanation, level, condition, involved: [...involved] };
  if (evidence.kind !== 'broken') return finding;
  const { output } = evidence;
  const shown = (broken ?? breaks?.first)?.at ?? output.length;
  return { ...finding, output, outputRange: { start: shown, end: Math.min(output.length, shown + 1) } };
}

/** The plainest event of a set, with the choices given; for an error, one without hostile text. */
function pick(when: Diagram, level: Level, given?: Choices): Choices | undefined {
  return cheapest<EventCell>(when, (cell, choice) => {
    const own = given?.get(cell);
    if (own !== undefined) return own === choice ? 0 : Number.POSITIVE_INFINITY;
    if (cell.choices[choice]!.hostile) return level === 'error' ? Number.POSITIVE_INFINITY : 100 + choice;
    return choice === 0 ? 0 : 10 + choice;
  });
}

/** What makes two findings one mistake: the place, what is to be written there, or the section or loop whose commas are wrong. */
function mistakeOf({ code, range, remedy }: ProofFinding): string {
  if (remedy?.kind === 'separate') return `separate ${remedy.loop.start}`;
  if (remedy?.kind === 'declare-type') return `declare ${remedy.variable}`;
  if (remedy?.kind === 'move-comma') return `move ${remedy.section.start}`;
  // Whatever comes next misses the same comma.
  if (remedy?.kind === 'insert' && code === 'missing-comma') return `insert ${remedy.at}`;
  return `${code} ${range.start}`;
}

/**
 * Leaves out what comes of another finding. A value printed in a wrong form is one mistake, though it also leaves a gap where
 * it is empty; and behind a bracket that is never closed commas and keys seem wrong that are not.
 */
function withoutConsequences(findings: readonly ProofFinding[], source: string): readonly ProofFinding[] {
  const wrongForm = new Set<number>();
  for (const { code, range } of findings) {
    if (code === 'unquoted-string' || code === 'collection-without-to-json') wrongForm.add(range.start);
  }
  const unclosed = findings.find(({ code, condition, range, output, outputRange }) => {
    const atEnd = output !== undefined && outputRange?.start === output.length;
    return code === 'unbalanced-json' && condition === '' && atEnd && range.end > range.start;
  });
  const hasNonsense = (loop: Range) =>
    findings.some(({ code, range }) => code === 'invalid-json' && range.start >= loop.start && range.end <= loop.end);
  let end = -1;
  return findings.filter(finding => {
    const { code, range } = finding;
    // Words that follow each other in a line are no JSON all together.
    const isOneMore = code === 'invalid-json' && end >= 0 && /^[ \t]*$/.test(source.slice(end, range.start));
    if (code === 'invalid-json' && range.end > end) end = range.end;
    if (isOneMore) return false;
    if (code === 'maybe-missing-value' && wrongForm.has(range.start)) return false;
    // The comma of a loop may stand in a string that is not closed.
    if (finding.remedy?.kind === 'separate' && hasNonsense(finding.remedy.loop)) return false;
    return !unclosed || finding === unclosed || range.start < unclosed.range.start || !MISPLACED.has(code);
  });
}

const MISPLACED: ReadonlySet<ProofCode> = new Set([
  'trailing-comma',
  'missing-comma',
  'comma-on-one-branch',
  'unbalanced-json',
  'invalid-json',
]);
