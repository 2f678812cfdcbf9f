import { t } from '@vscode/l10n';
import { type Connection, RequestType } from 'vscode-languageserver';
import type { PlanFailure } from '../core/action/plan';
import type { Project } from '../core/action/project';
import { curlCommand } from '../core/export/curl';
import { exportRequest } from '../core/export/exported';
import { type PostmanFolder, postmanCollection } from '../core/export/postman';
import {
  type CurlAnswer,
  type CurlParams,
  type PostmanAnswer,
  type PostmanParams,
  type Refusal,
  requests,
} from '../protocol';
import { eventIn, eventIsGone, refused } from './choice';
import { locationOf } from './convert';
import { canonical } from './files';
import { forSandbox } from './forSandbox';
import { guard } from './guard';
import { actionName } from './messages';
import type { Sandbox } from './sandbox';
import type { Workspace } from './workspace';

/** Answers exports: a request as a command, actions as a collection. */
export function answerExports(connection: Connection, workspace: Workspace, sandbox: Sandbox): void {
  const broken: Refusal = refused('That failed inside the extension; the log says why.');
  connection.onRequest(
    new RequestType<CurlParams, CurlAnswer, void>(requests.curl),
    guard<CurlParams, CurlAnswer>(connection.console, 'Copying as cURL', broken, params =>
      curl(workspace, sandbox, params),
    ),
  );
  connection.onRequest(
    new RequestType<PostmanParams, PostmanAnswer, void>(requests.postman),
    guard<PostmanParams, PostmanAnswer>(connection.console, 'Exporting', broken, params => postman(workspace, params)),
  );
}

/** Where no sandbox can run, the command goes to the action's own URL. */
async function curl(workspace: Workspace, sandbox: Sandbox, params: CurlParams): Promise<CurlAnswer> {
  if ('request' in params) return { kind: 'command', ...curlCommand(params.request) };
  await workspace.ready;
  const project = await workspace.projects.at(canonical(params.action));
  const event = eventIn(project, params.event);
  if (!event) return eventIsGone(params.event);
  const { url } = params.target === 'sandbox' ? await sandbox.state() : {};
  const exported = exportRequest({ project, event, now: Date.now(), uuid: () => crypto.randomUUID() });
  if (exported.kind === 'failed') return planRefusal(workspace, project, exported);
  if (url !== undefined) return { kind: 'command', ...curlCommand(forSandbox(exported.request, url)), sandbox: url };
  return { kind: 'command', ...curlCommand(exported.request), ...(exported.hidden && { hidden: true }) };
}

async function planRefusal(workspace: Workspace, project: Project, failure: PlanFailure): Promise<Refusal> {
  const { path, range, message } = failure;
  const place = range && locationOf({ path, range }, await workspace.textsOf(project));
  return { ...refused(message), ...(place && { place }) };
}

/** This many events of an action are enough to try it; a file of events may have a hundred thousand. */
const mostEvents = 500;

async function postman(workspace: Workspace, { actions }: PostmanParams): Promise<PostmanAnswer> {
  await workspace.ready;
  const projects = await Promise.all(actions.map(action => workspace.projects.at(canonical(action))));
  const leftOut: string[] = [];
  const folders = projects.map(project => folderOf(project, leftOut));
  const requestCount = folders.reduce((sum, folder) => sum + folder.requests.length, 0);
  if (requestCount === 0)
    return refused(leftOut[0] ?? t('The action has no sample event. Add one to the folder events beside it.'));
  const name = folders.length === 1 ? folders[0]!.name : 'Tealium Webhook to Intercom';
  const collection = postmanCollection(name, folders);
  return {
    kind: 'collection',
    text: `${JSON.stringify(collection, null, 2)}\n`,
    requests: requestCount,
    variables: collection.variable.filter(({ value }) => value === '').map(({ key }) => key),
    leftOut,
  };
}

function folderOf(project: Project, leftOut: string[]): PostmanFolder {
  const name = actionName(project);
  const requests = project.events.slice(0, mostEvents).flatMap(event => {
    const exported = exportRequest({ project, event, now: Date.now(), uuid: () => crypto.randomUUID() });
    if (exported.kind === 'failed') {
      leftOut.push(`${name}, ${event.name}: ${exported.message}`);
      return [];
    }
    if (exported.hidden) leftOut.push(t`${name}, ${event.name}: a template encodes a secret; fill it in by hand.`);
    return [{ name: event.name, request: exported.request }];
  });
  const more = project.events.length - mostEvents;
  if (more > 0) leftOut.push(t`${name}: ${more} more events; the first ${mostEvents} are exported.`);
  const stream = project.action.stream?.text;
  return { name, ...(stream && { description: `Stream: ${stream}` }), requests };
}
