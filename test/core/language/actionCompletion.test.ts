import assert from 'node:assert/strict';
import { actionHover, completeAction } from '../../../server/core/language';
import { atCursor, sampleAction, sampleProject } from '../../support/cursor';

async function offered(marked: string) {
  const { text, offset } = atCursor(marked);
  const project = await sampleProject('', { '/a/a.webhook.json': text });
  const items = completeAction({ project, event: project.events[0]! }, offset);
  const after = (label: string) => {
    const item = items.find(each => each.label === label);
    assert.ok(item, `${label} is not among: ${items.map(each => each.label).join(' ')}`);
    return text.slice(0, item.range.start) + item.text + text.slice(item.range.end);
  };
  return { items, labels: items.map(({ label }) => label), after };
}

suite('completion in an action', () => {
  const row = (map: string) =>
    `{"action": {"headers": [{"map": "${map}", "to": "X"}], "templates": {"auth": "a.trimou"}}}`;

  test('templates after the braces', async () => {
    const { labels, after } = await offered(row('{{|'));
    assert.deepEqual(labels, ['auth']);
    assert.equal(after('auth'), row('{{auth}}'));
  });
  test('a half-typed template', async () => {
    const { after } = await offered(row('Bearer {{au|}}'));
    assert.equal(after('auth'), row('Bearer {{auth}}'));
  });
  test('with one brace at the end', async () => {
    const { after } = await offered(row('{{a|x}'));
    assert.equal(after('auth'), row('{{auth}}'));
  });
  test('behind another template', async () => {
    const { after } = await offered(row('{{auth}}/{{|'));
    assert.equal(after('auth'), row('{{auth}}/{{auth}}'));
  });
  test('not outside of braces', async () => assert.deepEqual((await offered(row('au|'))).labels, []));
  test('in the URL', async () => {
    const { labels } = await offered('{"action": {"url": "https://x/{{|", "templates": {"id": "id.trimou"}}}');
    assert.deepEqual(labels, ['id']);
  });
  test('attributes with type and value', async () => {
    const { items, after } = await offered(sampleAction.replace('"attribute": "order_total"', '"attribute": "ord|"'));
    const total = items.find(({ label }) => label === 'order_total');
    assert.equal(total?.type, 'number, optional');
    assert.equal(total?.value, '12.5');
    assert.equal(after('order_total'), sampleAction);
  });
  test('attributes that only an event has, with their value, before those of Tealium', async () => {
    const { text, offset } = atCursor('{"action": {"templateVariables": [{"attribute": "|"}]}}');
    const files = { '/a/a.webhook.json': text, '/a/events/full.event.json': '{"plan_name": "pro"}' };
    const project = await sampleProject('', files);
    const items = completeAction({ project, event: project.events[0]! }, offset);
    const [plan, tealium] = ['plan_name', 'tealium_event'].map(name => items.find(({ label }) => label === name)!);
    assert.deepEqual([plan?.type, plan?.value], ['string', '"pro"']);
    assert.ok(plan!.rank < tealium!.rank);
    assert.match(plan?.documentation?.() ?? '', /what the sample events show/);
  });
  test('attributes in an empty text', async () => {
    const { labels } = await offered('{"action": {"templateVariables": [{"attribute": "|"}]}}');
    assert.ok(labels.includes('tealium_event'));
  });
  test('attributes without quotes, and half-typed without an end', async () => {
    const text = (attribute: string) => `{"action": {"templateVariables": [{"attribute": ${attribute}, "to": "x"}]}}`;
    assert.equal((await offered(text('|'))).after('tealium_event'), text('"tealium_event"'));
    assert.equal((await offered(text('"teal|"'))).after('tealium_event'), text('"tealium_event"'));
    assert.equal((await offered(text('teal|'))).after('tealium_event'), text('"tealium_event"'));
    assert.equal((await offered(text('te|al'))).after('tealium_event'), text('"tealium_event"'));
    const end = await offered('{"action": {"templateVariables": [{"attribute": "teal|\n');
    assert.equal(end.after('tealium_event'), '{"action": {"templateVariables": [{"attribute": "tealium_event"\n');
  });
  test('attributes of a condition', async () => {
    const { labels } = await offered('{"action": {"source": {"when": [[{"attribute": "|"}]]}}}');
    assert.ok(labels.includes('tealium_event'));
  });
  test('not in a fixed text', async () => {
    const { labels } = await offered(sampleAction.replace('"text": "web"', '"text": "w|"'));
    assert.deepEqual(labels, []);
  });
});

suite('hover in an action', () => {
  const said = async (marked: string) => {
    const { text, offset } = atCursor(marked);
    const project = await sampleProject('', { '/a/a.webhook.json': text });
    return actionHover({ project, event: project.events[0]! }, offset)?.markdown;
  };
  test('an attribute', async () => {
    assert.match(
      (await said(sampleAction.replace('order_total', 'order|_total'))) ?? '',
      /number, optional[\s\S]*12\.5/,
    );
  });
  test('a template', async () => {
    assert.match((await said(sampleAction.replace('{{body}}', '{{bo|dy}}'))) ?? '', /`body.json.trimou`/);
  });
  test('a template that is not there', async () => {
    assert.match((await said(sampleAction.replace('{{body}}', '{{bo|x}}'))) ?? '', /no template `box`/);
  });
  test('a secret', async () => {
    assert.match((await said(sampleAction.replace('"intercom"', '"inter|com"'))) ?? '', /in no file/);
  });
  test('a variable', async () => {
    assert.match((await said(sampleAction.replace('"items.sku"', '"items.s|ku"'))) ?? '', /"A1"/);
  });
  test('nothing on the name of an action', async () => {
    assert.equal(await said(sampleAction.replace('"Create user"', '"Cre|ate user"')), undefined);
  });
});
