import { env, FileType, l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode';
import {
  type EndpointChoice,
  type EventChoice,
  type NewActionAnswer,
  type NewActionChoices,
  type NewActionParams,
  requests,
} from '../server/protocol';
import { freeFile, writeNewFiles } from './newFiles';
import { hasWords } from './search';
import type { Server } from './server';
import { type Answer, inputStep, pickStep, type StepOptions } from './steps';

/**
 * Asks what the action should tell Intercom, what it is called and which event to start from; writes a folder with all
 * of it and opens the body. `given`: the folder that was clicked on.
 */
export async function newAction(server: Server, given: Uri | undefined): Promise<void> {
  const choices = await server.request<NewActionChoices>(requests.newActionChoices);
  const params = await askAll(choices);
  const parent = params && (await parentFolder(given));
  if (!parent) return;
  const answer = await server.request<NewActionAnswer>(requests.newAction, params);
  if (answer.kind === 'refused') throw new Error(answer.message);
  const folder = await freeFile(parent, answer.folder);
  await writeNewFiles(answer.files.map(({ path, text }) => ({ file: Uri.joinPath(folder, path), text })));
  await window.showTextDocument(Uri.joinPath(folder, answer.opens), { preview: false });
  void tellUnmapped(answer, Uri.joinPath(folder, answer.files[0]!.path));
}

type Made = Extract<NewActionAnswer, { kind: 'files' }>;

/** Says what the request needs and the event lacks, then what the event has and the request does not send. */
async function tellUnmapped({ lacking, leftOut }: Made, action: Uri): Promise<void> {
  const missing = l10n.t(
    'The event has nothing for {0}, which the request needs. In the action, map attributes of yours instead.',
    listed(lacking),
  );
  const unused = l10n.t(
    'No field was found for {0}. To send more of the event, map it in the action and print it in the body.',
    listed(leftOut),
  );
  const sentences = [...(lacking.length > 0 ? [missing] : []), ...(leftOut.length > 0 ? [unused] : [])];
  if (sentences.length === 0) return;
  const show = lacking.length > 0 ? window.showWarningMessage : window.showInformationMessage;
  const open = l10n.t('Open Action');
  if ((await show(sentences.join(' '), open)) === open) await window.showTextDocument(action);
}

function listed(names: readonly string[]): string {
  return names.length > mostNames ? `${names.slice(0, mostNames).join(', ')}, …` : names.join(', ');
}

const mostNames = 8;

/** The questions one after the other, with a way back; undefined when the user leaves. */
async function askAll(choices: NewActionChoices): Promise<NewActionParams | undefined> {
  let endpoint: EndpointChoice | undefined;
  let name: string | undefined;
  for (let step = 1; ; ) {
    const options = { title: l10n.t('New Action'), step, totalSteps: 3 };
    switch (step) {
      case 1: {
        const answer = await askEndpoint(choices.endpoints, endpoint, options);
        if (answer?.kind !== 'answer') return undefined;
        if (answer.value !== endpoint) name = undefined;
        endpoint = answer.value;
        step++;
        break;
      }
      case 2: {
        const answer = await inputStep(
          name ?? endpoint!.title,
          text => (text === '' ? l10n.t('An action needs a name.') : undefined),
          { ...options, placeholder: l10n.t('What the action is called in Tealium. Its folder is named after it.') },
        );
        if (!answer) return undefined;
        if (answer.kind === 'answer') name = answer.value;
        step += answer.kind === 'answer' ? 1 : -1;
        break;
      }
      default: {
        const answer = await askEvent(choices.events, options);
        if (!answer) return undefined;
        if (answer.kind === 'answer') return { endpoint: endpoint!.id, name: name!, ...(await answer.value()) };
        step--;
      }
    }
  }
}

async function askEndpoint(
  endpoints: readonly EndpointChoice[],
  current: EndpointChoice | undefined,
  options: Omit<StepOptions, 'placeholder'>,
): Promise<Answer<EndpointChoice>> {
  const groups = [...new Set(endpoints.map(({ group }) => group))];
  const items = groups.flatMap(group => [
    { label: group, kind: QuickPickItemKind.Separator },
    ...endpoints
      .filter(endpoint => endpoint.group === group)
      .map(endpoint => ({
        label: endpoint.title,
        description: `${endpoint.method} ${endpoint.path}`,
        detail: endpoint.help,
        alwaysShow: true,
        endpoint,
      })),
  ]) as (QuickPickItem & { endpoint?: EndpointChoice })[];
  const answer = await pickStep(
    items,
    items.find(({ endpoint }) => endpoint !== undefined && endpoint === current),
    { ...options, placeholder: l10n.t('What Intercom is to do') },
    ({ endpoint }, query) => endpoint !== undefined && hasWords(Object.values(endpoint).join(' '), query),
  );
  return answer?.kind === 'answer' ? { kind: 'answer', value: answer.value.endpoint! } : answer;
}

type EventItem = QuickPickItem & { readonly event: () => Promise<Pick<NewActionParams, 'event'>> };

async function askEvent(
  events: readonly EventChoice[],
  options: Omit<StepOptions, 'placeholder'>,
): Promise<Answer<EventItem['event']>> {
  const items = [
    {
      label: `$(sparkle) ${l10n.t('A sample made for this request')}`,
      detail: l10n.t('A person, their company and an order, to be replaced by an event of yours.'),
      event: async () => ({}),
    },
    {
      label: `$(clippy) ${l10n.t('The event on the clipboard')}`,
      detail: l10n.t('A Tealium event, or a curl command or URL that sends one.'),
      event: async () => ({ event: { text: await env.clipboard.readText() } }),
    },
    ...(events.length > 0 ? [{ label: l10n.t('Sample events'), kind: QuickPickItemKind.Separator }] : []),
    ...events.map(event => ({
      label: `$(symbol-event) ${event.name}`,
      description: workspace.asRelativePath(Uri.parse(event.uri)),
      event: async () => ({ event }),
    })),
  ] as EventItem[];
  const placeholder = l10n.t('The event whose attributes are mapped');
  const answer = await pickStep(items, undefined, { ...options, placeholder });
  return answer?.kind === 'answer' ? { kind: 'answer', value: answer.value.event } : answer;
}

/** The folder that was clicked on (or that of the file), else a workspace folder, else one that the user opens. */
async function parentFolder(given: Uri | undefined): Promise<Uri | undefined> {
  if (given) {
    const { type } = await workspace.fs.stat(given);
    return type & FileType.Directory ? given : Uri.joinPath(given, '..');
  }
  const [only, ...more] = workspace.workspaceFolders ?? [];
  if (more.length > 0) {
    const placeHolder = l10n.t('Where the folder of the action is made');
    return (await window.showWorkspaceFolderPick({ placeHolder }))?.uri;
  }
  if (only) return only.uri;
  const openLabel = l10n.t('Make the Action Here');
  return (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel }))?.[0];
}
