import assert from 'node:assert/strict';
import { loadProject } from '../../../server/core/action/load';
import { check } from '../../../server/core/check/check';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';

/** Synthetic: the shape of an Intercom token, of a workspace that cannot exist. */
const fakeToken = `dG9rOm${'B'.repeat(48)}oxOjA=`;

/** The setup of Tealium's first guide to Intercom, as it was printed: media type, no version, the token in a template. */
const guide = {
  connector: { title: 'Intercom', basicAuth: { username: '', password: '' } },
  action: {
    name: 'Create user',
    source: { stream: 'New users' },
    method: 'POST',
    url: 'https://api.intercom.io/users',
    headers: [
      { map: 'applications/json', to: 'Accept' },
      { map: '{{auth_template}}', to: 'Authorization' },
    ],
    contentType: 'application/json',
    bodyData: [{ map: '{{body_template}}', to: 'Body' }],
    templateVariables: [
      { attribute: 'customer_email', to: '{{email}}' },
      { attribute: 'customer_name', to: 'name' },
    ],
    templates: { auth_template: 'auth.trimou', body_template: 'body.json.trimou' },
  },
  attributes: { customer_email: 'string', customer_name: 'string' },
};

test("the guide's own setup lights up where it is wrong, and nowhere else", async () => {
  const files = {
    'a.webhook.json': JSON.stringify(guide, null, 2),
    'auth.trimou': `Bearer ${fakeToken}`,
    'body.json.trimou': '{\n  "email": "{{email}}",\n  "name": "{{name}}"\n}\n',
  };
  const project = await loadProject('a.webhook.json', memoryFiles(files), { profile: tealiumProfile });
  assert.deepEqual(
    check(project).map(({ code, path, range }) => [
      code,
      files[path as keyof typeof files].slice(range.start, range.end),
    ]),
    [
      ['missing-intercom-version', 'headers'],
      ['invalid-media-type', 'applications/json'],
      ['braces-in-to', '{{email}}'],
      ['token-in-file', fakeToken],
      ['unescaped-string', '{{email}}'],
      ['unescaped-string', '{{name}}'],
    ],
  );
});
