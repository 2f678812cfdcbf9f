import { type CancellationToken, commands, l10n, type Memento, ProgressLocation, Uri, window, workspace } from 'vscode';
import {
  type ActionContext,
  type EventChoice,
  type Instead,
  requests,
  type SendAnswer,
  type SendParams,
  type SendReport,
} from '../server/protocol';
import { actionOf, findAction } from './action';
import { nameOf } from './documents';
import { showPlace } from './place';
import type { Server } from './server';
import { type Choices, targetName } from './target';

export interface SendServices {
  readonly server: Server;
  readonly choices: Choices;
  /** The workspace's memory, which remembers that sending to Intercom was confirmed. */
  readonly memory: Memento;
  /** Where a report goes: results and trace. */
  readonly done: (report: SendReport) => void;
}

/** The actions that are being sent: a second press of the shortcut must not send twice. */
const underWay = new Set<string>();

/** Sends the action that `uri` (or the active editor) belongs to, with the event chosen for it. */
export async function sendAction(services: SendServices, uri?: Uri): Promise<void> {
  if (!(await sendingIsOn())) return;
  const context = await findAction(services.server, uri);
  const event = context && (await eventFor(services, context, uri));
  if (event) await send(services, { action: context.action.uri, event, target: services.choices.target });
}

/** Sends what a report is about once more, to the target chosen now; `instead`, to where the report went. */
export async function sendAgain(services: SendServices, report: SendReport, instead?: Instead): Promise<void> {
  if (!(await sendingIsOn())) return;
  const context = await actionOf(services.server, Uri.parse(report.action.uri));
  if (!context) throw new Error(l10n.t('the action “{0}” is no longer there.', report.action.name));
  const event = context.events.find(({ uri, name }) => uri === report.event.uri && name === report.event.name);
  if (!event) throw new Error(l10n.t('the event “{0}” is no longer there.', report.event.name));
  const params = { action: context.action.uri, event };
  if (!instead) return send(services, { ...params, target: services.choices.target });
  // The user knew the findings when the first send was allowed.
  const { method, path } = instead;
  await send(services, { ...params, target: report.target, instead: { method, path }, anyway: true });
}

async function send(services: SendServices, params: SendParams): Promise<void> {
  if (underWay.has(params.action)) return;
  if (params.target === 'intercom' && !(await isConfirmed(services.memory))) return;
  underWay.add(params.action);
  const answer = await ask(services, params).finally(() => underWay.delete(params.action));
  switch (answer?.kind) {
    case undefined:
      return;
    case 'sent':
      return services.done(answer.report);
    case 'refused':
      throw new Error(answer.message);
    case 'findings':
      if (await sendsAnyway(answer)) await send(services, { ...params, anyway: true });
  }
}

/** Undefined when the user cancelled before there was anything to report. */
async function ask({ server }: SendServices, params: SendParams): Promise<SendAnswer | undefined> {
  const action = nameOf(Uri.parse(params.action));
  const title = l10n.t('Sending {0} with {1} to {2}', action, params.event.name, targetName(params.target));
  const options = { location: ProgressLocation.Notification, cancellable: true, title };
  return window.withProgress(options, async (progress, token: CancellationToken) => {
    try {
      return await server.requestWithProgress<SendAnswer>(requests.send, params, progress, token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}

/** Tells what the checks found; answers whether to send all the same. */
export async function sendsAnyway({ errors, first }: Extract<SendAnswer, { kind: 'findings' }>): Promise<boolean> {
  const message =
    errors === 1
      ? l10n.t('Not sent, because the checks found an error. {0}', first.message)
      : l10n.t('Not sent, because the checks found {0} errors. {1} And {2} more.', errors, first.message, errors - 1);
  const [show, send] = [l10n.t('Show Problems'), l10n.t('Send Anyway')];
  const choice = await window.showWarningMessage(message, show, send);
  if (choice === show) {
    await showPlace(first.place ?? { uri: first.uri });
    await commands.executeCommand('workbench.actions.view.problems');
  }
  return choice === send;
}

/** The event itself when the command was given on an event file, else the chosen one, else the only one, else a question. */
export async function eventFor(
  { choices }: Pick<SendServices, 'choices'>,
  context: ActionContext,
  uri: Uri | undefined,
): Promise<EventChoice | undefined> {
  const editor = window.activeTextEditor;
  const file = (uri ?? editor?.document.uri)?.toString();
  const here = context.events.filter(event => Uri.parse(event.uri).toString() === file);
  const line = editor?.document.uri.toString() === file ? editor!.selection.active.line + 1 : undefined;
  const meant = here.length === 1 ? here[0] : here.find(event => event.line === line);
  if (meant) return meant;
  if (here.length) return choices.selectEvent({ ...context, events: here });
  return context.chosen ?? (context.events.length === 1 ? context.events[0] : choices.selectEvent(context));
}

/** In an untrusted workspace nothing is sent: its action decides where the token would go. */
export async function sendingIsOn(): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const message = l10n.t(
    'Sending is off in Restricted Mode, because the action in this workspace decides where your access token goes.',
  );
  const choice = await window.showWarningMessage(message, l10n.t('Manage Workspace Trust'));
  if (choice) await commands.executeCommand('workbench.trust.manage');
  return false;
}

/** The first send to Intercom is asked about, once for a workspace. */
export async function isConfirmed(memory: Memento): Promise<boolean> {
  if (memory.get('intercomConfirmed')) return true;
  const detail = l10n.t(
    'The request changes the real workspace behind your access token: people, companies, events. The sandbox changes nothing. This is asked once in this workspace.',
  );
  const choice = await window.showWarningMessage(l10n.t('Send to Intercom?'), { modal: true, detail }, l10n.t('Send'));
  if (choice) await memory.update('intercomConfirmed', true);
  return choice !== undefined;
}
