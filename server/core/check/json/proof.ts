import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import { type Proof, type ProofContext, type ProofFinding, prove } from '../../json/prove';
import { parse } from '../../template/parse';
import type { Edit, Fix } from '../finding';
import { includesOf } from '../includes';
import { bodyFields } from '../intercom/body';
import type { RuleCard, TemplateRule } from '../rule';
import { subjectOf, type TemplateSubject } from '../subject';
import { meantVariables } from '../variables/shapes';
import { fixesOf } from './remedies';
import { attributesOf, shownEvents } from './shownEvents';

/** What the proof finds: events for which a body template renders no valid JSON. */
export const jsonProof: TemplateRule = {
  cards: [
    card('unquoted-string', 'A text is printed without quotes around it.'),
    card('number-format', 'A number prints in a form that JSON or the field does not take.'),
    card('collection-without-to-json', 'A list or tally is printed without `.toJson`.'),
    card('to-json-unquoted', 'A list printed with `.toJson` has quotes around it.'),
    card('unescaped-string', 'A text is printed without `.toJson`, so that a quote in it breaks the JSON.', 'warning'),
    card('maybe-missing-value', 'A value may be missing, and nothing is printed in its place.'),
    card('badge-never-false', 'A badge prints nothing where `false` is meant.'),
    card('trailing-comma', 'A comma separates nothing.'),
    card('missing-comma', 'Two values have no comma between them.'),
    card('comma-on-one-branch', 'A comma stays where the member beside it is left out, or goes where it is needed.'),
    card('unbalanced-json', 'A bracket or a quote has no partner.'),
    card('invalid-json', 'The body is not JSON.'),
    card('html-escaped', 'HTML escaping breaks the JSON.'),
    card('analysis-limited', 'Not every event could be tried.', 'information'),
  ],
  check(subject, report) {
    const context = contextOf(subject);
    // What the parser refuses renders nothing at all: that is reported, and its consequences are not.
    if (!context || subject.tree.problems.length > 0) return;
    const proof = prove(subject.tree, context);
    const eventOf = shownEvents(subject.project);
    if (proof.limited !== undefined) report(limitedBy(proof.limited, subject.text));
    for (const finding of withoutConsequences(proof.findings, subject.text)) {
      const { code, level, range, message, condition, causedBy } = finding;
      const shown = eventOf(finding);
      report({
        code,
        severity: level,
        ...(causedBy && { causedBy }),
        range,
        message: condition ? t`${message} It happens ${condition}.` : message,
        ...(shown && { shown }),
        // A warning is about some events only, even where its message says which.
        ...((condition || level === 'warning') && { involved: attributesOf(finding.involved, subject.project) }),
        fixes: () =>
          fixesOf(finding, subject)
            .filter(fix => helps(fix, proof, subject, context))
            // A comma helps at two places: of fixes that read alike, the first is enough.
            .filter(({ title }, index, all) => all.findIndex(other => other.title === title) === index)
            .map(preferFirst),
      });
    }
  },
};

/** Reported at the head of the template: no single place is to blame for what the whole template asks. */
function limitedBy(reason: string, text: string) {
  const start = Math.max(0, text.search(/\S/));
  const message = t`Not every event could be tried, since ${reason}: only some telling events were rendered.`;
  return { code: 'analysis-limited', range: { start, end: Math.min(start + 1, text.length) }, message };
}

/** A code that the proof shares with another rule is listed with that rule alone. */
function card(code: string, summary: string, severity: RuleCard['severity'] = 'error'): RuleCard {
  return { code, severity, group: 'Quoting and JSON', summary };
}

/** Whether the proof finds less wrong with the fixed text: a fix that only moves the mistake is not offered. */
function helps({ edits }: Fix, before: Proof, subject: TemplateSubject, context: ProofContext): boolean {
  const { text, profile, name } = subject;
  const fixed = applied(text, edits);
  const tree = parse(fixed, profile, name);
  if (weight(prove(tree, context), fixed) >= weight(before, text)) return false;
  return fieldErrors(subjectOf({ ...subject, text: fixed, tree })) <= fieldErrors(subject);
}

/** The number of values that Intercom would refuse. */
function fieldErrors(subject: TemplateSubject): number {
  let count = 0;
  bodyFields.check(subject, ({ severity = 'error', code }) => {
    if (severity === 'error' && code !== 'unknown-field') count++;
  });
  return count;
}

/** How wrong the JSON of the action's template would be with this text; 0 if nothing is wrong. */
export function weightOf(text: string, project: Project, name: string): number {
  return weight(prove(parse(text, project.profile, name), contextFor(project, project.profile)), text);
}

/** Errors weigh more than warnings; what does not compile weighs most. */
function weight({ findings, plain }: Proof, text: string): number {
  if (plain === 'unsafe' && findings.length === 0) return Number.POSITIVE_INFINITY;
  return withoutConsequences(findings, text).reduce((sum, { level }) => sum + (level === 'error' ? 100 : 1), 0);
}

function applied(text: string, edits: readonly Edit[]): string {
  const fromTheEnd = [...edits].sort((a, b) => b.range.start - a.range.start);
  return fromTheEnd.reduce(
    (result, { range, text: piece }) => result.slice(0, range.start) + piece + result.slice(range.end),
    text,
  );
}

function preferFirst(fix: Fix, index: number): Fix {
  return { ...fix, preferred: index === 0 };
}

/** What the proof needs to know; undefined if the body need not be JSON, or nothing is known of its variables. */
function contextOf({ json, project, profile, name }: TemplateSubject): ProofContext | undefined {
  if (!json || !project) return undefined;
  const includes = includesOf(project);
  // A part is proved where it is included; what includes something broken is as broken.
  return includes?.parts.has(name) || includes?.spoilt.has(name) ? undefined : contextFor(project, profile);
}

function contextFor(project: Project, profile: ProofContext['profile']): ProofContext {
  const trees = [...project.templates].flatMap(([name, { tree }]) => (tree ? [[name, tree] as const] : []));
  return { profile, variables: meantVariables(project), ...(profile.partials && { templates: new Map(trees) }) };
}

/**
 * Leaves out what only follows from another finding: a text without quotes also leaves a gap when it is missing, and a
 * bracket without a partner makes nonsense of the commas and values up to where that shows. A line break of two
 * characters counts as one.
 */
function withoutConsequences(findings: readonly ProofFinding[], text: string): readonly ProofFinding[] {
  const unquoted = new Set(
    findings
      .filter(({ code, level }) => code === 'unquoted-string' && level === 'error')
      .map(({ range }) => range.start),
  );
  const places = new Set(findings.map(({ code, range }) => `${code} ${range.start}`));
  const unbalanced = findings.filter(({ code, level }) => code === 'unbalanced-json' && level === 'error');
  const nonsenseUntil = Math.max(-1, ...unbalanced.map(({ range }) => range.start));
  return findings.filter(({ code, range }) => {
    if (code === 'maybe-missing-value') return !unquoted.has(range.start);
    if (text.startsWith('\r\n', range.start - 1) && places.has(`${code} ${range.start - 1}`)) return false;
    return !structural.has(code) || range.start >= nonsenseUntil;
  });
}

const structural: ReadonlySet<string> = new Set([
  'invalid-json',
  'missing-comma',
  'trailing-comma',
  'comma-on-one-branch',
]);
