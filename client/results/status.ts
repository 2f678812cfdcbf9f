import * as l10n from '@vscode/l10n';
import type { Outcome, SendReport } from '../../server/protocol';

/** How it went: shown in words and in colour. */
export type Tone = 'success' | 'redirect' | 'client-error' | 'server-error' | 'failed';

export function statusOf(outcome: Outcome): { readonly tone: Tone; readonly badge: string; readonly status: string } {
  if (outcome.kind === 'failed') {
    return {
      tone: 'failed',
      badge: l10n.t('Failed'),
      status: outcome.reason === 'cancelled' ? l10n.t('Cancelled') : l10n.t('Failed'),
    };
  }
  const { status, statusText } = outcome;
  const tone = status < 300 ? 'success' : status < 400 ? 'redirect' : status < 500 ? 'client-error' : 'server-error';
  return { tone, badge: String(status), status: `${status} ${statusText}`.trim() };
}

export function targetName(target: SendReport['target']): string {
  return target === 'sandbox' ? l10n.t('Sandbox') : 'Intercom';
}
