import assert from 'node:assert/strict';
import { parseAction } from '../../../server/core/action/parse';
import { mappingFor } from '../../../server/core/check/action/formEdits';
import { edited } from '../../../server/core/language/rename/edits';
import { sampleProject } from '../../support/cursor';

/** The rows of the template variables after one more, `a` to `b`. */
async function added(rows: string): Promise<string> {
  const before = '{"action": {"templateVariables": [';
  const text = `${before}${rows}]}}`;
  const project = await sampleProject('', { '/a/a.webhook.json': text });
  const after = edited(text, mappingFor(project, 'templateVariables', { attribute: 'a', to: 'b' }));
  assert.deepEqual(parseAction(after).problems, []);
  return after.slice(before.length, -']}}'.length);
}

const row = '{ "attribute": "x", "to": "y" }';
const more = '{ "attribute": "a", "to": "b" }';

suite('one more row of the form', () => {
  test('on a line of its own, as the row before', async () => {
    assert.equal(await added(`\n  ${row}\n`), `\n  ${row},\n  ${more}\n`);
    assert.equal(await added(`\r\n\t${row}\r\n`), `\r\n\t${row},\r\n\t${more}\r\n`);
  });
  test('on the same line', async () => {
    assert.equal(await added(row), `${row}, ${more}`);
    assert.equal(
      await added('{"attribute": "x", "to": "y"}'),
      '{"attribute": "x", "to": "y"}, {"attribute": "a", "to": "b"}',
    );
  });
  test('behind a comment and a trailing comma', async () => {
    assert.equal(await added(`\n  ${row} // of x\n`), `\n  ${row}, // of x\n  ${more}\n`);
    assert.equal(await added(`\n  ${row}, // of x\n`), `\n  ${row}, // of x\n  ${more}\n`);
  });
  test('in an empty list, and behind a row of several lines', async () => {
    assert.match(await added(''), /"attribute": "a",\s*"to": "b"/);
    assert.match(await added('\n  {\n    "attribute": "x",\n    "to": "y"\n  }\n'), /\},\s*\{\s*"attribute": "a"/);
  });
});
