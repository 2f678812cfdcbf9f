import assert from 'node:assert/strict';
import { compareWithTealium } from '../../../server/core/setup/drift';
import { fakeToken, projectOf } from '../../http/project';

async function drift(pasted: string, item?: string, changes = {}) {
  const { project } = await projectOf(changes);
  return compareWithTealium({ project, pasted, item, now: 0, uuid: () => 'u' });
}

/** The differences, as lines. */
async function differences(pasted: string, item?: string, changes = {}) {
  const all = await drift(pasted, item, changes);
  return all
    .filter(({ state }) => state !== 'same')
    .map(({ title, state, message }) => `${state} ${title}: ${message}`);
}

suite('the drift check', () => {
  test('one field, found out by itself', async () => {
    assert.deepEqual(await drift('https://api.intercom.io/users\r\n'), [
      { title: 'URL', state: 'same', message: 'Tealium has the same.' },
    ]);
    assert.deepEqual(await drift('https://api.intercom.io/contacts'), [
      {
        title: 'URL',
        state: 'differs',
        message: 'Tealium has another value.',
        expected: 'https://api.intercom.io/users',
        actual: 'https://api.intercom.io/contacts',
      },
    ]);
  });

  test('a template, with the line from which it differs', async () => {
    const pasted = '{"user_id":"{{user_id.toJson}}",\r\n"name":"{{name}}"}';
    assert.deepEqual(await differences(pasted), [
      'differs Template body, Template: Tealium has something else from line 1 on.',
    ]);
  });

  test('a field that was named', async () =>
    assert.deepEqual(await differences('PUT', 'url'), ['differs URL: Tealium has another value.']));

  test('a mapping that was named, both its sides', async () => {
    assert.deepEqual(await differences('application/json\tAccept', 'headers.Accept'), []);
    assert.deepEqual(await differences('applications/json\tAccept', 'headers.Accept'), [
      'missing Header Accept, Map: Not in what was pasted: application/json',
      'extra applications/json: Tealium has this, and the files do not.',
    ]);
  });

  test('several fields: what is missing, and what is too many', async () => {
    const pasted = 'Map\tTo\napplication/json\tAccept\n{{auth}}\tAuthorization\nx\tX-Old\n';
    assert.deepEqual(await differences(pasted), [
      'missing Header Intercom-Version, Map: Not in what was pasted: 1.4',
      'missing Header Intercom-Version, To: Not in what was pasted: Intercom-Version',
      'extra X-Old: Tealium has this, and the files do not.',
    ]);
  });

  test('several fields, of those that have most of them', async () => {
    const source = {
      when: [['customer_id', 'customer_name'].map(attribute => ({ attribute, operator: 'is assigned' }))],
    };
    assert.deepEqual(
      await differences('customer_id\tuser_id\ncustomer_name\tname\ntoken\n', undefined, { source }),
      [],
    );
    assert.deepEqual(await differences('customer_id\nuser_id\nfull_name', undefined, { source }), [
      'missing Template variable name, Map: Not in what was pasted: customer_name',
      'missing Template variable name, To: Not in what was pasted: name',
      'missing Template variable token, To: Not in what was pasted: token',
      'extra full_name: Tealium has this, and the files do not.',
    ]);
  });

  test('variables of an entry of Trace', async () => {
    assert.deepEqual(await drift('{ "user_id": "1", "name": "Z", "token": "t" }'), [
      { title: 'Template Variables JSON', state: 'same', message: 'Tealium maps the same variables.' },
    ]);
    assert.deepEqual(await differences('{ "user_id": "1", "naem": "Z", "token": "t" }'), [
      'missing name: The action maps this variable, and Tealium does not.',
      'extra naem: Tealium maps this variable, and the action does not.',
    ]);
  });

  test('a text that is mapped', async () => {
    const variables = [{ text: 'web', to: 'channel' }];
    const [found] = await drift('{ "channel": "app" }', undefined, { templateVariables: variables });
    assert.deepEqual([found!.state, found!.expected, found!.actual], ['differs', 'web', 'app']);
  });

  test('a rendered template is compared with ours, rendered with the same variables; the token shows nowhere', async () => {
    const entry = (body: string) => `Template Variables JSON
{ "user_id": "42", "name": "Zoë \\"Z\\"", "token": "${fakeToken}" }
Rendered Template: auth
Bearer ${fakeToken}
Rendered Template: body
${body}
`;
    assert.deepEqual(await differences(entry('{"user_id":"42","name":"Zoë \\"Z\\""}')), []);
    const all = await drift(entry(`{"user_id":"42","name":"Zoë","x":"${fakeToken}"}`));
    const changed = all.find(({ state }) => state === 'differs')!;
    assert.equal(changed.title, 'Rendered Template: body');
    assert.equal(changed.expected, '{"user_id":"42","name":"Zoë \\"Z\\""}');
    assert.equal(changed.actual, '{"user_id":"42","name":"Zoë","x":"<secret:intercom>"}');
    assert.ok(!JSON.stringify(all).includes(fakeToken));
  });

  test('what of an entry cannot be compared', async () => {
    assert.deepEqual(await differences('Rendered Template: body\n{}'), [
      'differs Rendered Template: body: To compare a rendered template, paste the Template Variables JSON of the same entry with it.',
    ]);
    assert.deepEqual(await differences('Template Variables JSON\n{ "a": \nRendered Template: old\nx'), [
      'differs Template Variables JSON: The Template Variables JSON cannot be read as JSON. Copy it whole.',
      'extra Rendered Template: old: Tealium has this template, and the action does not.',
    ]);
  });

  test('something else entirely', async () => assert.deepEqual(await drift('!!!! ????'), []));

  test('a token in a field is masked', async () => {
    const all = await drift(`https://api.intercom.io/users?${fakeToken}`, 'url');
    assert.equal(all[0]!.actual, 'https://api.intercom.io/users?••••••••');
  });
});
