import type { LocatedFinding, Report } from './report';
import { xml } from './xml';

/** JUnit's XML: a suite for each action; a case for each finding that counts, and one that passes where there is none. */
export const junitReport: Report = (checked, { counts }) => {
  const suites = checked.map(({ file, findings }) => {
    const failures = findings.filter(({ severity }) => counts.includes(severity));
    const cases =
      failures.length > 0 ? failures.map(failedCase) : [`    <testcase classname="${xml(file)}" name="check"/>`];
    const attributes = `name="${xml(file)}" tests="${cases.length}" failures="${failures.length}" errors="0"`;
    return {
      tests: cases.length,
      failures: failures.length,
      lines: [`  <testsuite ${attributes}>`, ...cases, '  </testsuite>'],
    };
  });
  const total = (of: 'tests' | 'failures') => suites.reduce((sum, suite) => sum + suite[of], 0);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="intercom-webhook check" tests="${total('tests')}" failures="${total('failures')}" errors="0">`,
    ...suites.flatMap(suite => suite.lines),
    '</testsuites>',
  ].join('\n')}\n`;
};

function failedCase({ file, code, severity, message, range, counterexample }: LocatedFinding): string {
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  const example = counterexample ? `\nfor example: ${JSON.stringify(counterexample)}` : '';
  return [
    `    <testcase classname="${xml(file)}" name="${xml(`${code} ${place}`)}">`,
    `      <failure type="${xml(code)}" message="${xml(message)}">${xml(`${place} ${severity}: ${message}${example}`)}</failure>`,
    '    </testcase>',
  ].join('\n');
}
