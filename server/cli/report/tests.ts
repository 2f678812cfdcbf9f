import type { Position } from '../place';
import { counted, printable, styled } from '../printable';
import type { Terminal } from '../terminal';
import { xml } from './xml';

/** An action with the tests of its events. */
export interface Tested {
  /** As shown: relative to where the command runs. */
  readonly file: string;
  readonly name: string;
  readonly tests: readonly EventTest[];
}

interface EventTest {
  readonly event: string;
  readonly file: string;
  /** Of the word `expect`; zero-based as in LSP. */
  readonly range: Lines;
  readonly result: 'passed' | 'failed' | 'skipped';
  readonly ms: number;
  readonly deviations: readonly LocatedDeviation[];
}

interface LocatedDeviation {
  readonly message: string;
  readonly range: Lines;
  readonly expected?: string;
  readonly actual?: string;
}

interface Lines {
  readonly start: Position;
  readonly end: Position;
}

type TestReport = (tested: readonly Tested[], terminal: Terminal) => string;

/** A line a test, what differs under it, and a summary. */
export const textTests: TestReport = (tested, terminal) => {
  const styles = { passed: 'green', failed: 'red', skipped: 'yellow' } as const;
  const lines = tested.flatMap(({ name, file, tests }) => {
    if (tests.length === 0) return [];
    const head = `${styled(terminal, 'bold', printable(name))}  ${printable(file)}`;
    const results = tests.flatMap(test => [
      `  ${styled(terminal, styles[test.result], test.result)}  ${printable(test.event)}`,
      ...test.deviations.flatMap(deviation => difference(deviation, test, terminal)),
    ]);
    return [head, ...results, ''];
  });
  const all = tested.flatMap(({ tests }) => tests);
  const numbers = (['passed', 'failed', 'skipped'] as const).flatMap(result => {
    const count = all.filter(test => test.result === result).length;
    return count === 0 ? [] : [`${count} ${result}`];
  });
  return `${[...lines, `${numbers.join(', ')} of ${counted(all.length, 'test')}.`].join('\n')}\n`;
};

function difference({ message, range, expected, actual }: LocatedDeviation, { file }: EventTest, terminal: Terminal) {
  return [
    `    ${printable(`${placeName(file, range)}: ${message}`)}`,
    ...(expected === undefined ? [] : [`      ${styled(terminal, 'green', 'expected')}  ${inLine(expected)}`]),
    ...(actual === undefined ? [] : [`      ${styled(terminal, 'red', 'actual')}    ${inLine(actual)}`]),
  ];
}

/** Further lines of a value below its first one. */
function inLine(value: string): string {
  return printable(value).replaceAll('\n', '\n                ');
}

/** An array of the tests, each with its action. */
export const jsonTests: TestReport = tested =>
  `${JSON.stringify(
    tested.flatMap(({ file, tests }) => tests.map(test => ({ action: file, ...test }))),
    null,
    2,
  )}\n`;

/** JUnit's XML: a suite for each action, a case for each event. */
export const junitTests: TestReport = tested => {
  const suites = tested.filter(({ tests }) => tests.length > 0);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="intercom-webhook test" ${numbers(suites.flatMap(({ tests }) => tests))}>`,
    ...suites.flatMap(({ file, tests }) => [
      `  <testsuite name="${xml(file)}" ${numbers(tests)}>`,
      ...tests.map(test => testCase(file, test)),
      '  </testsuite>',
    ]),
    '</testsuites>',
  ].join('\n')}\n`;
};

function numbers(tests: readonly EventTest[]): string {
  const count = (result: EventTest['result']) => tests.filter(test => test.result === result).length;
  const time = tests.reduce((sum, { ms }) => sum + ms, 0);
  return `tests="${tests.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}" time="${seconds(time)}"`;
}

function testCase(action: string, test: EventTest): string {
  const attributes = `classname="${xml(action)}" name="${xml(test.event)}" file="${xml(test.file)}" line="${test.range.start.line + 1}" time="${seconds(test.ms)}"`;
  if (test.result === 'passed') return `    <testcase ${attributes}/>`;
  if (test.result === 'skipped') return `    <testcase ${attributes}>\n      <skipped/>\n    </testcase>`;
  const text = test.deviations.map(({ message, range, expected, actual }) =>
    [
      `${placeName(test.file, range)}: ${message}`,
      ...(expected === undefined ? [] : [`expected: ${expected}`]),
      ...(actual === undefined ? [] : [`actual: ${actual}`]),
    ].join('\n'),
  );
  const [first] = test.deviations;
  return [
    `    <testcase ${attributes}>`,
    `      <failure type="expectation" message="${xml(first?.message ?? '')}">${xml(text.join('\n\n'))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function placeName(file: string, { start }: Lines): string {
  return `${file}:${start.line + 1}:${start.character + 1}`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
