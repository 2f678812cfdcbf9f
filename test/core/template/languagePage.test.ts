import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';
import { javaValue } from '../../tools/corpus';

/** What docs/template-language.md claims, rendered: `| template | variables | what it prints | why |`. */
suite('the page about the template language', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/template-language.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(.+?)` \| `(.+?)` \| (?:`(.+?)` )?\| .+ \|$/gm)];

  test('has a row for everything in its tables', () => {
    assert.equal(rows.length, page.split('\n').filter(line => line.startsWith('| `')).length);
    assert.ok(rows.length > 30);
  });

  for (const [, template = '', variables = '', printed = ''] of rows) {
    test(`${template} with ${variables}`, () => {
      const data = javaValue(JSON.parse(variables), 'double');
      const main = { name: 'page', tree: parse(template, tealiumProfile, 'page') };
      const result = render(main, data, { profile: tealiumProfile, now: 0, uuid: () => '' });
      assert.equal(result.kind === 'rendered' ? result.text : result.error.message, printed);
    });
  }
});
