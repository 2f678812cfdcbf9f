import assert from 'node:assert/strict';
import { parseJsonPath, valueAt } from '../../../server/core/expect/jsonPath';

const json = { email: 'a', companies: [{ name: 'X', 'a "b\'.c': 1 }, { name: 'Y' }], 'ü-1': null, list: [] };

suite('JSON paths', () => {
  const found: Readonly<Record<string, unknown>> = {
    $: json,
    '$.email': 'a',
    '$.companies[0].name': 'X',
    '$.companies[ -1 ].name': 'Y',
    '$["companies"][1]["name"]': 'Y',
    "$['companies'][0]['a \"b\\'.c']": 1,
    '$["companies"][0]["a \\"b\'.c"]': 1,
    '$.ü-1': null,
    '$.companies[2]': undefined,
    '$.companies.length': undefined,
    '$.companies.name': undefined,
    '$.email[0]': undefined,
    '$.toString': undefined,
    '$.list[-1]': undefined,
    '$.ü-1.x': undefined,
  };
  for (const [path, value] of Object.entries(found)) {
    test(`${path}: ${JSON.stringify(value)?.slice(0, 20) ?? 'nothing'}`, () => {
      const parsed = parseJsonPath(path);
      assert.ok('path' in parsed, JSON.stringify(parsed));
      assert.deepEqual(valueAt(json, parsed.path), value);
    });
  }

  const refused: Readonly<Record<string, RegExp>> = {
    email: /^A path begins with `\$`, as `\$\.email` does\.$/,
    '.email': /as `\$\.email` does/,
    $email: /not a path from `email` on/,
    '$.': /not a path from `\.` on/,
    '$.a b': /not a path from ` b` on/,
    '$..name': /may lead to many values/,
    '$.a[*]': /may lead to many values/,
    '$.*': /may lead to many values/,
    '$.a[?(@.b)]': /may lead to many values/,
    '$.a[0:2]': /may lead to many values/,
    '$.a["b]': /not a path from `\["b\]` on/,
    '$.a["\\x"]': /not a path from/,
    '$.a[01]': /not a path from `\[01\]` on/,
  };
  for (const [path, message] of Object.entries(refused)) {
    test(`no path: ${path}`, () => {
      const parsed = parseJsonPath(path);
      assert.match('problem' in parsed ? parsed.problem : 'it was read', message);
    });
  }
});
