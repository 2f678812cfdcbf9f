import * as l10n from '@vscode/l10n';
import type { FailureReason, SendReport } from '../../server/protocol';

/** What a failed send is called, and what to do about it. */
export interface Remedy {
  readonly title: string;
  readonly remedy: string;
  /** A button that does it. */
  readonly button?: { readonly does: RemedyAction; readonly label: string };
}

export type RemedyAction = 'set-access-token' | 'start-sandbox' | 'allowed-hosts' | 'timeout' | 'proxy';

const remedies = (): Record<FailureReason, Remedy> => ({
  cancelled: {
    title: l10n.t('Cancelled'),
    remedy: l10n.t(
      'If the request had already left, Intercom may have carried it out: look there before you send again.',
    ),
  },
  timeout: {
    title: l10n.t('No answer in time'),
    remedy: l10n.t(
      'Intercom may have carried it out all the same, and Tealium does not retry after a time-out. Send again, or allow more time in the settings.',
    ),
    button: { does: 'timeout', label: l10n.t('Open Setting') },
  },
  network: {
    title: l10n.t('The connection broke'),
    remedy: l10n.t('Check the network and the proxy, then send again.'),
  },
  refused: {
    title: l10n.t('Nothing answers there'),
    remedy: l10n.t('Check the host and the port in the URL of the action.'),
  },
  'host-not-found': {
    title: l10n.t('There is no such host'),
    remedy: l10n.t('Check the host in the URL of the action, and that this machine is online.'),
  },
  certificate: {
    title: l10n.t('The certificate cannot be trusted'),
    remedy: l10n.t(
      'The request was not sent. Check the host, or install the certificate of your proxy on this machine.',
    ),
  },
  proxy: {
    title: l10n.t('The proxy does not let it through'),
    remedy: l10n.t('Check the settings http.proxy, http.noProxy and http.proxyAuthorization, then send again.'),
    button: { does: 'proxy', label: l10n.t('Open Settings') },
  },
  'host-not-allowed': {
    title: l10n.t('This host may not receive a token'),
    remedy: l10n.t(
      'Check the URL of the action. If the host is yours, add it to the allowed hosts in your user settings.',
    ),
    button: { does: 'allowed-hosts', label: l10n.t('Open Setting') },
  },
  'missing-secret': {
    title: l10n.t('No access token is set'),
    remedy: l10n.t('Set it once: it is kept in the secret storage of the editor and in no file.'),
    button: { does: 'set-access-token', label: l10n.t('Set Access Token') },
  },
  'bad-url': {
    title: l10n.t('The URL cannot be used'),
    remedy: l10n.t('Check the URL of the action and what its template makes of this event.'),
  },
  plan: {
    title: l10n.t('The request could not be built'),
    remedy: l10n.t('Correct the action or the template, then send again.'),
  },
});

const sandboxGone = (): Remedy => ({
  title: l10n.t('The sandbox does not answer'),
  remedy: l10n.t('Start it, then send again.'),
  button: { does: 'start-sandbox', label: l10n.t('Start Sandbox') },
});

export function remedyFor(reason: FailureReason, target: SendReport['target']): Remedy {
  return reason === 'refused' && target === 'sandbox' ? sandboxGone() : remedies()[reason];
}
