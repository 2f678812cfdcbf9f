import { t } from '@vscode/l10n';
import { bracketSlips } from '../json/brackets';
import { lineEnd, lineStart } from '../text/lines';
import type { Finding } from './finding';
import { missingSigils, oddKeys, type Undone, undoings } from './keySlips';
import { withFixes } from './onDemand';
import { replace } from './rule';
import type { TemplateSubject } from './subject';

/** A longer text is tried less often, and a long one not at all: somebody is typing. */
const maxTries = 24;
const maxRead = 20_000;
const maxLength = 6_000;

/**
 * One key that was hit wrongly, or two in the wrong order, can make nonsense of much: where undoing it makes several findings go
 * away and brings none, it is the mistake, and they come of it.
 * @param judge what is found in another text; undefined where that is no better
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
  for (const undone of [...missingSigils(tree), ...brackets, ...keys]) {
    const text = changed(source, undone);
    // What is no tag any more says nothing.
    const found = tries > 0 && tagsIn(text) >= tags ? judge(text) : undefined;
    if (found) tries--;
    const most = undone.told || isAlone ? findings.length : findings.length - 1;
    if (!found || found.length >= (best?.after.size ?? most)) continue;
    const after = new Set(found.map(each => keyOf(each, undone)));
    const left = findings.filter(each => after.has(keyOf(each)));
    const line = { start: lineStart(source, undone.start), end: lineEnd(source, undone.end) };
    const isNear = ({ range }: Finding) => range.start <= line.end && line.start <= range.end;
    // What is left must be none of it.
    if (left.length < after.size || (!undone.told && left.some(isNear))) continue;
    best = { undone, after };
    if (after.size === 0) break;
  }
  if (!best) return findings;
  const { undone, after } = best;
  const gone = findings.filter(each => !after.has(keyOf(each)));
  return [...findings.filter(each => !gone.includes(each)), told(undone, gone, path, source)];
}

/** The slip, under the code of what came of it, with the evidence for that. */
function told(undone: Undone, gone: readonly Finding[], path: string, source: string): Finding {
  const { start, end, text } = undone;
  const main = gone.find(({ severity }) => severity === 'error') ?? gone[0]!;
  const { severity, involved } = main;
  const before = /(?:\{*[^\s{}]{0,24}|\}+)$/.exec(source.slice(Math.max(0, start - 40), start))![0];
  const after = /^\{*[^\s{}]{0,24}[}",:]*/.exec(source.slice(end, end + 40))![0];
  const { code, range, message } = undone.told ?? {
    code: undone.code ?? main.code,
    // Where nothing stands yet, what is around it is marked.
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

/** What makes two findings the same in the text and, with `undone`, in the changed one. */
function keyOf({ code, range, path }: Finding, undone?: Undone): string {
  const moved =
    undone && range.start >= undone.start + undone.text.length ? undone.end - undone.start - undone.text.length : 0;
  return `${path} ${code} ${range.start + moved}`;
}
