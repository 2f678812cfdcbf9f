import assert from 'node:assert/strict';
import {
  actionDefinition,
  actionReferences,
  eventDefinition,
  eventHover,
  eventReferences,
  eventTarget,
  type Place,
} from '../../../server/core/language';
import { atCursor, sampleAction, sampleProject } from '../../support/cursor';

const paths = {
  action: '/a/a.webhook.json',
  full: '/a/events/full.event.json',
  second: '/a/events/second.event.json',
};
const second = '{ "data": { "udo": { "customer_email": "bob@example.com" }, "dom": { "title": "T" } } }';
const full = '{ "customer_email": "ann@example.com", "order_total": 12.5, "x": { "order_total": 1 } }';

/** The sample action with two events, one of its files written as `marked`, and the place of the `|` in it. */
async function at(path: string, marked: string) {
  const { text, offset } = atCursor(marked);
  const files: Record<string, string> = {
    [paths.action]: sampleAction,
    [paths.full]: full,
    [paths.second]: second,
    [path]: text,
  };
  const project = await sampleProject('{{email}}', files);
  const textOf = (other: string) => files[other];
  const chosen = project.events.find(event => event.path === paths.full)!;
  return { project, path, text, offset, textOf, event: chosen };
}

/** `full.event.json: order_total`, with the number of the line in the action: `a.webhook.json:10 order_total`. */
function shown(textOf: (path: string) => string | undefined, places: readonly Place[]): readonly string[] {
  return places.map(({ path, range }) => {
    const text = textOf(path)!;
    const line = text.slice(0, range.start).split('\n').length;
    return `${path.split('/').at(-1)}:${line} ${text.slice(range.start, range.end)}`;
  });
}

const inAction = (from: string, to: string) => at(paths.action, sampleAction.replace(from, to));

suite('from the action to the events', () => {
  test('the definition of an attribute: its declaration, and the chosen event', async () => {
    const { project, offset, event, textOf } = await inAction('"order_total"', '"order|_total"');
    assert.deepEqual(shown(textOf, actionDefinition({ project, event }, offset, textOf)), [
      'a.webhook.json:26 order_total',
      'full.event.json:1 order_total',
    ]);
  });
  test('another event, where the chosen one lacks it', async () => {
    const action = '{"action": {"templateVariables": [{"attribute": "dom.ti|tle", "to": "title"}]}}';
    const { project, offset, event, textOf } = await at(paths.action, action);
    assert.deepEqual(shown(textOf, actionDefinition({ project, event }, offset, textOf)), [
      'second.event.json:1 title',
    ]);
  });
  test('with the cursor on the quotes', async () => {
    for (const quoted of ['|"order_total"', '"order_total|"', '"order_total"|']) {
      const { project, offset, textOf } = await inAction('"order_total"', quoted);
      assert.equal(actionDefinition({ project }, offset, textOf).length, 2, quoted);
    }
  });
  test('a variable stands in its row, from which an editor goes on to its uses', async () => {
    const { project, offset, textOf } = await inAction('"to": "email"', '"to": "em|ail"');
    assert.deepEqual(shown(textOf, actionDefinition({ project }, offset, textOf)), ['a.webhook.json:10 email']);
  });
  test('the references of an attribute: declaration, rows and events', async () => {
    const { project, offset, textOf } = await inAction('"customer_email"', '"customer_|email"');
    const uses = [
      'a.webhook.json:10 customer_email',
      'full.event.json:1 customer_email',
      'second.event.json:1 customer_email',
    ];
    assert.deepEqual(shown(textOf, actionReferences({ project }, offset, false, textOf)), uses);
    assert.deepEqual(shown(textOf, actionReferences({ project }, offset, true, textOf)), [
      'a.webhook.json:25 customer_email',
      ...uses,
    ]);
  });
  test('the references of a secret', async () => {
    const { project, offset, textOf } = await inAction('"intercom"', '"inter|com"');
    assert.deepEqual(shown(textOf, actionReferences({ project }, offset, true, textOf)), [
      'a.webhook.json:20 intercom',
    ]);
  });
});

suite('from an event to the action', () => {
  test('the definition of an attribute: the row that maps it', async () => {
    const document = await at(paths.full, full.replace('customer', 'cust|omer'));
    assert.deepEqual(shown(document.textOf, eventDefinition(document, document.offset)), [
      'a.webhook.json:10 customer_email',
    ]);
  });
  test('its declaration, where nothing maps it', async () => {
    const document = await at(paths.full, '{ "pla|n": "pro" }');
    const declared = '{ "action": {}, "attributes": { "plan": "string" } }';
    const project = await sampleProject('', { [paths.action]: declared, [paths.full]: document.text });
    const places = eventDefinition({ ...document, project }, document.offset);
    assert.deepEqual(
      shown(() => declared, places),
      ['a.webhook.json:1 plan'],
    );
  });
  test('nothing for a value, nor for what only is spelt so', async () => {
    for (const marked of [
      full.replace('ann@', 'an|n@'),
      full.replace('{ "order_total": 1', '{ "order|_total": 1'),
      `${full}|`,
    ]) {
      const document = await at(paths.full, marked);
      assert.deepEqual(eventDefinition(document, document.offset), [], marked);
    }
  });
  test('nothing in a text that is newer than the model', async () => {
    const document = await at(paths.full, full.replace('total', 'to|tal'));
    for (const text of ['', full.slice(5), full.replace('}', '')]) {
      assert.deepEqual(eventDefinition({ ...document, text }, 30), []);
      assert.deepEqual(
        eventReferences({ ...document, text }, 30, true, () => text),
        [],
      );
    }
  });
  test('at every place of the examples: what is found is the name there', async () => {
    const udo = '{ "data": { "udo": { "a": "a", "b": ["a"] }, "dom": { "a": 1 }, "meta": { "a": 2 } } }';
    const row = '{ "udo_a": 1, "udo_b": 2, "a": 3 }';
    for (const text of [udo, row, '{ "badges": ["a"], "metrics": { "a": 1 }, "current_visit": {} }', full, second]) {
      for (let offset = 0; offset <= text.length; offset++) {
        const document = await at(paths.full, `${text.slice(0, offset)}|${text.slice(offset)}`);
        const target = eventTarget(document, offset);
        if (target?.kind !== 'attribute') continue;
        assert.ok(target.range.start - 1 <= offset && offset <= target.range.end + 1);
        const places = eventReferences(document, offset, true, document.textOf);
        assert.ok(places.some(({ path, range }) => path === paths.full && range.start === target.range.start));
      }
    }
  });
  test('in one of many lines', async () => {
    const document = await at('/a/events/week.events.jsonl', '{"x": 1}\n{"order_tot|al": 3}\n');
    assert.deepEqual(shown(document.textOf, eventDefinition(document, document.offset)), [
      'a.webhook.json:11 order_total',
    ]);
  });
  test('the references of an attribute', async () => {
    const document = await at(paths.second, second.replace('customer', '|customer'));
    assert.deepEqual(shown(document.textOf, eventReferences(document, document.offset, false, document.textOf)), [
      'a.webhook.json:10 customer_email',
      'full.event.json:1 customer_email',
      'second.event.json:1 customer_email',
    ]);
  });
  test('hover: type, value, and what it is mapped to', async () => {
    const said = async (marked: string) => {
      const document = await at(paths.full, marked);
      return eventHover(document, document.offset)?.markdown ?? '';
    };
    assert.match(
      await said(full.replace('total', 'to|tal')),
      /number, optional[\s\S]*12\.5[\s\S]*Mapped to `total` in `Create user`/,
    );
    assert.match(await said(full.replace('"x"', '"x|"')), /Not mapped in `Create user`/);
  });
  test('a rename begins at the name', async () => {
    const document = await at(paths.full, full.replace('total', 'to|tal'));
    const target = eventTarget(document, document.offset);
    assert.deepEqual(target, { kind: 'attribute', name: 'order_total', range: rangeOf(document.text, 'order_total') });
    const dotted = await at(paths.second, second.replace('title', 'ti|tle'));
    assert.match(JSON.stringify(eventTarget(dotted, dotted.offset)), /`title` is the attribute `dom.title`/);
  });
});

function rangeOf(text: string, word: string) {
  const start = text.indexOf(word);
  return { start, end: start + word.length };
}
