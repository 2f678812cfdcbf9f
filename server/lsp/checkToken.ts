import { t } from '@vscode/l10n';
import { type CancellationToken, RequestType } from 'vscode-languageserver';
import { intercomHosts } from '../core/intercom/endpointOf';
import { type CheckTokenAnswer, type CheckTokenParams, requests } from '../protocol';
import { canonical } from './files';
import { harmlessly } from './guard';
import type { MessageContext } from './messages';
import { abortOn, askSecret, targetOf, withoutSecrets } from './sending';

/** Answers who an access token belongs to, by asking the host that the token is for. */
export function answerTokenChecks(context: MessageContext): void {
  const bug: CheckTokenAnswer = failed('Checking failed inside the extension; the log says why.');
  context.connection.onRequest(
    new RequestType<CheckTokenParams, CheckTokenAnswer, void>(requests.checkToken),
    (params, token) =>
      harmlessly<CheckTokenAnswer>(context.connection.console, 'Checking a token', bug, params, () =>
        check(context, params, token),
      ),
  );
}

async function check(
  { connection, host, workspace, sandbox }: MessageContext,
  { secret, target: wanted, action }: CheckTokenParams,
  cancellation: CancellationToken,
): Promise<CheckTokenAnswer> {
  if (!host.checkToken) return failed(t('This editor cannot ask: a page in a browser may not call Intercom.'));
  await workspace.ready;
  const target = await targetOf(wanted, sandbox);
  if (target.kind === 'unreachable') return failed(target.problem);
  const token = target.kind === 'sandbox' ? undefined : (await askSecret(connection, secret))?.trim();
  if (target.kind !== 'sandbox' && !token) return { kind: 'unset' };
  const url = action && (await workspace.projects.at(canonical(action))).action.url?.text;
  const origin = target.kind === 'sandbox' ? target.url : originOf(url);
  const abort = abortOn(cancellation);
  try {
    const answer = await host.checkToken({
      token,
      origin,
      allowedHosts: workspace.settings.allowedHosts ?? [],
      timeout: workspace.settings.timeout ?? undefined,
      http: workspace.http,
      signal: abort.signal,
    });
    const expected = new URL(origin).host;
    return answer.kind === 'known' && answer.host !== expected ? { ...answer, expected } : answer;
  } catch (bug) {
    throw withoutSecrets(bug, token ? [token] : []);
  } finally {
    abort.dispose();
  }
}

/** Where the action sends to, if its URL says so without a template; otherwise Intercom in the USA. */
function originOf(url: string | undefined): string {
  const fallback = `https://${intercomHosts[0]}`;
  if (!url || !URL.canParse(url)) return fallback;
  const { origin } = new URL(url);
  return origin === 'null' || origin.includes('%7B') ? fallback : origin;
}

function failed(detail: string): CheckTokenAnswer & { kind: 'failed' } {
  return { kind: 'failed', reason: 'plan', detail };
}
