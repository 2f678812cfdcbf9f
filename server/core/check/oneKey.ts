import { t } from '@vscode/l10n';
import { bracketSlips } from '../json/brackets';
import { lineEnd, lineStart } from '../text/lines';
import type { Finding } from './finding';
import { missingSigils, oddKeys, swallowing, type Undone, undoings } from './keySlips';
import { withFixes } from './onDemand';
import { replace } from './rule';
import type { TemplateSubject } from './subject';

/** The longer a text, the fewer tries, and none for a long one: somebody is typing. */
const maxTries = 24;
const maxRead = 20_000;
const maxLength = 6_000;

/**
 * One key hit wrongly, or two in the wrong order, can cause many findings. If undoing such a slip makes several
 * findings go away and brings no new ones, the slip is the mistake: it is reported instead of them.
 * @param judge what is found in another text; undefined if that is no better
 */
export function withoutCascade(
  findings: readonly Finding[],
  { path, text: source, tree, json }: TemplateSubject,
  judge: (text: string) => readonly Finding[] | undefined,
): readonly Finding[] {
  const errors = findings.filter(found => found.severity === 'error' && found.path === path);
  const isAlone = findings.length === 1;
  if (errors.length === 0 || findings.length > 12 || source.length > maxLength) return findings;
  let best: { readonly undone: Undone; readonly after: ReadonlySet<string> } | undefined;
  const tags = tagsIn(source);
  let tries = Math.min(maxTries, maxRead / source.length);
  const brackets = errors.some(({ code }) => code === 'unbalanced-json') ? bracketSlips(tree) : [];
  const places = errors.slice(0, 3).map(({ range }) => range);
  const keys = !json ? [] : isAlone ? oddKeys(source) : undoings(source, places);
  for (const undone of [...missingSigils(tree), ...swallowing(source), ...brackets, ...keys]) {
    const text = changed(source, undone);
    // A slip must not be undone by making a tag into text.
    const found = tries > 0 && tagsIn(text) >= tags ? judge(text) : undefined;
    if (found) tries--;
    const most = undone.told || isAlone ? findings.length : findings.length - 1;
    if (!found || found.length >= (best?.after.size ?? most)) continue;
    const after = new Set(found.map(each => keyOf(each, undone)));
    const left = findings.filter(each => after.has(keyOf(each)));
    const counted = (some: readonly Finding[]) =>
      undone.told ? some.filter(({ severity }) => severity === 'error').length : some.length;
    const line = { start: lineStart(source, undone.start), end: lineEnd(source, undone.end) };
    const isNear = ({ range }: Finding) => range.start <= line.end && line.start <= range.end;
    // What is left must have nothing to do with the slip; what was not read before may lack an escape.
    if (counted(left) < counted(found) || (!undone.told && left.some(isNear))) continue;
    best = { undone, after };
    if (after.size === 0) break;
  }
  if (!best) return findings;
  const { undone, after } = best;
  const gone = findings.filter(each => !after.has(keyOf(each)));
  return [...findings.filter(each => !gone.includes(each)), slipFinding(undone, gone, path, source)];
}

/** The finding about the slip, under the code of what came of it, with the evidence for that. */
function slipFinding(undone: Undone, gone: readonly Finding[], path: string, source: string): Finding {
  const { start, end, text } = undone;
  const main = gone.find(({ severity }) => severity === 'error') ?? gone[0]!;
  const { severity, involved } = main;
  const before = /(?:\{*[^\s{}]{0,24}|\}+)$/.exec(source.slice(Math.max(0, start - 40), start))![0];
  const after = /^\{*[^\s{}]{0,24}[}",:]*/.exec(source.slice(end, end + 40))![0];
  const { code, range, message } = undone.told ?? {
    code: undone.code ?? main.code,
    // Where something is only missing, what is around it is marked.
    range:
      start < end ? { start, end } : { start: start - before.length, end: end + after.replace(/[,:]+$/, '').length },
    message: t`This looks like a slip: write \`${before + text + after}\`.`,
  };
  const title = start === end ? t`Insert \`${text}\`` : text ? t`Write \`${text}\`` : t('Remove it');
  return withFixes(
    { ...{ code, severity, path, range, message }, ...(involved && { involved }) },
    [{ title, edits: [replace(path, start, end, text)], preferred: true }],
    {
      example: () => gone.find(({ example }) => example)?.example,
      counterexample: () => gone.find(({ counterexample }) => counterexample)?.counterexample,
    },
  );
}

function tagsIn(text: string): number {
  return text.split('{{').length;
}

function changed(source: string, { start, end, text }: Undone): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** What identifies a finding in the text or, with `undone`, in the changed text. */
function keyOf({ code, range, path }: Finding, undone?: Undone): string {
  const moved =
    undone && range.start >= undone.start + undone.text.length ? undone.end - undone.start - undone.text.length : 0;
  return `${path} ${code} ${range.start + moved}`;
}
