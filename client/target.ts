import { EventEmitter, l10n, type Memento, type QuickPickItem, Uri, window, workspace } from 'vscode';
import {
  type ActionContext,
  type ChooseEventParams,
  type EventChoice,
  requests,
  type SampleChoice,
  type SendParams,
} from '../server/protocol';
import type { Server } from './server';

export type Target = SendParams['target'];

/**
 * What the next send uses: the target, and for each action its event. Both are the user's own and of this workspace, so
 * they are no settings: a repository cannot choose Intercom for those who open it.
 */
export class Choices {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly memory: Memento,
    private readonly server: Server,
  ) {
    server.onDidStart(() => this.#sendToServer().catch(() => undefined)); // It crashed again, which is reported elsewhere.
  }

  get target(): Target {
    return this.memory.get<Target>('target') === 'intercom' ? 'intercom' : 'sandbox';
  }

  async selectTarget(sandboxUrl: string | undefined): Promise<void> {
    const items: (QuickPickItem & { target: Target })[] = [
      {
        label: `$(beaker) ${targetName('sandbox')}`,
        description: sandboxUrl ?? l10n.t('on this machine'),
        detail: l10n.t(
          'Answers as the real API does, or says where not. Needs no account; nothing leaves this machine.',
        ),
        target: 'sandbox',
      },
      {
        label: `$(cloud-upload) ${targetName('intercom')}`,
        description: l10n.t('the URL of the action'),
        detail: l10n.t('The real workspace behind your access token.'),
        target: 'intercom',
      },
    ];
    const chosen = await pick(
      items,
      items.find(item => item.target === this.target),
      {
        title: l10n.t('Select Target'),
        placeholder: l10n.t('Where Send Action sends'),
      },
    );
    if (!chosen) return;
    await this.memory.update('target', chosen.target);
    this.#changed.fire();
  }

  /** Asks which event an action is rendered and sent with; undefined when none was chosen. */
  async selectEvent(context: ActionContext): Promise<EventChoice | undefined> {
    const { action, events, chosen } = context;
    if (!events.length)
      throw new Error(l10n.t('“{0}” has no sample event. Add one to the folder events beside it.', action.name));
    const items = events.map(event => ({ ...eventItem(event, context), event }));
    const current = items.find(({ event }) => sameEvent(event, chosen));
    const title = l10n.t('Select Event for “{0}”', action.name);
    const answer = await pick(items, current, {
      title,
      placeholder: l10n.t('Completion, preview and Send Action use its values'),
    });
    if (!answer) return undefined;
    const event = withoutVerdict(answer.event);
    await this.chooseEvent(action.uri, event);
    return event;
  }

  async chooseEvent(action: string, event: EventChoice): Promise<void> {
    await this.memory.update('events', { ...this.#events, [action]: event });
    await this.server.request(requests.chooseEvent, { action, event } satisfies ChooseEventParams);
    this.#changed.fire();
  }

  /** A server that has just started knows no choices. */
  async #sendToServer(): Promise<void> {
    for (const [action, event] of Object.entries(this.#events)) {
      await this.server.request(requests.chooseEvent, { action, event } satisfies ChooseEventParams);
    }
    this.#changed.fire();
  }

  get #events(): Record<string, EventChoice> {
    return this.memory.get('events', {});
  }
}

/** An event in a list, with what the stream says of it. */
export function eventItem(event: SampleChoice, { stream }: ActionContext): QuickPickItem {
  const { name, refusal } = event;
  const description = placeOf(event);
  if (stream === undefined) return { label: name, description };
  const into = stream === '' ? l10n.t('the stream') : l10n.t('the stream “{0}”', stream);
  if (refusal === undefined) return { label: `$(pass) ${name}`, description, detail: l10n.t('Matches {0}', into) };
  return { label: `$(circle-slash) ${name}`, description, detail: l10n.t('Not in {0}: {1}', into, refusal) };
}

export function targetName(target: Target): string {
  return target === 'sandbox' ? l10n.t('Sandbox') : 'Intercom';
}

/** What is remembered of an event; what the stream says of it may change. */
export function withoutVerdict({ refusal: _, ...event }: SampleChoice): EventChoice {
  return event;
}

export function sameEvent(one: EventChoice, other: EventChoice | undefined): boolean {
  return one.uri === other?.uri && one.line === other.line;
}

function placeOf({ uri, line }: EventChoice): string {
  const file = workspace.asRelativePath(Uri.parse(uri));
  return line === undefined ? file : `${file}:${line}`;
}

/** A quick pick that starts on the present choice. */
async function pick<Item extends QuickPickItem>(
  items: readonly Item[],
  current: Item | undefined,
  { title, placeholder }: { title: string; placeholder: string },
): Promise<Item | undefined> {
  const list = window.createQuickPick<Item>();
  Object.assign(list, { items, title, placeholder, matchOnDescription: true, matchOnDetail: true });
  if (current) list.activeItems = [current];
  return new Promise(resolve => {
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
