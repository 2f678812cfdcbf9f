import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { loadProject } from '../../../server/core/action/load';
import { planRequest } from '../../../server/core/action/plan';
import { check } from '../../../server/core/check/check';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { nodeFiles } from '../../../server/files.node';
import { assertFile } from '../../support/page';

/**
 * The examples that people copy, rendered for each of their events. They are read from the disk, unlike everything else in
 * these tests. `UPDATE=1` rewrites the golden requests.
 */
suite('the examples', () => {
  const actions = readdirSync('examples', { withFileTypes: true }).filter(entry => entry.isDirectory());
  for (const { name } of actions) {
    test(`${name}: clean, and valid JSON for every event`, async () => {
      const path = nodeFiles.resolve(`${process.cwd()}/x`, `examples/${name}/${name}.webhook.json`);
      const project = await loadProject(path, nodeFiles, { profile: tealiumProfile });
      assert.deepEqual(
        check(project).map(({ code, path: file, message }) => [code, file, message]),
        [],
      );
      assert.ok(project.events.length >= 3, 'at least three sample events');
      const requests: Record<string, unknown> = {};
      for (const event of project.events) {
        const plan = planRequest({ project, event, now: 0, uuid: () => '0' });
        assert.equal(plan.kind, 'planned', JSON.stringify(plan));
        if (plan.kind !== 'planned') continue;
        const { method, url, headers, body, templateVariables } = plan.request;
        requests[event.name] = { method, url, headers, body: JSON.parse(body!), templateVariables };
      }
      assertFile(`test/data/examples/${name}.json`, `${JSON.stringify(requests, null, 2)}\n`);
    });
  }
});
