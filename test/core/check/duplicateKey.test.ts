import assert from 'node:assert/strict';
import { findIn } from '../../support/marked';

/** The keys that are said to come twice. */
async function repeated(text: string): Promise<readonly string[]> {
  const variables = { plan: 'string?', vip: 'boolean' };
  const findings = await findIn(text, { variables, json: true, only: ['duplicate-key'] });
  return findings.map(({ range }) => text.slice(range.start, range.end));
}

suite('duplicate-key', () => {
  const twice: readonly (readonly [what: string, text: string])[] = [
    ['written twice', '{\n  "a": 1,\n  "a": 2\n}'],
    [
      'behind lines of text that a helper escapes',
      '{\n  "t": "{{#escapeJson}}\none\n{{/escapeJson}}",\n  "a": 1,\n  "a": 2\n}',
    ],
    ['in a section', '{\n  {{#vip}}\n  "a": 1,\n  "a": 2,\n  {{/vip}}\n  "b": 1\n}'],
  ];
  for (const [what, text] of twice) test(what, async () => assert.deepEqual(await repeated(text), ['"a"']));

  test('not where no event has a body that is JSON', async () => {
    assert.deepEqual(await repeated('{\n  "b": "x\n",\n  "a": 1,\n  "a": 2\n}'), []);
  });
});
