import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { scripts } from '../../package.json';

const folder = '.github/workflows';
/** What `npm test -- STAGE` knows. */
const stages = [...readFileSync('test/run.mjs', 'utf8').matchAll(/script: '([\w:]+)'/g)].map(([, script]) => script!);

suite('the workflows for GitHub', () => {
  for (const file of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${file}`, 'utf8');

    test(`${file} runs scripts that there are`, () => {
      const used = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script]) => script!);
      assert.deepEqual(
        used.filter(script => !Object.hasOwn(scripts, script)),
        [],
      );
      const wanted = [...text.matchAll(/stages: ([\w: ]+)/g)].flatMap(([, names]) => names!.trim().split(' '));
      assert.deepEqual(
        wanted.filter(stage => !stages.includes(stage)),
        [],
      );
    });

    test(`${file} prints no secret`, () => {
      const lines = text.split('\n').filter(line => /secrets\./.test(line));
      assert.deepEqual(
        lines.filter(line => !/^\s+[A-Z_]+: \$\{\{ secrets\.[A-Z_]+ \}\}$/.test(line)),
        [],
      );
    });
  }

  test('know every stage', () => {
    assert.ok(stages.length > 5);
    assert.deepEqual(
      stages.filter(stage => !Object.hasOwn(scripts, stage)),
      [],
    );
  });
});
