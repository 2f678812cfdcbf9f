import type { LocatedFinding, Report } from './report';
import { xml } from './xml';

/**
 * JUnit's XML: a suite for each action; a case for each finding, failed where it counts for the exit code and skipped where it
 * does not, and one that passes where there is none. What could not be read is an error in a suite of its own.
 */
export const junitReport: Report = (checked, { counts, problems }) => {
  const suites = checked.map(({ file, findings }) => {
    const fails = (finding: LocatedFinding) => counts.includes(finding.severity);
    const cases =
      findings.length > 0
        ? findings.map(finding => findingCase(finding, fails(finding)))
        : [`    <testcase classname="${xml(file)}" name="check" file="${xml(file)}"/>`];
    const failures = findings.filter(fails).length;
    const skipped = findings.length - failures;
    const attributes = `name="${xml(file)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`;
    return {
      tests: cases.length,
      failures,
      skipped,
      lines: [`  <testsuite ${attributes}>`, ...cases, '  </testsuite>'],
    };
  });
  const total = (of: 'tests' | 'failures' | 'skipped') => suites.reduce((sum, suite) => sum + suite[of], 0);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="intercom-webhook check" tests="${total('tests') + problems.length}" failures="${total('failures')}" errors="${problems.length}" skipped="${total('skipped')}">`,
    ...suites.flatMap(suite => suite.lines),
    ...unread(problems),
    '</testsuites>',
  ].join('\n')}\n`;
};

function unread(problems: readonly string[]): readonly string[] {
  if (problems.length === 0) return [];
  const { length } = problems;
  return [
    `  <testsuite name="input" tests="${length}" failures="0" errors="${length}" skipped="0">`,
    ...problems.flatMap(problem => [
      `    <testcase classname="input" name="${xml(problem)}">`,
      `      <error message="${xml(problem)}"/>`,
      '    </testcase>',
    ]),
    '  </testsuite>',
  ];
}

function findingCase(finding: LocatedFinding, fails: boolean): string {
  const { file, code, severity, message, range, counterexample } = finding;
  const place = `${file}:${range.start.line + 1}:${range.start.character + 1}`;
  const example = counterexample ? `\nfor example: ${JSON.stringify(counterexample)}` : '';
  const attributes = `classname="${xml(file)}" name="${xml(`${code} ${place}`)}" file="${xml(file)}" line="${range.start.line + 1}"`;
  return [
    `    <testcase ${attributes}>`,
    !fails
      ? `      <skipped message="${xml(`${severity}: ${message}`)}"/>`
      : `      <failure type="${xml(code)}" message="${xml(message)}">${xml(`${place} ${severity}: ${message}${example}`)}</failure>`,
    '    </testcase>',
  ].join('\n');
}
