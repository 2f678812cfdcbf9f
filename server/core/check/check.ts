import { isJsonTemplate } from '../action/load';
import type { ActionForm, Project } from '../action/project';
import { parse } from '../template/parse';
import type { Profile } from '../template/profile';
import type { Template } from '../template/tree';
import { nodesAt } from '../template/walk';
import type { Range } from '../text/range';
import { isLiquid } from './braces/liquid';
import type { Finding, Severity } from './finding';
import { isElseTag } from './helpers/else-tag';
import { bodyFields } from './intercom/body';
import { straightened } from './json/foreign-quotes';
import { withFixes } from './onDemand';
import { withoutCascade } from './oneKey';
import type { Report, Reported } from './rule';
import { actionRules, cards, formRules, jsonProof, templateRules, textRules, unreadable } from './rules';
import { subjectOf, type TemplateSubject } from './subject';
import { suppressedLines } from './suppress';
import { areUnsure } from './variables/unmapped-variable';
import { unusedVariable } from './variables/unused-variable';

export interface CheckOptions {
  /** What the user set for a code instead of its own severity. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
}

/** Everything that is found in an action, its templates and its sample events; sorted by file and place. */
export function check(project: Project, options: CheckOptions = {}): Finding[] {
  // Of an action that is not JSON, nobody knows what it says, not even of its templates.
  const isRead = !project.problems.some(({ syntax }) => syntax);
  const found: Finding[] = [];
  const subjects = new Map<string, TemplateSubject>();
  for (const { path, name, text, tree, json } of project.templates.values()) {
    // Two names may share a file, which is checked once.
    if (text === undefined || !tree || subjects.has(path)) continue;
    const { profile } = project;
    const subject = subjectOf(straightened({ path, name, text, tree, json, profile, ...(isRead && { project }) }));
    subjects.set(path, subject);
    checkSubject(subject, options, found);
  }
  const isUnmapped = ({ code }: Finding) => code === 'unmapped-variable';
  const findings = found.some(isUnmapped) && areUnsure(project) ? found.filter(one => !isUnmapped(one)) : found;
  const isWhole = !findings.some(({ code, severity }) => severity === 'error' || code === 'created-at-fire-time');
  const report = collector(project.path, project.text, options, findings);
  for (const reported of inForm(project)) report(reported);
  for (const rule of isRead ? actionRules : [unreadable]) {
    // Where something else is wrong, the variable may belong in its place.
    if (rule === unusedVariable && !isWhole) continue;
    rule.check(project, report, [...subjects.values()]);
  }
  return findings.sort(inOrder);
}

/** What is found in an action whatever its templates say; found once, as long as only the templates change. */
function inForm({ templates: _, ...form }: Project): readonly Reported[] {
  const known = forms.get(form.action);
  const isSame = known && (Object.keys(form) as (keyof ActionForm)[]).every(key => known.form[key] === form[key]);
  if (isSame) return known.reported;
  const reported: Reported[] = [];
  const isRead = !form.problems.some(({ syntax }) => syntax);
  for (const rule of isRead ? formRules : textRules) rule.check(form, finding => reported.push(finding));
  forms.set(form.action, { form, reported });
  return reported;
}

const forms = new WeakMap<
  ActionForm['action'],
  { readonly form: ActionForm; readonly reported: readonly Reported[] }
>();

export interface LooseTemplate {
  readonly path: string;
  readonly text: string;
  readonly tree: Template;
  readonly profile: Profile;
}

/** Everything that is found in a template that belongs to no action; nothing is known of its variables. */
export function checkTemplate(template: LooseTemplate, options: CheckOptions = {}): Finding[] {
  const findings: Finding[] = [];
  const name = template.path.split('/').at(-1)!;
  checkSubject(subjectOf(straightened({ ...template, name, json: isJsonTemplate(template.path) })), options, findings);
  return findings.sort(inOrder);
}

function checkSubject(subject: TemplateSubject, options: CheckOptions, findings: Finding[]): void {
  const { profile, name } = subject;
  const judge = (changed: string) => {
    const tree = parse(changed, profile, name);
    const problems = tree.problems.length;
    if (problems > 0 && problems >= subject.tree.problems.length) return undefined;
    return foundIn(subjectOf({ ...subject, text: changed, tree }), options);
  };
  const found = foundIn(subject, options);
  findings.push(...(found.some(({ code }) => !ofOneValue.has(code)) ? withoutCascade(found, subject, judge) : found));
}

/**
 * Findings about what Intercom takes, and about single names and values: these do not come from a slip of the keyboard.
 * They are listed by code, since the package does not have the groups of the rules.
 */
const ofOneValue: ReadonlySet<string> = new Set([
  ...bodyFields.cards.map(card => card.code),
  'unmapped-variable',
  'unknown-property',
  'maybe-missing-value',
  'badge-never-false',
  'collection-without-to-json',
  'to-json-unquoted',
  'unescaped-string',
  'number-format',
  'html-escaped',
]);

function foundIn(subject: TemplateSubject, options: CheckOptions): readonly Finding[] {
  const own: Finding[] = [];
  const report = collector(subject.path, subject.text, options, own);
  for (const rule of templateRules) rule.check(subject, report);
  // What was meant as a tag makes nonsense of everything after it.
  const isMisread = own.some(
    finding => /^(?:other-delimiters|brace-touching-tag)$/.test(finding.code) || isLiquid(finding, subject.text),
  );
  if (subject.tree.problems.length === 0 && !isMisread) proveAfter(subject, own, report);
  const isBroken = own.some(finding => finding.severity === 'error' && hidesFields(finding, subject.text));
  return isBroken ? own.filter(({ code }) => !ofFields.has(code)) : own;
}

/** Whether the JSON has lost its structure, so that nobody can say which field a key is. */
function hidesFields({ code, range: { start, end } }: Finding, text: string): boolean {
  // A quote on only one side of a tag turns what follows into text; a brace of the JSON that became part of a tag opens
  // no object.
  if (code === 'unquoted-string') return (text[start - 1] === '"') !== (text[end] === '"');
  if (code === 'unclosed-tag') return /^\{\{\s*[\n\r"]/.test(text.slice(start, start + 200));
  if (code === 'single-braces') return /^\{[#^/!%]/.test(text.slice(start, start + 2));
  return structural.has(code) || code === 'unclosed-section' || code === 'unopened-section-end';
}

const structural: ReadonlySet<string> = new Set([
  'unbalanced-json',
  'invalid-json',
  'half-closed-tag',
  'brace-touching-tag',
  'other-delimiters',
]);
/** Reported at the brace of an object, where nothing is wrong with the JSON. */
const ofWhatIsMissing: ReadonlySet<string> = new Set(['missing-required-field', 'missing-identifier']);
const ofFields: ReadonlySet<string> = new Set([
  'unknown-field',
  'wrong-field-type',
  'invalid-enum-value',
  'custom-attribute-value',
  ...ofWhatIsMissing,
]);

/**
 * Adds what the proof finds beyond what is already explained. (A template that does not compile has no output to
 * prove.)
 */
function proveAfter(subject: TemplateSubject, own: readonly Finding[], report: Report): void {
  const explained = own
    // The proof reads foreign quotes as straight ones, so they spoil nothing.
    .filter(({ code, severity }) => severity === 'error' && code !== 'foreign-quotes' && !ofWhatIsMissing.has(code))
    .map(({ code, range }) => ({ isOfField: ofFields.has(code), range: whatItSpoils(subject, range) }));
  jsonProof.check(subject, finding => {
    const said = own.some(({ code }) => code === finding.causedBy);
    const isOfForm = structural.has(finding.code) || /comma/.test(finding.code);
    const isKnown = explained.some(({ isOfField, range }) => !(isOfForm && isOfField) && overlap(range, finding.range));
    // What the analysis gave up on is wrong anyway.
    const isLimit = finding.code === 'analysis-limited' && explained.length > 0;
    if (!said && !isKnown && !isLimit) report(finding);
  });
}

/**
 * The part of the template that a mistake spoils: its tag or whole section, and the member of the JSON around it. What
 * the proof finds there is not reported as well.
 */
function whatItSpoils({ tree, text }: TemplateSubject, range: Range): Range {
  const around = nodesAt(tree, Math.min(range.start + 1, range.end));
  const node = around.at(-1);
  const isElse = node?.kind === 'variable' && isElseTag(node);
  const spoilt = isElse ? around.at(-2) : node;
  const whole = spoilt && spoilt.kind !== 'text' ? spoilt.range : range;
  const start = Math.max(0, whole.start - longestMember);
  const before = text.slice(start, whole.start).lastIndexOf('":');
  const after = text.slice(whole.end, whole.end + longestMember);
  const next = after.search(/"(?:[^"\\{}]|\\.)*"\s*:/);
  return { start: before < 0 ? start : start + before, end: whole.end + (next < 0 ? after.length : next) };
}

/** How far before and after a mistake a key is searched for, in characters. */
const longestMember = 2000;

function overlap(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}

/** Collects reports with their severities, except those that are switched off, silenced by a comment, or repeated. */
function collector(path: string, text: string, { severities = {} }: CheckOptions, findings: Finding[]) {
  const suppressed = suppressedLines(path, text);
  const said = new Set<string>();
  return ({ fixes, shown, severity, range, causedBy: _, ...reported }: Reported): void => {
    const { code } = reported;
    const effective = severities[code] ?? severity ?? cards.get(code)?.severity ?? 'error';
    const elsewhere = reported.path !== undefined && reported.path !== path;
    if (effective === 'off' || (!elsewhere && suppressed(code, range.start))) return;
    const key = `${code} ${range.start} ${reported.path ?? path}`;
    if (said.has(key)) return;
    said.add(key);
    const finding = { path, ...reported, range: { start: range.start, end: range.end }, severity: effective };
    findings.push(withFixes(finding, fixes, shown));
  };
}

function inOrder(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
