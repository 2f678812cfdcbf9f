import {
  type CancellationToken,
  type Disposable,
  Location,
  l10n,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  Uri,
  workspace,
} from 'vscode';
import {
  notifications,
  type RunTestParams,
  requests,
  type TestAnswer,
  type TestDeviation,
  type TestedAction,
} from '../server/protocol';
import { rangeOf } from './place';
import type { Server } from './server';

/** What an item of the tree runs; an action runs its events. */
type Test = Omit<RunTestParams, 'send'>;

/** The Test Explorer: actions, and below them the events that say what to expect. */
export class TestExplorer implements Disposable {
  readonly controller: TestController;
  readonly #tests = new WeakMap<TestItem, Test>();
  #isListed = false;
  #listing: Promise<void> = Promise.resolve();

  constructor(private readonly server: Server) {
    this.controller = tests.createTestController('intercomWebhook.tests', 'Intercom Webhook');
    this.controller.resolveHandler = item => (item ? undefined : this.refresh());
    this.controller.refreshHandler = () => this.refresh();
    const profile = (label: string, send: boolean) =>
      this.controller.createRunProfile(
        label,
        TestRunProfileKind.Run,
        (request, token) => this.run(request, send, token),
        send,
      );
    profile(l10n.t('Sandbox'), true);
    profile(l10n.t('Render Only'), false);
    server.onDidStart(() => this.#refreshQuietly());
    server.onNotification(notifications.contextChanged, () => {
      if (this.#isListed) this.#refreshQuietly();
    });
  }

  dispose(): void {
    this.controller.dispose();
  }

  /** Lists the tests anew. One listing at a time: what came last is what is shown. */
  refresh(): Promise<void> {
    this.#listing = this.#listing.catch(() => undefined).then(() => this.#list());
    return this.#listing;
  }

  /** Runs tests one after the other; never rejects. */
  async run(request: TestRunRequest, send: boolean, token: CancellationToken): Promise<void> {
    const run = this.controller.createTestRun(request);
    const wanted = this.#leaves(request.include ?? itemsOf(this.controller.items));
    const items = wanted.filter(item => !request.exclude?.some(other => other === item || other === item.parent));
    for (const item of items) run.enqueued(item);
    for (const item of items) {
      if (token.isCancellationRequested) run.skipped(item);
      else await this.#runOne(run, item, send, token);
    }
    run.end();
  }

  async #list(): Promise<void> {
    const actions = await this.server.request<readonly TestedAction[]>(requests.tests);
    this.#isListed = true;
    this.controller.items.replace(actions.map(action => this.#actionItem(action)));
  }

  #refreshQuietly(): void {
    this.refresh().catch(() => undefined); // The server crashed again, which is reported elsewhere.
  }

  #actionItem({ action, tests: events }: TestedAction): TestItem {
    const item = this.controller.createTestItem(action.uri, action.name, Uri.parse(action.uri));
    item.description = workspace.asRelativePath(Uri.parse(action.uri));
    item.children.replace(
      events.map(({ event, range }) => {
        const id = JSON.stringify([action.uri, event.uri, event.line]);
        const child = this.controller.createTestItem(id, event.name, Uri.parse(event.uri));
        child.range = rangeOf({ range });
        // In the order of the file, where VS Code would put the tenth line before the second.
        child.sortText = `${event.uri} ${String(event.line ?? 0).padStart(9, '0')}`;
        this.#tests.set(child, { action: action.uri, event });
        return child;
      }),
    );
    return item;
  }

  #leaves(items: readonly TestItem[]): readonly TestItem[] {
    return items.flatMap(item => (item.children.size > 0 ? this.#leaves(itemsOf(item.children)) : [item]));
  }

  async #runOne(run: TestRun, item: TestItem, send: boolean, token: CancellationToken): Promise<void> {
    const test = this.#tests.get(item);
    if (!test) return run.skipped(item);
    if (send && !workspace.isTrusted) {
      const message = l10n.t('Sending is off in Restricted Mode. Trust the workspace, or run “Render Only”.');
      return run.errored(item, new TestMessage(message));
    }
    run.started(item);
    try {
      const params: RunTestParams = { ...test, send };
      const answer = await this.server.request<TestAnswer>(requests.runTest, params, token);
      if (token.isCancellationRequested) return run.skipped(item);
      switch (answer.kind) {
        case 'passed':
          return run.passed(item, answer.ms);
        case 'failed':
          return run.failed(item, answer.deviations.map(messageOf), answer.ms);
        case 'skipped':
          run.appendOutput(`${item.label}: ${answer.reason}\r\n`, undefined, item);
          return run.skipped(item);
        case 'refused':
          return run.errored(item, new TestMessage(answer.message));
      }
    } catch (error) {
      if (token.isCancellationRequested) run.skipped(item);
      else run.errored(item, new TestMessage(error instanceof Error ? error.message : String(error)));
    }
  }
}

function messageOf({ message, place, expected, actual }: TestDeviation): TestMessage {
  const shown =
    expected !== undefined && actual !== undefined
      ? TestMessage.diff(message, expected, actual)
      : new TestMessage(actual === undefined ? message : `${message}\n\n${actual}`);
  shown.location = new Location(Uri.parse(place.uri), rangeOf(place));
  return shown;
}

function itemsOf(collection: TestController['items']): TestItem[] {
  return [...collection].map(([, item]) => item);
}
