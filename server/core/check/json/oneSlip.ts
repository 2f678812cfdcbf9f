import { bracketSlips } from '../../json/brackets';
import type { ProofFinding } from '../../json/findings';
import type { Template } from '../../template/tree';

/** What the proof says of a text. */
export interface Verdict {
  readonly findings: readonly ProofFinding[];
  readonly weight: number;
}

/** A text is tried so often, and no longer one than this: somebody is typing. */
const maxTries = 8;
const maxLength = 20_000;

/**
 * A bracket that is missing, superfluous or of the wrong kind makes nonsense of much that follows: the one change that makes the
 * brackets pair and the JSON right is the mistake, and what goes away with it comes of it.
 */
export function oneSlip(tree: Template, told: Verdict, judge: (text: string) => Verdict): readonly ProofFinding[] {
  const { source } = tree;
  const isSuspect = told.findings.some(({ code, level }) => code === 'unbalanced-json' && level === 'error');
  if (!isSuspect || source.length > maxLength) return told.findings;
  let best:
    | { readonly finding: ProofFinding; readonly left: readonly ProofFinding[]; readonly weight: number }
    | undefined;
  for (const slip of bracketSlips(tree).slice(0, maxTries)) {
    const { remedy } = slip;
    const place =
      remedy?.kind === 'insert'
        ? { start: remedy.at, end: remedy.at }
        : remedy && 'range' in remedy
          ? remedy.range
          : undefined;
    if (!place) continue;
    const text = remedy && 'text' in remedy ? remedy.text : '';
    const after = judge(source.slice(0, place.start) + text + source.slice(place.end));
    if (after.weight >= (best?.weight ?? told.weight)) continue;
    const moved = text.length - (place.end - place.start);
    const still = new Set(after.findings.map(({ code, range }) => `${code} ${range.start}`));
    const left = told.findings.filter(({ code, range }) =>
      still.has(`${code} ${range.start >= place.end ? range.start + moved : range.start}`),
    );
    const gone = told.findings.filter(finding => !left.includes(finding));
    if (!gone[0]) continue;
    const finding = { ...gone[0], ...slip, ...(gone.length > 1 && { condition: '' }) };
    best = { finding, left, weight: after.weight };
    if (after.weight === 0) break;
  }
  if (!best) return told.findings;
  return [...best.left, best.finding].sort((a, b) => a.range.start - b.range.start);
}
