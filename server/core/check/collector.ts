import type { Finding, Severity } from './finding';
import { withFixes } from './onDemand';
import type { Report } from './rule';
import { cards } from './rules';
import { suppressedLines } from './suppress';

/** What the user set for a code instead of its own severity. */
export type Severities = Readonly<Record<string, Severity | 'off'>>;

/** Collects reports with their severities, except those that are switched off, silenced by a comment, or repeated. */
export function collector(path: string, text: string, severities: Severities, findings: Finding[]): Report {
  const suppressed = suppressedLines(path, text);
  const said = new Set<string>();
  return ({ fixes, shown, severity, range, causedBy: _, ...reported }) => {
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
