import assert from 'node:assert/strict';
import {
  type CancellationToken,
  CancellationTokenSource,
  extensions,
  type TestItem,
  type TestMessage,
  type TestRun,
  TestRunRequest,
  workspace,
} from 'vscode';
import type { Api } from '../../../client/extension';
import { closeAll, example, hasMachine, replace, show } from './support';

/** What sends. */
const withMachine: (...given: Parameters<typeof test>) => ReturnType<typeof test> | undefined = (...given) =>
  hasMachine ? test(...given) : undefined;

/** What a run said of each test, in its order: `passed registered`. */
interface Recorded {
  readonly said: string[];
  readonly messages: readonly TestMessage[];
}

suite('Test Explorer', () => {
  teardown(closeAll);

  test('lists the actions, and below them the events that say what to expect, with their places', async () => {
    const { testExplorer } = await api();
    await testExplorer.refresh();
    const action = itemFor('new-user/new-user.webhook.json', await roots());
    assert.equal(action.label, 'Create or update user');
    assert.deepEqual(labels(action), ['difficult-name', 'only-the-essentials', 'registered']);
    const [first] = children(action);
    const document = await workspace.openTextDocument(first!.uri!);
    assert.equal(document.getText(first!.range), 'expect');
    const lines = children(itemFor('order-event/order-event.webhook.json', await roots()));
    assert.deepEqual(
      lines.filter(({ label }) => label.startsWith('week')).map(({ label, range }) => [label, range!.start.line]),
      [
        ['week-1:1', 0],
        ['week-1:2', 1],
        ['week-1:3', 2],
      ],
    );
  });

  withMachine('runs all that the examples hold, against the sandbox', async () => {
    const { said } = await ran(undefined, true);
    assert.ok(said.length >= 30, said.join('\n'));
    assert.deepEqual(
      said.filter(line => !line.startsWith('passed')),
      [],
    );
  })?.timeout(60_000);

  test('renders all that the examples hold', async () => {
    const { said } = await ran(undefined, false);
    assert.ok(said.length >= 30, said.join('\n'));
    assert.deepEqual(
      said.filter(line => !/^(passed|skipped)/.test(line)),
      [],
    );
  }).timeout(60_000);

  if (!hasMachine) {
    test('says why nothing can be sent, and what to run', async () => {
      const { said, messages } = await ran('note/note.webhook.json', true);
      assert.ok(said.length > 0 && said.every(line => line.startsWith('errored')), said.join('\n'));
      assert.match(String(messages[0]!.message), /^This editor has no network of its own.+Run “Render Only”\.$/);
    });
  }

  test('shows what differs at the expectation, both sides to compare, also of what is not saved', async () => {
    const editor = await show('new-user/events/registered.event.json');
    await replace(editor, '"$.signed_up_at": 1767268800', '"$.signed_up_at": 1');
    const { said, messages } = await ran('new-user/new-user.webhook.json', hasMachine);
    assert.deepEqual(said, ['passed difficult-name', 'passed only-the-essentials', 'failed registered']);
    const [message] = messages;
    assert.equal(message!.message, '$.signed_up_at in the body of the request is 1767268800, not 1.');
    assert.deepEqual([message!.expectedOutput, message!.actualOutput], ['1', '1767268800']);
    assert.equal(message!.location!.uri.toString(), editor.document.uri.toString());
    assert.equal(editor.document.getText(message!.location!.range), '"$.signed_up_at": 1');
  });

  withMachine('Render Only leaves out what only an answer tells', async () => {
    const editor = await show('tag-contact/events/vip-again.event.json');
    await replace(editor, '"stream": true, "valid": true, "status": 200', '"status": 404');
    const rendered = await ran('tag-contact/tag-contact.webhook.json', false);
    assert.deepEqual(rendered.said, ['passed on-the-web', 'skipped vip-again', 'passed vip']);
    const sent = await ran('tag-contact/tag-contact.webhook.json', true);
    assert.deepEqual(sent.said, ['passed on-the-web', 'failed vip-again', 'passed vip']);
    assert.match(String(sent.messages[0]!.message), /^The status is 200, not 404/);
  });

  test('one test; one that is left out; a run that is cancelled', async () => {
    const action = itemFor('contact/contact.webhook.json', await roots());
    const [first, second] = children(action);
    assert.deepEqual((await recorded(new TestRunRequest([first!]), hasMachine)).said, [`passed ${first!.label}`]);
    const { said } = await recorded(new TestRunRequest([action], [second!]), hasMachine);
    assert.equal(said.length, children(action).length - 1);
    const cancelled = new CancellationTokenSource();
    cancelled.cancel();
    const none = await recorded(new TestRunRequest([action]), true, cancelled.token);
    assert.deepEqual(new Set(none.said.map(line => line.split(' ')[0])), new Set(['skipped']));
  });

  test('follows the files: an event gets an expectation, and loses it', async () => {
    const { testExplorer } = await api();
    const listed = () => labels(itemFor('note/note.webhook.json', children(testExplorer.controller.items)));
    await testExplorer.refresh();
    assert.ok(listed().includes('no-reason'));
    const editor = await show('note/events/no-reason.event.json');
    await replace(editor, '"expect"', '"other"');
    await waitUntil(() => !listed().includes('no-reason'), 'the test is still there');
    await replace(editor, '"other"', '"expect"');
    await waitUntil(() => listed().includes('no-reason'), 'the test is not there again');
  });
});

async function api(): Promise<Api> {
  return extensions.getExtension<Api>('intercom-webhook-templates.intercom-webhook-templates')!.activate();
}

async function roots(): Promise<TestItem[]> {
  const { testExplorer } = await api();
  await testExplorer.refresh();
  return children(testExplorer.controller.items);
}

/** Runs the tests of an action, or all. */
async function ran(action: string | undefined, send: boolean): Promise<Recorded> {
  const items = await roots();
  return recorded(new TestRunRequest(action === undefined ? undefined : [itemFor(action, items)]), send);
}

/** The real run, with a listener in between. */
async function recorded(
  request: TestRunRequest,
  send: boolean,
  token: CancellationToken = new CancellationTokenSource().token,
): Promise<Recorded> {
  const { testExplorer } = await api();
  const { controller } = testExplorer;
  const said: string[] = [];
  const messages: TestMessage[] = [];
  const create = controller.createTestRun;
  controller.createTestRun = (...args) => {
    const run: TestRun = create.apply(controller, args);
    return new Proxy(run, {
      get(target, name: keyof TestRun) {
        const value = target[name];
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (['passed', 'failed', 'skipped', 'errored'].includes(name)) {
            said.push(`${name} ${(given[0] as TestItem).label}`);
            if (name === 'failed' || name === 'errored') messages.push(...[given[1] as TestMessage].flat());
          }
          return (value as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  };
  try {
    await testExplorer.run(request, send, token);
  } finally {
    controller.createTestRun = create;
  }
  return { said, messages };
}

function itemFor(file: string, items: readonly TestItem[]): TestItem {
  const found = items.find(({ uri }) => uri?.toString() === example(file).toString());
  assert.ok(found, `${file} is not among ${items.map(({ uri }) => uri).join()}`);
  return found;
}

function children(of: TestItem | TestItem['children']): TestItem[] {
  return [...('children' in of ? of.children : of)].map(([, item]) => item);
}

function labels(item: TestItem): string[] {
  return children(item).map(({ label }) => label);
}

/** The tree tells nobody that it changed, so that it is looked at until it has. */
async function waitUntil(holds: () => boolean, otherwise: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (holds()) return;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  assert.fail(otherwise);
}
