import { nodesAt } from '../template/walk';
import type { Range } from '../text/range';
import { isLiquid } from './braces/liquid';
import { collector, type Severities } from './collector';
import type { Finding } from './finding';
import { isElseTag } from './helpers/else-tag';
import type { Report } from './rule';
import { jsonProof, templateRules } from './rules';
import type { TemplateSubject } from './subject';

/**
 * What is found in one template by the rules and by the proof, without what only follows from another mistake: where the
 * JSON has lost its structure, nothing is said about fields, and the proof adds nothing to a place that is explained.
 */
export function findingsIn(subject: TemplateSubject, severities: Severities): readonly Finding[] {
  const own: Finding[] = [];
  const report = collector(subject.path, subject.text, severities, own);
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
