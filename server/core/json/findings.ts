import type { Range } from '../text/range';
import { unquotedEnd } from '../text/unquoted';
import { anyType } from './anyType';
import { cellsOf, conditionOf } from './condition';
import { type Confirmed, confirmed, type Level } from './confirm';
import type { Diagram } from './diagram';
import type { Engine } from './engine';
import type { Variable } from './events';
import { explain } from './explain';
import type { Explanation, ProofCode } from './explanation';
import { printedBefore } from './printedBefore';
import { type Choices, isForeseen, type Means } from './showing';
import type { Shown } from './shown';
import type { Doubts } from './unknown';
import type { Trouble } from './walk';

/** A mistake, with the evidence for it. */
export interface ProofFinding extends Explanation {
  readonly level: Level;
  /** `when …`, without what the message says already; empty where it happens in every event. */
  readonly condition: string;
  /** An event that shows it. */
  readonly shown: Shown;
  /** The variables on which it depends. */
  readonly involved: readonly string[];
  /** Whether its output ends too early. */
  readonly isAtEnd: boolean;
}

export interface Findings {
  readonly findings: readonly ProofFinding[];
  /** How many troubles no render confirmed: where the analysis was too careful. */
  readonly unconfirmed: number;
}

interface Given extends Means {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly engine: Engine;
  readonly doubts: Doubts;
}

interface Facts extends Given {
  /** Whether the analysis is exact about all troubles, so that nothing need be rendered. */
  readonly isExact: boolean;
}

/**
 * Turns the troubles of the analysis into findings: each is confirmed by a render before it is said, unless the analysis is exact
 * about all of them.
 */
export function findingsOf(troubles: readonly Trouble[], given: Given): Findings {
  const ordered = [...troubles].sort((a, b) => a.range.start - b.range.start);
  const isExact = isForeseen(ordered, given.doubts);
  const facts = { ...given, isExact };
  const shown = confirmed(ordered, facts, isExact);
  const mistakes = new Map<string, { finding: ProofFinding; when: Diagram; readonly choices: Choices }>();
  for (const trouble of ordered) {
    const found = shown.get(trouble);
    if (!found) continue;
    const finding = findingOf(trouble, found, facts);
    const { when } = trouble;
    const key = mistakeOf(finding);
    const same = mistakes.get(key);
    if (!same || (same.finding.level === 'warning' && finding.level === 'error')) {
      mistakes.set(key, { finding, when, choices: found.choices });
    } else if (same.finding.code === finding.code && same.finding.level === finding.level) {
      // The same mistake in other events: its condition covers them all.
      same.when = facts.sets.or(same.when, when);
      same.finding = { ...same.finding, condition: conditionOf(same.when, same.choices, saidBy(same.finding)) };
    }
  }
  const isWarning = ({ level }: ProofFinding) => Number(level === 'warning');
  const sorted = [...mistakes.values()]
    .map(({ finding }) => finding)
    .sort((a, b) => a.range.start - b.range.start || isWarning(a) - isWarning(b));
  // Errors are looked at alone as well: a warning hides none.
  const errors = sorted.filter(finding => !isWarning(finding));
  const told = [errors, sorted].flatMap(some => withoutConsequences(some, facts.template.source));
  return {
    findings: sorted.filter(finding => told.includes(finding)),
    unconfirmed: ordered.length - shown.size,
  };
}

function findingOf(trouble: Trouble, { level, choices, shown }: Confirmed, facts: Facts): ProofFinding {
  const { template, variables, engine, isExact } = facts;
  const broken = () => shown.breaks?.at(trouble.range.start);
  const before = () => (isExact ? printedBefore(trouble, template) : undefined) ?? broken()?.before;
  const cells = cellsOf(trouble.when, choices).map(cell => cell.variable);
  const involved = new Set(cells.flatMap(facts.events.sameAs));
  const failure = () => (shown.evidence.kind === 'failed' ? shown.evidence.message : undefined);
  const circumstances = { template, variables, engine, event: shown.event, before, broken, failure, involved };
  const explanation = (level === 'error' && anyType(trouble, circumstances)) || explain(trouble, circumstances);
  const condition = conditionOf(trouble.when, choices, saidBy(explanation));
  const { evidence, breaks }: Partial<Shown> = isExact ? {} : shown;
  const isAtEnd = evidence?.kind === 'broken' && (broken() ?? breaks?.first)?.at === evidence.output.length;
  return { ...explanation, level, condition, shown, involved: [...involved], isAtEnd };
}

/** Whether the message already says this part of a condition: what may end a string, or that text is printed. */
function saidBy({ code, remedy, variable }: Explanation): (name: string, words: string) => boolean {
  return (name, words) =>
    (code === 'unescaped-string' && remedy && words === 'holds a quote,holds a backslash,holds a line break') ||
    (code === 'unquoted-string' && name === variable && words === 'holds text');
}

/** What identifies a mistake: the place, what is to be written there, or the section or loop whose commas are wrong. */
function mistakeOf({ code, range, remedy }: ProofFinding): string {
  if (remedy?.kind === 'separate') return `separate ${remedy.loop.start}`;
  if (remedy?.kind === 'declare-type') return `declare ${remedy.variable}`;
  if (remedy?.kind === 'move-comma') return `move ${remedy.section.start}`;
  // Whatever comes next, the same comma is missing.
  if (remedy?.kind === 'insert' && code === 'missing-comma') return `insert ${remedy.at}`;
  return `${code} ${range.start}`;
}

/**
 * Leaves out what follows from another finding. A value printed in the wrong form is one mistake, though it also leaves
 * a gap where it is empty; and after a bracket that is never closed, commas and keys seem wrong that are not.
 */
function withoutConsequences(findings: readonly ProofFinding[], source: string): readonly ProofFinding[] {
  const wrongForm = new Set<number>();
  for (const { code, range } of findings) {
    if (code === 'unquoted-string' || code === 'collection-without-to-json') wrongForm.add(range.start);
  }
  const unclosed = findings.find(({ code, condition, range, isAtEnd }) => {
    return code === 'unbalanced-json' && condition === '' && isAtEnd && range.end > range.start;
  });
  const hasNonsense = (loop: Range) =>
    findings.some(({ code, range }) => code === 'invalid-json' && range.start >= loop.start && range.end <= loop.end);
  let end = -1;
  let unquoted = -1;
  return findings.filter(finding => {
    const { code, range } = finding;
    // What follows inside a value without quotes is part of the same text.
    if ((code === 'invalid-json' || code === 'unquoted-string') && range.start < unquoted) return false;
    if (finding.remedy?.kind === 'quote') unquoted = unquotedEnd(source, range.end);
    // Several words in a row on a line are one mistake.
    const isOneMore = code === 'invalid-json' && end >= 0 && /^[ \t]*$/.test(source.slice(end, range.start));
    if (code === 'invalid-json' && range.end > end) end = range.end;
    if (isOneMore) return false;
    if (code === 'maybe-missing-value' && wrongForm.has(range.start)) return false;
    // The comma of a loop may stand in a string that is not closed.
    if (finding.remedy?.kind === 'separate' && hasNonsense(finding.remedy.loop)) return false;
    return !unclosed || finding === unclosed || range.start < unclosed.range.start || !misplacedCodes.has(code);
  });
}

const misplacedCodes: ReadonlySet<ProofCode> = new Set([
  'trailing-comma',
  'missing-comma',
  'comma-on-one-branch',
  'unbalanced-json',
  'invalid-json',
]);
