import { env, l10n, type Uri, window } from 'vscode';
import { type CurlAnswer, type CurlParams, requests, type SentRequest } from '../server/protocol';
import { findAction } from './action';
import { showPlace } from './place';
import { eventFor } from './send';
import type { Server } from './server';
import type { Choices } from './target';

/** Copies the request that an action makes of the event chosen for it, to the chosen target, as a command for a shell. */
export async function copyAsCurl(server: Server, choices: Choices, uri?: Uri): Promise<void> {
  const context = await findAction(server, uri);
  const event = context && (await eventFor({ choices }, context, uri));
  if (event) await copyCommand(server, { action: context.action.uri, event, target: choices.target });
}

/** Copies a request that was sent, as the results show it. */
export function copyRequestAsCurl(server: Server, request: SentRequest): Promise<void> {
  return copyCommand(server, { request });
}

/** Puts a command on the clipboard, and says which variables it wants. */
async function copyCommand(server: Server, params: CurlParams): Promise<void> {
  const answer = await server.request<CurlAnswer>(requests.curl, params);
  if (answer.kind === 'refused') {
    const buttons = answer.place ? [l10n.t('Show')] : [];
    const choice = await window.showErrorMessage(l10n.t('Copy as cURL: {0}', answer.message), ...buttons);
    if (choice && answer.place) await showPlace(answer.place);
    return;
  }
  await env.clipboard.writeText(answer.text);
  if (answer.hidden) {
    const message = l10n.t(
      'Copied. A template encodes a secret, so the command holds a placeholder there: fill it in by hand.',
    );
    window.showWarningMessage(message);
  } else if (answer.sandbox !== undefined) {
    const message = l10n.t('Copied, for the sandbox at {0}. For Intercom, select that target first.', answer.sandbox);
    window.showInformationMessage(message);
  } else if (answer.variables.length === 0) window.setStatusBarMessage(l10n.t('Copied as cURL'), 3_000);
  else {
    const variables = answer.variables.join(l10n.t(' and '));
    window.showInformationMessage(l10n.t('Copied. Set {0} in the shell before you run it.', variables));
  }
}
