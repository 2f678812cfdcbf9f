import { type Connection, RequestType } from 'vscode-languageserver';
import type { PlanFailure } from '../core/action/plan';
import type { Project } from '../core/action/project';
import { curlCommand } from '../core/export/curl';
import { exportRequest } from '../core/export/exported';
import { type CurlAnswer, type CurlParams, type Refusal, requests } from '../protocol';
import { eventIn, eventIsGone, refused } from './choice';
import { locationOf } from './convert';
import { canonical } from './files';
import { guard } from './guard';
import type { Workspace } from './workspace';

/** Answers what leaves the editor: a request as a command. */
export function answerExports(connection: Connection, workspace: Workspace): void {
  const broken: Refusal = refused('That failed inside the extension; the log says why.');
  connection.onRequest(
    new RequestType<CurlParams, CurlAnswer, void>(requests.curl),
    guard<CurlParams, CurlAnswer>(connection.console, 'Copying as cURL', broken, params => curl(workspace, params)),
  );
}

async function curl(workspace: Workspace, params: CurlParams): Promise<CurlAnswer> {
  if ('request' in params) return { kind: 'command', ...curlCommand(params.request) };
  await workspace.ready;
  const project = await workspace.projects.at(canonical(params.action));
  const event = eventIn(project, params.event);
  if (!event) return eventIsGone(params.event);
  const exported = exportRequest({ project, event, now: Date.now(), uuid: () => crypto.randomUUID() });
  if (exported.kind === 'failed') return planRefusal(workspace, project, exported);
  return { kind: 'command', ...curlCommand(exported.request), ...(exported.hidden && { hidden: true }) };
}

async function planRefusal(workspace: Workspace, project: Project, failure: PlanFailure): Promise<Refusal> {
  const { path, range, message } = failure;
  const place = range && locationOf({ path, range }, await workspace.textsOf(project));
  return { ...refused(message), ...(place && { place }) };
}
