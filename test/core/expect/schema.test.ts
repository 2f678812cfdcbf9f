import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readEvents } from '../../../server/core/action/events';
import { expectFields, expectKey } from '../../../server/core/expect/expectation';

suite('what is written about expectations is what is read', () => {
  test('the schema of event files has the fields', () => {
    const schema = JSON.parse(readFileSync('syntaxes/event.schema.json', 'utf8'));
    const fields = schema.if.properties[expectKey].properties;
    assert.deepEqual(Object.keys(fields), [...expectFields]);
    for (const field of expectFields) assert.ok(fields[field].description, field);
  });

  test('the page about testing has them all in its example, and a row for each', () => {
    const page = readFileSync('docs/testing.md', 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    const { events, problems } = readEvents('x.event.json', example);
    assert.deepEqual(problems, []);
    const expect = events[0]!.expect!;
    for (const field of expectFields) {
      assert.ok(expect[field], field);
      assert.ok(page.includes(`| \`${field}\` |`), field);
    }
  });
});
