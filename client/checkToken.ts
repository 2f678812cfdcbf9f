import { commands, l10n, ProgressLocation, window } from 'vscode';
import { type CheckTokenAnswer, type CheckTokenParams, requests, type TokenOwner } from '../server/protocol';
import { actionOf, activeFile } from './action';
import { showPlace } from './place';
import { chooseName } from './secrets';
import { sendingIsOn } from './send';
import type { Server } from './server';
import type { Choices } from './target';
import type { TokenStore } from './tokenStore';

interface CheckServices {
  readonly server: Server;
  readonly store: TokenStore;
  readonly choices: Choices;
}

/** Asks Intercom, or the sandbox where that is the target, who a token belongs to; changes nothing there. */
export async function checkAccessToken({ server, store, choices }: CheckServices, named?: string): Promise<void> {
  if (!(await sendingIsOn())) return;
  const file = activeFile();
  const action = file && (await actionOf(server, file));
  // A token that was just set is meant for Intercom, whatever the target is.
  const target = named === undefined ? choices.target : 'intercom';
  const names = action?.secrets ?? store.list().map(({ name }) => name);
  const title = l10n.t('Which token do you want to check?');
  const secret = named ?? (target === 'sandbox' ? '' : await chooseName(store, title, names));
  if (secret === undefined) return;
  const params: CheckTokenParams = { secret, target, ...(action && { action: action.action.uri }) };
  const options = {
    location: ProgressLocation.Notification,
    cancellable: true,
    title: l10n.t('Checking the access token'),
  };
  const answer = await window.withProgress(options, (progress, token) =>
    server.requestWithProgress<CheckTokenAnswer>(requests.checkToken, params, progress, token),
  );
  await tell(params, answer, action && { uri: action.action.uri });
}

/** Says that a token is set, and checks it at a click. */
export async function offerCheck(services: CheckServices, name: string): Promise<void> {
  const message = l10n.t('The access token “{0}” is set.', name);
  await offer('info', message, l10n.t('Check'), () => checkAccessToken(services, name));
}

async function tell(
  { secret, target }: CheckTokenParams,
  answer: CheckTokenAnswer,
  action: { readonly uri: string } | undefined,
): Promise<void> {
  switch (answer.kind) {
    case 'known': {
      if (target === 'sandbox') {
        const message = l10n.t('The sandbox accepts any token: {0}.', ownerText(answer));
        return offer('info', message, l10n.t('Select Target'), () =>
          commands.executeCommand('intercomWebhook.selectTarget'),
        );
      }
      if (answer.expected === undefined) {
        window.showInformationMessage(l10n.t('The access token “{0}” works: {1}.', secret, ownerText(answer)));
        return;
      }
      const message = l10n.t(
        'The access token “{0}” works, but not where the action sends: it belongs to {1}. Change the host in the URL from {2} to {3}.',
        secret,
        ownerText(answer),
        answer.expected,
        answer.host,
      );
      return offer('warning', message, l10n.t('Show Action'), () => action && showPlace(action));
    }
    case 'unknown':
      return offer(
        'error',
        l10n.t('Intercom does not know the access token “{0}” (401 from {1}). Copy it again.', secret, answer.host),
        l10n.t('Set Access Token'),
        () => commands.executeCommand('intercomWebhook.setAccessToken'),
      );
    case 'unset':
      return offer('warning', l10n.t('The access token “{0}” is not set.', secret), l10n.t('Set Access Token'), () =>
        commands.executeCommand('intercomWebhook.setAccessToken'),
      );
    case 'odd':
      throw new Error(
        l10n.t('{0} answered {1}, which says nothing of the token. Try again later.', answer.host, answer.status),
      );
    case 'failed':
      if (answer.reason !== 'cancelled') throw new Error(answer.detail);
  }
}

async function offer(
  kind: 'info' | 'warning' | 'error',
  message: string,
  button: string,
  act: () => unknown,
): Promise<void> {
  const show = {
    info: window.showInformationMessage,
    warning: window.showWarningMessage,
    error: window.showErrorMessage,
  }[kind];
  if ((await show(message, button)) === button) await act();
}

/** `workspace “Acme” (abc123), region EU, as Ann Example`, as far as it is known. */
function ownerText({ workspace, id, region, teammate }: TokenOwner): string {
  const parts = [
    workspace === undefined ? id && l10n.t('workspace {0}', id) : l10n.t('workspace “{0}” ({1})', workspace, id ?? '?'),
    region && l10n.t('region {0}', region),
    teammate && l10n.t('as {0}', teammate),
  ];
  return parts.filter(Boolean).join(', ') || l10n.t('a workspace without a name');
}
