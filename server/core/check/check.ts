import { isJsonTemplate } from '../action/load';
import type { ActionForm, Project } from '../action/project';
import { parse } from '../template/parse';
import type { Profile } from '../template/profile';
import type { Template } from '../template/tree';
import { collector, type Severities } from './collector';
import type { Finding } from './finding';
import { findingsIn } from './findingsIn';
import { bodyFields } from './intercom/body';
import { straightened } from './json/foreign-quotes';
import { withoutCascade } from './oneKey';
import type { Reported } from './rule';
import { actionRules, formRules, textRules, unreadable } from './rules';
import { subjectOf, type TemplateSubject } from './subject';
import { areUnsure } from './variables/unmapped-variable';
import { unusedVariable } from './variables/unused-variable';

export interface CheckOptions {
  readonly severities?: Severities;
}

/** Everything that is found in an action, its templates and its sample events; sorted by file and place. */
export function check(project: Project, { severities = {} }: CheckOptions = {}): Finding[] {
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
    checkSubject(subject, severities, found);
  }
  const isUnmapped = ({ code }: Finding) => code === 'unmapped-variable';
  const findings = found.some(isUnmapped) && areUnsure(project) ? found.filter(one => !isUnmapped(one)) : found;
  const isWhole = !findings.some(({ code, severity }) => severity === 'error' || code === 'created-at-fire-time');
  const report = collector(project.path, project.text, severities, findings);
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
export function checkTemplate(template: LooseTemplate, { severities = {} }: CheckOptions = {}): Finding[] {
  const findings: Finding[] = [];
  const name = template.path.split('/').at(-1)!;
  checkSubject(
    subjectOf(straightened({ ...template, name, json: isJsonTemplate(template.path) })),
    severities,
    findings,
  );
  return findings.sort(inOrder);
}

function checkSubject(subject: TemplateSubject, severities: Severities, findings: Finding[]): void {
  const { profile, name } = subject;
  const judge = (changed: string) => {
    const tree = parse(changed, profile, name);
    const problems = tree.problems.length;
    if (problems > 0 && problems >= subject.tree.problems.length) return undefined;
    return findingsIn(subjectOf({ ...subject, text: changed, tree }), severities);
  };
  const found = findingsIn(subject, severities);
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

function inOrder(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
