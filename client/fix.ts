import { l10n, Uri, window } from 'vscode';
import { type AnswerFix, type FixAnswer, type FixAnswerParams, requests, type SendReport } from '../server/protocol';
import { showPlace } from './place';
import { type SendServices, sendAgain } from './send';

/**
 * Carries out a fix that an explained answer offers: edits the action, or sends the same body again to where it
 * belongs.
 */
export async function carryOut(services: SendServices, report: SendReport, fix: AnswerFix): Promise<void> {
  if (fix.kind === 'update-contact') return sendAgain(services, report, fix);
  const params: FixAnswerParams = { action: report.action.uri, fix };
  const { kind } = await services.server.request<FixAnswer>(requests.fixAnswer, params);
  switch (kind) {
    case 'edited':
      return showPlace({ uri: Uri.parse(report.action.uri).toString() });
    case 'nothing':
      window.showInformationMessage(l10n.t('The action has been changed since and says so already. Send it again.'));
      return;
    case 'refused':
      throw new Error(l10n.t('the action could not be edited.'));
  }
}
