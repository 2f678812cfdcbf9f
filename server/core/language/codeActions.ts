import type { Edit, Finding, Fix } from '../check/finding';
import type { Range } from '../text/range';

/** A quick fix with the finding it mends. */
interface FindingFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** The findings that a selection touches. */
export function findingsAt(findings: readonly Finding[], path: string, range: Range): readonly Finding[] {
  return findings.filter(
    finding => finding.path === path && finding.range.start <= range.end && range.start <= finding.range.end,
  );
}

/** The quick fixes of the findings that a selection touches, the preferred ones first. */
export function fixesAt(findings: readonly Finding[], path: string, range: Range): readonly FindingFix[] {
  const fixes = findingsAt(findings, path, range).flatMap(finding =>
    (finding.fixes ?? []).map(fix => ({ finding, fix })),
  );
  return fixes.sort((a, b) => Number(b.fix.preferred ?? false) - Number(a.fix.preferred ?? false));
}

/**
 * The edits of all safe fixes in one file. Where two overlap the first one counts; the other is offered again for the
 * new text. A fix that also changes another file is left to the user.
 */
export function fixAll(findings: readonly Finding[], path: string): readonly Edit[] {
  const chosen: Edit[] = [];
  const mended = findings
    .filter(finding => finding.path === path)
    .sort((a, b) => a.range.start - b.range.start)
    .map(({ fixes }) => fixes?.find(({ safe }) => safe));
  for (const fix of mended) {
    if (!fix || fix.edits.some(edit => edit.path !== path || chosen.some(other => overlap(edit.range, other.range))))
      continue;
    chosen.push(...fix.edits);
  }
  return chosen;
}

/** Two insertions at one place overlap: nobody could say which comes first. */
function overlap(a: Range, b: Range): boolean {
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}
