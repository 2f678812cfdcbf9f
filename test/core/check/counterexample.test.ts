import assert from 'node:assert/strict';
import { allFindings, goodAction } from '../../support/action';

/** The counterexamples of an action with these conditions and this body. */
async function shown(body: string, conditions: string, event = '"tealium_event": "user_register"') {
  const change = {
    'a.webhook.json': goodAction
      .replace('{ "attribute": "tealium_event", "operator": "equals", "value": "user_register" }', () => conditions)
      .replace('"templateVariables": [', '"templateVariables": [{ "attribute": "tealium_event", "to": "event" },')
      .replace('"attributes": {', '"attributes": { "tealium_event": "string",'),
    'body.json.trimou': body,
    'events/one.event.json': `{ ${event}, "customer_email": "ada@example.com", "country": "GB" }`,
  };
  const found = await allFindings({ files: change });
  return found.flatMap(({ counterexample }) => (counterexample ? [counterexample] : []));
}

suite('the event that shows a finding', () => {
  const name = '{ "attribute": "tealium_event", "operator": "equals", "value": "user_register" }';
  const country = '{ "attribute": "country", "operator": "matches regex", "value": "^[A-Z]+$" }';

  test('is one of the stream', async () => {
    const [event, ...more] = await shown('{"email": "{{email}}", "event": "{{event.toJson}}"}', `${name}, ${country}`);
    assert.deepEqual(more, []);
    assert.match(String(event?.customer_email), /["\\\n]/);
    assert.deepEqual(
      { ...event, customer_email: '' },
      { tealium_event: 'user_register', country: 'GB', customer_email: '' },
    );
  });

  test('keeps what the finding depends on', async () => {
    const [event] = await shown('{"email": "{{email.toJson}}", "event": "{{event}}"}', `${name}, ${country}`);
    assert.match(String(event?.tealium_event), /["\\\n]/);
    assert.equal(event?.country, undefined);
  });
});
