import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder } from './command';

const examples = join(import.meta.dirname, '../../examples');
const names = readdirSync(examples, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

/** The recipes that people copy, sent. They are read from the disk, and each goes to a sandbox of its own. */
suite('the examples, sent to the sandbox', () => {
  for (const name of names) {
    test(`${name}: every event is taken`, () =>
      inFolder(async folder => {
        const action = join(examples, name, `${name}.webhook.json`);
        const events = join(examples, name, 'events');
        for (const event of readdirSync(events).filter(file => file.endsWith('.event.json'))) {
          const args = ['send', action, '--event', join(events, event), '--format', 'json'];
          const { code, out, problems } = await folder.run(args);
          assert.equal(code, 0, `${event}: ${out}${problems}`);
        }
      })).timeout(20_000);
  }

  test('docs/recipes.md has a section for each, and no other', () => {
    const recipes = readFileSync(join(import.meta.dirname, '../../docs/recipes.md'), 'utf8');
    const linked = [...recipes.matchAll(/^\[`examples\/([\w-]+)`\]/gm)].map(([, name]) => name);
    assert.deepEqual(linked.sort(), names.sort());
  });
});
