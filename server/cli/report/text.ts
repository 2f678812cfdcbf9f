import type { Severity } from '../../core/check/finding';
import { counted, printable, type Style, styled } from '../printable';
import type { Terminal } from '../terminal';
import type { LocatedFinding, Report } from './report';

const styles: Readonly<Record<Severity, Style>> = {
  error: 'red',
  warning: 'yellow',
  information: 'blue',
  hint: 'gray',
};

/** A line a finding, `file:line:column  severity  code  message`, and a summary. */
export const textReport: Report = (checked, { terminal }) => {
  const findings = checked.flatMap(one => one.findings);
  const lines = findings.flatMap(finding => {
    const { counterexample } = finding;
    const line = findingLine(finding, terminal);
    return counterexample ? [line, `    for example: ${printable(JSON.stringify(counterexample))}`] : [line];
  });
  const subject = counted(new Set(checked.flatMap(one => one.files)).size, 'file');
  const severities = (['error', 'warning', 'information', 'hint'] as const).flatMap(severity => {
    const count = findings.filter(finding => finding.severity === severity).length;
    const word = severity === 'information' ? 'remark' : severity;
    return count === 0 ? [] : [counted(count, word)];
  });
  const summary = findings.length === 0 ? `Nothing found in ${subject}.` : `${severities.join(', ')} in ${subject}.`;
  return `${[...lines, ...(lines.length > 0 ? [''] : []), summary].join('\n')}\n`;
};

/** `body.json.trimou:2:10  error  unclosed-section  …` */
export function findingLine(
  { file, code, severity, message, range }: LocatedFinding,
  terminal: Pick<Terminal, 'colours'>,
): string {
  const place = `${printable(file)}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${place}  ${styled(terminal, styles[severity], severity)}  ${styled(terminal, 'bold', code)}  ${printable(message)}`;
}
