import assert from 'node:assert/strict';
import { loadProject } from '../../server/core/action/load';
import { type CheckOptions, check } from '../../server/core/check/check';
import type { Finding } from '../../server/core/check/finding';
import { tealiumProfile } from '../../server/core/template/profiles';
import { memoryFiles } from './files';

export interface MarkedOptions extends CheckOptions {
  /** The template variables by name, with their types; a question mark makes one optional: `{ phone: 'string?' }`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether the template is a JSON body; false by default. */
  readonly json?: boolean;
  /** The request whose body it is: `POST /users 1.4`; one to another server than Intercom by default. */
  readonly request?: string;
  /** Only these codes matter to the test. */
  readonly only?: readonly string[];
}

/**
 * Checks a template in which the expected findings are drawn: under a line, `^^^^ code` marks the characters that the
 * finding underlines. The marks are removed, the rest is checked, and the findings are drawn in the same way and
 * compared. A range over several lines is drawn up to the end of its first line; an empty one as `|`.
 */
export async function checkMarked(marked: string, options: MarkedOptions = {}): Promise<Finding[]> {
  const expected = marked.replace(/^\n/, '');
  const text = expected
    .split('\n')
    .filter(line => !isMark(line))
    .join('\n');
  const findings = await findIn(text, options);
  assert.equal(draw(text, findings), expected);
  return findings;
}

/** What the checks say of a template, with an action around it that maps the variables. */
export async function findIn(text: string, options: MarkedOptions = {}): Promise<Finding[]> {
  const path = options.json ? 'body.json.trimou' : 'body.trimou';
  const project = await projectOf(path, text, options);
  const findings = check(project, options).filter(finding => finding.path === path);
  return options.only ? findings.filter(({ code }) => options.only!.includes(code)) : findings;
}

/** The text after a finding's preferred fix. */
export function fixed(text: string, finding: Finding | undefined, title?: string): string {
  const fixes = finding?.fixes ?? [];
  const fix = title ? fixes.find(each => each.title === title) : fixes.find(each => each.preferred);
  assert.ok(fix, `no ${title ?? 'preferred'} fix among: ${fixes.map(each => each.title).join(', ')}`);
  const edits = [...fix.edits].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce(
    (result, { range, text: piece }) => result.slice(0, range.start) + piece + result.slice(range.end),
    text,
  );
}

/** One template, fixed: the preferred fix of its only finding gives `expected`, which has no finding. */
export async function checkFix(text: string, expected: string, options: MarkedOptions = {}): Promise<void> {
  const findings = await findIn(text, options);
  assert.equal(findings.length, 1, JSON.stringify(findings, null, 1));
  assert.equal(fixed(text, findings[0]), expected);
  assert.deepEqual(await findIn(expected, options), []);
}

function projectOf(template: string, text: string, { variables = {}, request }: MarkedOptions) {
  const [method, path, version] = request?.split(' ') ?? ['POST'];
  const action = {
    action: {
      method,
      url: path ? `https://api.intercom.io${path}` : 'https://example.com/hook',
      headers: version ? [{ map: version, to: 'Intercom-Version' }] : [],
      contentType: template.endsWith('.json.trimou') ? 'application/json' : 'text/plain',
      bodyData: [{ map: '{{body}}', to: 'Body' }],
      templateVariables: Object.keys(variables).map(name => ({ attribute: name, to: name })),
      templates: { body: template },
    },
    attributes: Object.fromEntries(
      Object.entries(variables).map(([name, type]) => [
        name,
        { type: type.replace('?', ''), optional: type.endsWith('?') },
      ]),
    ),
  };
  const files = memoryFiles({ 'a.webhook.json': JSON.stringify(action), [template]: text });
  return loadProject('a.webhook.json', files, { profile: tealiumProfile });
}

function isMark(line: string): boolean {
  return /^ *(\^+|\|) [a-z-]+$/.test(line);
}

function draw(text: string, findings: readonly Finding[]): string {
  const drawn: string[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    drawn.push(line);
    const end = start + line.length;
    for (const { range, code } of findings) {
      if (range.start < start || range.start > end) continue;
      const width = Math.min(range.end, end) - range.start;
      drawn.push(`${' '.repeat(range.start - start)}${'^'.repeat(width) || '|'} ${code}`);
    }
    start = end + 1;
  }
  return drawn.join('\n');
}
