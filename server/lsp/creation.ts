import { t } from '@vscode/l10n';
import { type Connection, RequestType } from 'vscode-languageserver';
import { readEvents } from '../core/action/events';
import { type Offer, offers } from '../core/create/endpoints';
import { type SourceEvent, slug, sourceEvent } from '../core/create/event';
import { type ImportedEvent, importEvent } from '../core/create/importEvent';
import { keywordsOf } from '../core/create/keywords';
import { newAction } from '../core/create/newAction';
import {
  type EndpointChoice,
  type EventChoice,
  type ImportEventAnswer,
  type ImportEventParams,
  type NewActionAnswer,
  type NewActionChoices,
  type NewActionParams,
  type Refusal,
  requests,
} from '../protocol';
import { choiceOf } from './choice';
import { canonical } from './files';
import { guard } from './guard';
import type { Workspace } from './workspace';

/** Answers what to write into new files: an action, an event. The editor writes them. */
export function answerCreation(connection: Connection, workspace: Workspace): void {
  const { console: log } = connection;
  const none: NewActionChoices = { endpoints: [], events: [] };
  connection.onRequest(
    requests.newActionChoices,
    guard<object, NewActionChoices>(log, 'What a new action can be', none, () => choices(workspace)),
  );
  connection.onRequest(
    new RequestType<NewActionParams, NewActionAnswer, void>(requests.newAction),
    guard<NewActionParams, NewActionAnswer>(log, 'A new action', broken, params => create(workspace, params)),
  );
  connection.onRequest(
    new RequestType<ImportEventParams, ImportEventAnswer, void>(requests.importEvent),
    guard<ImportEventParams, ImportEventAnswer>(log, 'Importing an event', broken, params => read(workspace, params)),
  );
}

const broken: Refusal = refused('That failed inside the extension; the log says why.');

function refused(message: string): Refusal {
  return { kind: 'refused', message };
}

/** The most files that are read for the list of events, and the most events shown of each: nobody scrolls further. */
const mostFiles = 200;
const mostOfFile = 20;

async function choices(workspace: Workspace): Promise<NewActionChoices> {
  await workspace.ready;
  const files = (await workspace.projects.actions.sampleFiles()).slice(0, mostFiles);
  const events = await Promise.all(
    files.map(async file => {
      const text = await workspace.files.read(file);
      return text === undefined ? [] : readEvents(file, text).events.slice(0, mostOfFile).map(choiceOf);
    }),
  );
  return { endpoints: offers.map(endpointChoice), events: events.flat() };
}

function endpointChoice({ endpoint, version, id }: Offer): EndpointChoice {
  const { title, method, path, help, common, until } = endpoint;
  const [about = ''] = path.split('/').filter(part => part !== '');
  const group = common ? 'Most common' : until ? `Users and leads, up to version ${until}` : heading(about);
  return { id, title, method, path, version, help, keywords: keywordsOf(title), group };
}

function heading(part: string): string {
  return part.replaceAll('_', ' ').replace(/^./, first => first.toUpperCase());
}

async function create(workspace: Workspace, params: NewActionParams): Promise<NewActionAnswer> {
  await workspace.ready;
  const offer = offers.find(({ id }) => id === params.endpoint);
  if (!offer) return refused(t('Intercom has no such request.'));
  const event = params.event && (await eventFor(workspace, params.event));
  if (event && 'message' in event) return event;
  const { files, ...made } = newAction({ offer, name: params.name, ...event });
  return { kind: 'files', ...made, files: [...files].map(([path, text]) => ({ path, text })) };
}

interface Chosen {
  readonly event: SourceEvent;
  readonly eventName: string;
}

async function eventFor(
  { files }: Workspace,
  chosen: EventChoice | { readonly text: string },
): Promise<Chosen | Refusal> {
  if ('text' in chosen) {
    const imported = importEvent(chosen.text);
    return imported.kind === 'refused' ? imported : firstOf(imported);
  }
  const path = canonical(chosen.uri);
  const text = await files.read(path);
  const found = text === undefined ? undefined : readEvents(path, text).events.find(({ line }) => line === chosen.line);
  const event = found && sourceEvent(JSON.parse(text!.slice(found.range.start, found.range.end)));
  if (!event) return refused(t`The event “${chosen.name}” no longer exists. Choose another one.`);
  return { event, eventName: slug(chosen.name) || 'event' };
}

function firstOf({ text, name }: Extract<ImportedEvent, { kind: 'event' }>): Chosen {
  const [first = '{}'] = text.startsWith('{\n') ? [text] : text.split('\n', 1);
  return { event: sourceEvent(JSON.parse(first))!, eventName: name };
}

async function read({ ready, projects, files }: Workspace, params: ImportEventParams): Promise<ImportEventAnswer> {
  await ready;
  const { path, action } = await projects.at(canonical(params.action));
  const imported = importEvent(params.text, action);
  if (imported.kind === 'refused') return imported;
  const [fixed = ''] = action.events.split(/[*?]/, 1);
  return { ...imported, folder: files.resolve(path, fixed.slice(0, fixed.lastIndexOf('/') + 1) || '.') };
}
