import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import { planRequest } from '../../../server/core/action/plan';
import { check } from '../../../server/core/check/check';
import { previewTemplate } from '../../../server/core/preview/preview';
import { tealiumProfileWith } from '../../../server/core/template/profiles';
import { goodAction } from '../../support/action';
import { memoryFiles } from '../../support/files';

/** The good action, whose body includes another template, for an engine that can do that or cannot. */
function loaded(partials: boolean) {
  const entry = '"body": "body.json.trimou", "mail": "mail.trimou"';
  const files = {
    '/a.webhook.json': goodAction.replace('"body": "body.json.trimou"', entry),
    '/auth.trimou': 'Bearer {{access_token}}',
    '/body.json.trimou': '{ {{>mail}} }\n',
    '/mail.trimou': '"email": "{{email.toJson}}"',
    '/events/one.event.json': '{ "tealium_event": "user_register", "customer_email": "ada@example.com" }',
  };
  return loadProject('/a.webhook.json', memoryFiles(files), { profile: tealiumProfileWith({ partials }) });
}

suite('a template that includes another one', () => {
  const moment = { now: 0, uuid: () => '' };

  test('is planned, previewed, checked and proved where the engine can do that', async () => {
    const project = await loaded(true);
    const [event] = project.events;
    const plan = planRequest({ project, event: event!, ...moment });
    assert.equal(plan.kind === 'planned' && plan.request.body, '{ "email": "ada@example.com" }\n');
    const preview = previewTemplate(project.templates.get('body')!, { project, event: event!, ...moment });
    assert.equal(preview.kind === 'rendered' && preview.text, '{ "email": "ada@example.com" }\n');
    assert.deepEqual(
      check(project).map(({ code }) => code),
      [],
    );
  });

  test('fails, and is reported, where it renders each on its own', async () => {
    const project = await loaded(false);
    assert.equal(planRequest({ project, event: project.events[0]!, ...moment }).kind, 'failed');
    const codes = check(project).map(({ code }) => code);
    assert.ok(codes.includes('missing-partial') && codes.includes('unused-template'), codes.join());
  });
});
