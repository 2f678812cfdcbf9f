import type { FailureReason, SendReport } from '../../server/protocol';

/** What a failed send is called, and what to do about it. */
export interface Remedy {
  readonly title: string;
  readonly remedy: string;
  /** A button that does it. */
  readonly button?: { readonly does: RemedyAction; readonly label: string };
}

export type RemedyAction = 'set-access-token' | 'start-sandbox' | 'allowed-hosts' | 'timeout' | 'proxy';

const remedies: Record<FailureReason, Remedy> = {
  cancelled: {
    title: 'Cancelled',
    remedy: 'If the request had already left, Intercom may have carried it out: look there before you send again.',
  },
  timeout: {
    title: 'No answer in time',
    remedy:
      'Intercom may have carried it out all the same, and Tealium does not retry after a time-out. Send again, or allow more time in the settings.',
    button: { does: 'timeout', label: 'Open Setting' },
  },
  network: {
    title: 'The connection broke',
    remedy: 'Check the network and the proxy, then send again.',
  },
  refused: {
    title: 'Nothing answers there',
    remedy: 'No server listens at this address. Check the host and the port in the URL of the action.',
  },
  'host-not-found': {
    title: 'There is no such host',
    remedy: 'Check the host in the URL of the action, and that this machine is online.',
  },
  certificate: {
    title: 'The certificate cannot be trusted',
    remedy: 'The request was not sent. Check the host, or install the certificate of your proxy on this machine.',
  },
  proxy: {
    title: 'The proxy does not let it through',
    remedy: 'Check the settings http.proxy, http.noProxy and http.proxyAuthorization, then send again.',
    button: { does: 'proxy', label: 'Open Settings' },
  },
  'host-not-allowed': {
    title: 'This host may not receive a token',
    remedy: 'Check the URL of the action. If the host is yours, add it to the allowed hosts in your user settings.',
    button: { does: 'allowed-hosts', label: 'Open Setting' },
  },
  'missing-secret': {
    title: 'No access token is set',
    remedy: 'Set it once: it is kept in the secret storage of the editor and in no file.',
    button: { does: 'set-access-token', label: 'Set Access Token' },
  },
  'bad-url': {
    title: 'The URL cannot be used',
    remedy: 'Check the URL of the action and what its template makes of this event.',
  },
  plan: {
    title: 'The request could not be built',
    remedy: 'Correct the action or the template, then send again.',
  },
};

const sandboxGone: Remedy = {
  title: 'The sandbox does not answer',
  remedy: 'Start it, then send again.',
  button: { does: 'start-sandbox', label: 'Start Sandbox' },
};

export function remedyFor(reason: FailureReason, target: SendReport['target']): Remedy {
  return reason === 'refused' && target === 'sandbox' ? sandboxGone : remedies[reason];
}
