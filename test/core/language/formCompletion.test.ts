import assert from 'node:assert/strict';
import { actionHover, completeAction } from '../../../server/core/language';
import { accepted, atCursor, sampleAction, sampleProject } from '../../support/cursor';

/** The action with one field written as `marked`, and what is offered at its `|`, as an editor filters and orders it. */
async function offered(marked: string, events?: string) {
  const { text, offset } = atCursor(marked);
  const files = { '/a/a.webhook.json': text, ...(events !== undefined && { '/a/events/full.event.json': events }) };
  const project = await sampleProject('', files);
  const items = completeAction({ project }, offset)
    .filter(item =>
      fuzzy((item.filter ?? item.label).toLowerCase(), text.slice(item.range.start, offset).toLowerCase()),
    )
    .sort((a, b) => a.rank - b.rank || (a.order ?? a.label).localeCompare(b.order ?? b.label));
  const labels = items.map(({ label }) => label);
  const after = (label: string) => {
    const item = items.find(each => each.label === label);
    assert.ok(item, `${label} is not among: ${labels.join(' ')}`);
    return accepted(text, item);
  };
  return { items, labels, after };
}

/** Whether the letters that are typed come in a text in their order. */
function fuzzy(text: string, typed: string): boolean {
  let at = 0;
  for (const letter of text) if (letter === typed[at]) at++;
  return at === typed.length;
}

const action = (fields: string) => `{"action": {${fields}}}`;
const headers = (header: string) =>
  action(`"headers": [${header}], "templates": {"auth": "a.trimou", "body": "b.json.trimou"}`);
const when = (condition: string) =>
  `{"action": {"source": {"when": [[{${condition}}]]}}, "attributes": {"total": "number", "plan": "string", "born": "date"}}`;

suite('completion of the request', () => {
  test('the endpoints of the method, the old one too while no version is asked for', async () => {
    const { labels, items } = await offered(action('"method": "POST", "url": "|"'));
    assert.equal(labels[0], 'POST /users');
    assert.ok(
      labels.includes('POST /contacts') &&
        labels.includes('POST /events') &&
        labels.includes('PUT /contacts/{contact_id}'),
    );
    assert.ok(!labels.some(label => label.startsWith('GET')));
    assert.equal(items[0]!.type, 'Create or update a user');
    assert.equal(new Set(labels).size, labels.length);
    assert.match(items[0]!.documentation?.() ?? '', /Versions 1.0 to 1.4/);
  });
  test('a whole URL is written', async () => {
    const { after } = await offered(action('"method": "POST", "url": "use|"'));
    assert.equal(after('POST /users'), action('"method": "POST", "url": "https://api.intercom.io/users"'));
  });
  test('without quotes', async () => {
    const { after } = await offered(action('"url": |'));
    assert.equal(after('POST /users'), action('"url": "https://api.intercom.io/users"'));
  });
  test('without an end', async () => {
    const { after } = await offered('{"action": {"url": "https://api|,\n "method": "POST"}}');
    assert.equal(after('POST /events'), '{"action": {"url": "https://api.intercom.io/events",\n "method": "POST"}}');
  });
  test('what stands behind the cursor is replaced', async () => {
    const { after } = await offered(action('"url": "https://api.intercom.io/con|tacts/1"'));
    assert.equal(after('POST /contacts'), action('"url": "https://api.intercom.io/contacts"'));
  });
  test('the host that is typed stays', async () => {
    const eu = await offered(action('"url": "https://api.eu.intercom.io/|"'));
    assert.equal(eu.after('POST /users'), action('"url": "https://api.eu.intercom.io/users"'));
    const half = await offered(action('"url": "https://api.au|"'));
    assert.equal(half.after('POST /users'), action('"url": "https://api.au.intercom.io/users"'));
    const local = await offered(action('"url": "http://localhost:3000/|"'));
    assert.equal(local.after('POST /users'), action('"url": "http://localhost:3000/users"'));
  });
  test('the hosts', async () => {
    const { labels, after } = await offered(action('"url": "https://api.e|"'));
    assert.ok(labels.includes('https://api.eu.intercom.io'));
    assert.equal(after('https://api.eu.intercom.io'), action('"url": "https://api.eu.intercom.io/‹›"'));
  });
  test('another method is set along with the URL', async () => {
    const { after } = await offered(action('"method": "POST", "url": "|"'));
    assert.equal(
      after('PUT /contacts/{contact_id}'),
      action('"method": "PUT", "url": "https://api.intercom.io/contacts/‹contact_id›"'),
    );
  });
  test('a template of the name of an id takes its place', async () => {
    const text = (url: string, method: string) =>
      `{"action": {"method": "${method}", "url": "${url}", "templates": {"contact_id": "id.trimou"}}}`;
    const { after } = await offered(text('|', 'PUT'));
    assert.equal(after('PUT /contacts/{contact_id}'), text('https://api.intercom.io/contacts/{{contact_id}}', 'PUT'));
  });
  test('only those of the version that is asked for', async () => {
    const { labels } = await offered(
      action('"method": "POST", "url": "|", "headers": [{"map": "2.16", "to": "Intercom-Version"}]'),
    );
    assert.ok(labels.includes('POST /contacts') && !labels.includes('POST /users'));
  });
  test('templates alone behind braces', async () => {
    const { labels } = await offered('{"action": {"url": "https://x/{{|", "templates": {"id": "id.trimou"}}}');
    assert.deepEqual(labels, ['id']);
  });

  test('methods, those of the URL first', async () => {
    const { labels, items, after } = await offered(
      action('"method": "|", "url": "https://api.intercom.io/contacts/1"'),
    );
    assert.deepEqual(labels, ['GET', 'PUT', 'DELETE', 'POST', 'PATCH']);
    assert.deepEqual(items.map(({ type }) => type).slice(1, 4), [
      'Update a contact',
      'Delete a contact',
      'not at this URL',
    ]);
    assert.match(after('PUT'), /"method": "PUT"/);
  });
  test('methods where nothing stands yet', async () => {
    const { after } = await offered(action('"method": |'));
    assert.equal(after('POST'), action('"method": "POST"'));
  });

  test('headers that are not there yet', async () => {
    const { labels, after } = await offered(
      headers('{"map": "application/json", "to": "accept"}, {"map": "", "to": "|"}'),
    );
    assert.deepEqual(labels, ['Authorization', 'Intercom-Version', 'Content-Type']);
    assert.match(after('Authorization'), /"to": "Authorization"/);
  });
  test('versions, the newest first', async () => {
    const { labels, items } = await offered(headers('{"map": "|", "to": "Intercom-Version"}'));
    assert.deepEqual(labels.slice(0, 2), ['2.17', '2.16']);
    assert.equal(labels.at(-1), '1.0');
    assert.match(items.find(({ label }) => label === '1.4')?.type ?? '', /POST \/users/);
    assert.match(items.find(({ label }) => label === '2.16')?.documentation?.() ?? '', /`email_verified`/);
  });
  test('a half-typed version', async () => {
    const { after } = await offered(headers('{"map": "1|", "to": "intercom-version"}'));
    assert.equal(after('1.4'), headers('{"map": "1.4", "to": "intercom-version"}'));
  });
  test('the template of the token', async () => {
    const { labels, after } = await offered(headers('{"map": "|", "to": "Authorization"}'));
    assert.deepEqual(labels, ['{{auth}}']);
    assert.equal(after('{{auth}}'), headers('{"map": "{{auth}}", "to": "Authorization"}'));
  });
  test('media types', async () => {
    assert.deepEqual((await offered(headers('{"map": "|", "to": "Accept"}'))).labels, ['application/json']);
  });
  test('the template of the body, the one that is JSON first', async () => {
    const text = (map: string) => headers('').replace('[]', `[], "bodyData": [{"map": ${map}, "to": "Body"}]`);
    const { labels, after } = await offered(text('"|"'));
    assert.deepEqual(labels, ['{{body}}', '{{auth}}']);
    assert.equal(after('{{body}}'), text('"{{body}}"'));
    assert.equal((await offered(text('|'))).after('{{body}}'), text('"{{body}}"'));
    assert.equal((await offered(text('"{{b|"'))).after('body'), text('"{{body}}"'));
  });
  test('nothing for other headers, and nothing behind a text', async () => {
    assert.deepEqual((await offered(headers('{"map": "|", "to": "X-Mine"}'))).labels, []);
    assert.deepEqual((await offered(headers('{"map": ""|, "to": "Accept"}'))).labels, []);
    assert.deepEqual((await offered(headers('{"map": |"", "to": "Accept"}'))).labels, []);
  });
  test('half-typed without quotes', async () => {
    const only = async (marked: string, label: string, expected: string) => {
      const { labels, after } = await offered(marked);
      assert.ok(labels.length > 0 && labels.includes(label), labels.join(' '));
      assert.equal(after(label), expected);
    };
    await only(action('"method": PO|'), 'POST', action('"method": "POST"'));
    await only(action('"method":\n  P|UT, "name": "x"'), 'POST', action('"method":\n  "POST", "name": "x"'));
    await only(action('"url":https://api|'), 'POST /users', action('"url":"https://api.intercom.io/users"'));
    await only(
      headers('{"map": app|, "to": "Accept"}'),
      'application/json',
      headers('{"map": "application/json", "to": "Accept"}'),
    );
    await only(
      headers('{"map": 1.|, "to": "Intercom-Version"}'),
      '1.4',
      headers('{"map": "1.4", "to": "Intercom-Version"}'),
    );
    await only(headers('{"to": Acc|'), 'Accept', headers('{"to": "Accept"'));
    const operator = (text: string) => when(`"attribute": "plan", "operator": ${text}, "value": "x"`);
    await only(operator('does not e|'), 'does not equal', operator('"does not equal"'));
  });
  test('nothing half-typed where no value begins', async () => {
    assert.deepEqual((await offered(action('"method": "x" PO|'))).labels, []);
    assert.deepEqual((await offered(action('"name": ": PO|"'))).labels, []);
    assert.deepEqual((await offered(action('"method": |{}'))).labels, []);
  });
  test('not on names', async () => assert.deepEqual((await offered(action('"u|rl": ""'))).labels, []));
});

suite('completion of conditions', () => {
  test('operators that are for the type', async () => {
    const { labels } = await offered(when('"attribute": "total", "operator": "|"'));
    assert.ok(labels.includes('greater than') && labels.includes('equals'));
    assert.ok(!labels.includes('contains') && !labels.includes('occurred less than'));
  });
  test('in the middle of one', async () => {
    const { after } = await offered(when('"attribute": "plan", "operator": "starts| with"'));
    assert.equal(after('starts with'), when('"attribute": "plan", "operator": "starts with"'));
  });
  test('all that events can have, where the type is not known', async () => {
    const { labels } = await offered(when('"attribute": "who", "operator": "|"'));
    assert.ok(labels.includes('contains') && labels.includes('is true') && !labels.includes('is started'));
  });
  const events = '{"plan": "pro", "total": 12, "key": "Bearer dG9rOmFiY2RlZmdoaWprbG1ub3BxcnN0dXY="}';
  test('values of the events', async () => {
    const { after, items } = await offered(when('"attribute": "plan", "operator": "equals", "value": "p|"'), events);
    assert.equal(after('pro'), when('"attribute": "plan", "operator": "equals", "value": "pro"'));
    assert.equal(items[0]!.type, 'in 1 of 1 event');
  });
  test('numbers without quotes', async () => {
    const { after } = await offered(when('"attribute": "total", "operator": "equals", "value": |'), events);
    assert.equal(after('12'), when('"attribute": "total", "operator": "equals", "value": 12'));
  });
  test('no value for an operator without one, and no token', async () => {
    assert.deepEqual(
      (await offered(when('"attribute": "plan", "operator": "is empty", "value": "|"'), events)).labels,
      [],
    );
    assert.deepEqual(
      (await offered(when('"attribute": "key", "operator": "equals", "value": "|"'), events)).labels,
      [],
    );
  });
});

suite('hover on the request', () => {
  const said = async (marked: string) => {
    const { text, offset } = atCursor(marked);
    const project = await sampleProject('', { '/a/a.webhook.json': text });
    return actionHover({ project }, offset)?.markdown ?? '';
  };
  const on = (from: string, to: string) => said(sampleAction.replace(from, () => to));

  test('the URL: endpoint and region', async () => {
    const text = await on('api.intercom.io', 'api.eu|.intercom.io');
    assert.match(text, /`POST \/users`: Create or update a user/);
    assert.match(text, /Needs one of `user_id`, `email`, `id`/);
    assert.match(text, /European Union/);
  });
  test('the method', async () => assert.match(await on('"POST"', '"PO|ST"'), /Create or update a user/));
  test('the method of another host', async () =>
    assert.match(await said('{"action": {"method": "PU|T", "url": "https://example.com"}}'), /`PUT`: changes/));
  test('the name of a header', async () => assert.match(await on('"Authorization"', '"Author|ization"'), /401/));
  test('a version', async () => {
    assert.match(await said(headers('{"map": "1.|4", "to": "Intercom-Version"}')), /last with users and leads/);
    assert.equal(await said(headers('{"map": "9.|9", "to": "Intercom-Version"}')), '');
  });
  test('a media type', async () =>
    assert.match(await said(headers('{"map": "application|/json", "to": "Accept"}')), /only thing/));
  test('an operator', async () =>
    assert.match(await said(when('"attribute": "plan", "operator": "equ|als"')), /is the value[\s\S]*For string/));
});
