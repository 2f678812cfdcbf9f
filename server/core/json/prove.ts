import { t } from '@vscode/l10n';
import type { Profile } from '../template/profile';
import type { Template } from '../template/tree';
import { type Analysis, analysisOf, forget, keep, keptAnalysis } from './analysis';
import { BudgetExceeded } from './diagram';
import { engineOf } from './engine';
import type { Variable } from './events';
import { findingsOf, type ProofFinding } from './findings';
import { type NamedValues, namedIn } from './named';
import { boundaryEvents } from './sample';
import { Shown } from './shown';
import { type Try, trying } from './try';
import { WholeEvent } from './unknown';
import { Limit, type Trouble, walkAll } from './walk';

export type { Remedy } from './explanation';
export type { ProofFinding } from './findings';

export interface ProofContext {
  readonly profile: Profile;
  readonly variables: ReadonlyMap<string, Variable>;
  /** The templates that `{{>name}}` and the like can reach, by name. */
  readonly templates?: ReadonlyMap<string, Template>;
}

export interface Proof {
  /** Whether every event with ordinary values renders JSON. */
  readonly plain: 'safe' | 'unsafe';
  /** Whether every event does, hostile text included. */
  readonly hostile: 'safe' | 'unsafe';
  /** Why the analysis gave up; then `plain` and `hostile` are based on a few boundary events only. */
  readonly limited?: string;
  readonly findings: readonly ProofFinding[];
  /** How many suspicions no render confirmed; they are no findings. */
  readonly unconfirmed: number;
}

/** How many characters may be rendered to try events where the analysis gave up. */
const sampleSize = 1_000_000;

/**
 * Decides for every event whether a body template renders JSON. A template that does not compile renders nothing, so it
 * is unsafe; what is wrong with it is for the parser to say.
 */
export function prove(template: Template, context: ProofContext): Proof {
  const { profile, variables } = context;
  const templates = context.templates ?? new Map<string, Template>();
  if (template.problems.length > 0) {
    return { plain: 'unsafe', hostile: 'unsafe', findings: [], unconfirmed: 0 };
  }
  const engine = engineOf(profile);
  const named = namedIn([template, ...templates.values()], variables, engine);
  const attempt = trying(template, variables, profile, templates);
  const known = byKept(template, context, named, attempt, templates);
  if (known) return known;
  try {
    const analysis = analysisOf(profile, variables, named.of);
    const proof = proofBy(analysis, walkAll(template, analysis, templates), template, context, attempt, named);
    keep(analysis, variables, named);
    return proof;
  } catch (error) {
    const limited = limitOf(error);
    if (limited === undefined) throw error;
    const findings = tried(template, boundaryEvents(variables, named.of, 400), attempt);
    return { ...verdict(findings), limited, findings, unconfirmed: 0 };
  }
}

/**
 * The proof by an analysis that was kept: while somebody types, nearly everything about the events is known from the
 * keystroke before. Which of several events shows a trouble depends on the order in which things were found out; so
 * where there is trouble, the kept analysis counts only if the tags are the same.
 */
function byKept(
  template: Template,
  context: ProofContext,
  named: NamedValues,
  attempt: Try,
  templates: ReadonlyMap<string, Template>,
): Proof | undefined {
  const { profile, variables } = context;
  const kept = keptAnalysis(profile, variables, named);
  if (!kept) return undefined;
  const { analysis, isSame } = kept;
  try {
    const troubles = walkAll(template, analysis, templates);
    if (troubles.length === 0 || isSame) return proofBy(analysis, troubles, template, context, attempt, named);
  } catch (error) {
    if (limitOf(error) === undefined) throw error;
  }
  forget(variables);
  return undefined;
}

function proofBy(
  { engine, sets, events, doubts }: Analysis,
  troubles: readonly Trouble[],
  template: Template,
  { variables }: ProofContext,
  attempt: Try,
  named: NamedValues,
): Proof {
  if (troubles.length === 0) return { plain: 'safe', hostile: 'safe', findings: [], unconfirmed: 0 };
  const { findings, unconfirmed } = findingsOf(troubles, {
    template,
    variables,
    engine,
    sets,
    events,
    attempt,
    doubts,
  });
  if (unconfirmed === 0 || verdict(findings).plain === 'unsafe') return { ...verdict(findings), findings, unconfirmed };
  // What turned out to be no mistake ended the walk there: events tell what comes after it.
  const more = tried(template, boundaryEvents(variables, named.of, 400), attempt);
  const all = findings.length > 0 ? [...findings, ...more.filter(({ level }) => level === 'error')] : more;
  return { ...verdict(all), findings: all, unconfirmed };
}

function verdict(findings: readonly ProofFinding[]): Pick<Proof, 'plain' | 'hostile'> {
  return {
    plain: findings.some(finding => finding.level === 'error') ? 'unsafe' : 'safe',
    hostile: findings.length > 0 ? 'unsafe' : 'safe',
  };
}

function limitOf(error: unknown): string | undefined {
  if (error instanceof Limit) return error.message;
  if (error instanceof BudgetExceeded) return t('too many conditions depend on each other');
  return error instanceof WholeEvent ? t('a tag prints the whole event') : undefined;
}

/** The first event with ordinary values that breaks, or else the first one with hostile text. */
function tried(template: Template, events: ReturnType<typeof boundaryEvents>, attempt: Try): readonly ProofFinding[] {
  let size = 0;
  let warning: ProofFinding | undefined;
  for (const { event, hostile } of events) {
    if (size > sampleSize) break;
    if (hostile && warning) continue;
    const shown = new Shown(event, template, attempt);
    const { evidence } = shown;
    // A render that failed may have printed as much as it is allowed to.
    size += template.source.length + ('output' in evidence ? 10 * evidence.output.length : sampleSize / 10);
    if (evidence.kind === 'json') continue;
    const finding: ProofFinding = {
      code: 'invalid-json',
      level: hostile ? 'warning' : 'error',
      range: shown.breaks?.first?.origin?.range ?? { start: 0, end: Math.min(1, template.source.length) },
      message:
        evidence.kind === 'failed' ? t`The render fails: ${evidence.message}` : t('The output is not JSON here.'),
      condition: t('with the event shown'),
      shown,
      involved: [],
      isAtEnd: false,
    };
    if (!hostile) return [finding];
    warning = finding;
  }
  return warning ? [warning] : [];
}
