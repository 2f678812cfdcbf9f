import type { Template } from '../template/tree';
import type { Range } from '../text/range';
import { conditionOf } from './condition';
import type { Evidence, Try } from './confirm';
import { cheapest, type Diagram, type Diagrams } from './diagram';
import type { Events, Variable } from './events';
import { breakIn } from './evidence';
import { explain } from './explain';
import type { Explanation, ProofCode } from './explanation';
import type { EventCell } from './unknown';
import type { Trouble } from './walk';

/** A mistake, with the evidence for it. */
export interface ProofFinding extends Explanation {
  readonly code: ProofCode;
  /** `error`: an event with ordinary values breaks the JSON. `warning`: only hostile text does. */
  readonly level: 'error' | 'warning';
  readonly range: Range;
  /** `when …`; empty where it happens in every event. */
  readonly condition: string;
  /** An event that shows it, confirmed by a real render: variable names to plain JSON, dates in milliseconds. */
  readonly counterexample: Readonly<Record<string, unknown>>;
  /** What comes out; absent when the render fails. */
  readonly output?: string;
  /** The first character of the output that is no JSON. */
  readonly outputRange?: Range;
}

type Choices = ReadonlyMap<EventCell, number>;

export interface Findings {
  readonly findings: readonly ProofFinding[];
  /** How many troubles no render confirmed: where the analysis was too careful. */
  readonly unconfirmed: number;
}

/** Turns the troubles of the analysis into findings: each is confirmed by a render before it is said. */
export function findingsOf(
  troubles: readonly Trouble[],
  facts: {
    readonly template: Template;
    readonly variables: ReadonlyMap<string, Variable>;
    readonly sets: Diagrams;
    readonly events: Events;
    readonly attempt: Try;
  },
): Findings {
  const { sets, template } = facts;
  const ordered = [...troubles].sort((a, b) => a.range.start - b.range.start);
  const others = allOthers(
    ordered.map(trouble => trouble.when),
    sets,
  );
  const findings = new Map<string, ProofFinding>();
  let unconfirmed = 0;
  ordered.forEach((trouble, index) => {
    const confirmed = confirm(trouble, others[index]!);
    if (!confirmed) {
      unconfirmed++;
      return;
    }
    const finding = told(trouble, confirmed);
    const key = mistakeOf(finding);
    const same = findings.get(key);
    if (!same || (same.level === 'warning' && finding.level === 'error')) findings.set(key, finding);
  });
  const sorted = [...findings.values()].sort((a, b) => a.range.start - b.range.start);
  return { findings: withoutConsequences(sorted, facts.variables), unconfirmed };

  /** An event that breaks, if possible one that nothing else breaks as well. */
  function confirm(trouble: Trouble, other: Diagram): Confirmed | undefined {
    const alone = sets.minus(trouble.when, other);
    for (const level of ['error', 'warning'] as const) {
      for (const when of alone === sets.none ? [trouble.when] : [alone, trouble.when]) {
        const choices = pick(when, level);
        if (!choices) continue;
        const event = facts.events.event(choices);
        const evidence = facts.attempt(event);
        if (evidence.kind !== 'json') return { level, choices, event, evidence };
      }
    }
    return undefined;
  }

  function told(trouble: Trouble, { level, choices, event, evidence }: Confirmed): ProofFinding {
    const at = (range: Range | undefined) =>
      evidence.kind === 'broken' ? breakIn(evidence.output, evidence.segments, template.source, range) : undefined;
    const broken = at(trouble.range);
    const involved = new Set([...choices.keys()].map(cell => cell.variable));
    const { variables } = facts;
    const explanation = explain(trouble, { template, variables, event, broken, involved });
    const condition = conditionOf(trouble.when, choices);
    const finding = { ...explanation, level, condition, counterexample: event };
    if (evidence.kind !== 'broken') return finding;
    const { output } = evidence;
    const shown = (broken ?? at(undefined))?.at ?? output.length;
    return { ...finding, output, outputRange: { start: shown, end: Math.min(output.length, shown + 1) } };
  }
}

/** What makes two findings one mistake: the place, or the section or loop whose commas are wrong. */
function mistakeOf({ code, range, remedy }: ProofFinding): string {
  if (remedy?.kind === 'separate') return `separate ${remedy.loop.start}`;
  if (remedy?.kind === 'move-comma') return `move ${remedy.section.start}`;
  return `${code} ${range.start}`;
}

/**
 * Leaves out what comes of another finding. A value printed in a wrong form is one mistake, though it also leaves a gap where
 * it is empty; and behind a bracket that is never closed commas and keys seem wrong that are not.
 */
function withoutConsequences(
  findings: readonly ProofFinding[],
  variables: ReadonlyMap<string, Variable>,
): readonly ProofFinding[] {
  const wrongForm = new Set<number>();
  for (const { code, range, variable } of findings) {
    const optional = variable === undefined || variables.get(variable)?.optional;
    if (code === 'unquoted-string' || (code === 'collection-without-to-json' && !optional)) wrongForm.add(range.start);
  }
  const unclosed = findings.find(({ code, condition, range, output, outputRange }) => {
    const atEnd = output !== undefined && outputRange?.start === output.length;
    return code === 'unbalanced-json' && condition === '' && atEnd && range.end > range.start;
  });
  return findings.filter(finding => {
    const { code, range } = finding;
    if (code === 'maybe-missing-value' && wrongForm.has(range.start)) return false;
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

interface Confirmed {
  readonly level: ProofFinding['level'];
  readonly choices: Choices;
  readonly event: Readonly<Record<string, unknown>>;
  readonly evidence: Exclude<Evidence, { kind: 'json' }>;
}

/** For each set the union of all others. */
function allOthers(list: readonly Diagram[], sets: Diagrams): readonly Diagram[] {
  const after: Diagram[] = [];
  let union = sets.none;
  for (let index = list.length - 1; index >= 0; index--) {
    after[index] = union;
    union = sets.or(union, list[index]!);
  }
  let before = sets.none;
  return list.map((set, index) => {
    const others = sets.or(before, after[index]!);
    before = sets.or(before, set);
    return others;
  });
}

/** The plainest event of a set; for an error, one without hostile text. */
function pick(when: Diagram, level: ProofFinding['level']): Choices | undefined {
  return cheapest<EventCell>(when, (cell, choice) => {
    if (cell.choices[choice]!.hostile) return level === 'error' ? Number.POSITIVE_INFINITY : 100 + choice;
    return choice === 0 ? 0 : 10 + choice;
  });
}
