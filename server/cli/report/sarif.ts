import { version } from '../../../package.json';
import { cards } from '../../core/check/rules';
import { explanationOf } from '../../core/check/rulesPage';
import type { LocatedFinding, Report } from './report';

const levels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

/** SARIF 2.1.0, as code scanning services read it: places counted from 1, columns in UTF-16 units. */
export const sarifReport: Report = (checked, { problems }) => {
  const findings = checked.flatMap(one => one.findings);
  const codes = [...new Set(findings.map(({ code }) => code))].sort();
  const rules = codes.map(id => ({
    id,
    shortDescription: { text: cards.get(id)?.summary ?? id },
    helpUri: explanationOf(id),
  }));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'intercom-webhook', semanticVersion: version, rules } },
        // Otherwise a service would take unchecked files to be free of findings.
        invocations: [
          {
            executionSuccessful: problems.length === 0,
            toolExecutionNotifications: problems.map(text => ({ level: 'error', message: { text } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: findings.map(finding => result(finding, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function result({ file, code, severity, message, range, counterexample }: LocatedFinding, codes: readonly string[]) {
  const region = {
    startLine: range.start.line + 1,
    startColumn: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
  };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } }],
    ...(counterexample && { properties: { counterexample } }),
  };
}

/** A relative path stays relative to wherever the log is read; an absolute one becomes a file URI. */
function uriOf(file: string): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(file)) return `file:///${file[0]}:${path.slice(path.indexOf('/'))}`;
  return file.startsWith('/') ? `file://${path}` : path;
}
