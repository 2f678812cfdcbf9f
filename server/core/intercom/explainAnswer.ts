import { t } from '@vscode/l10n';
import { endpointOf } from './endpointOf';
import { type CodeMeaning, errorCodes, inWords, meaningOf } from './errorCodes';
import { knownError } from './errors';
import type { Endpoint } from './fields';
import { fieldOf, headerIn, lacks, particular } from './particulars';
import { type AnswerError, readAnswer } from './readAnswer';
import { newestDescribed, readVersion } from './versions';

/** Names in any case. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** An answer of Intercom's, and what is known of the request. */
export interface Answered {
  readonly status: number;
  readonly body: string;
  readonly headers?: HeaderList;
  /** The endpoint that was called, where it is known; see `endpointOf`. */
  readonly endpoint?: Endpoint;
  /** The version asked for. */
  readonly version?: string;
}

/** One error in our words. */
export interface Explanation {
  readonly status: number;
  readonly code?: string;
  /** What Intercom says, as it says it; third-party text, to be escaped where it is shown. */
  readonly message?: string;
  readonly title: string;
  /** What it means for this request. */
  readonly meaning: string;
  readonly remedy: string;
  /** It is no error, but says where the sandbox, which gave the answer, differs from Intercom. */
  readonly isHint?: true;
  /** The field of the body that it is about, dotted: `custom_attributes.plan`. */
  readonly field?: string;
  /** The contact that exists already, by Intercom's id. */
  readonly contactId?: string;
  readonly fix?: AnswerFix;
}

/** What an editor can offer to do about it. */
export type AnswerFix =
  /** Map `value` to the header of this name. */
  | { readonly kind: 'set-header'; readonly name: string; readonly value: string }
  /** Send the same fields with this method to this path instead. */
  | { readonly kind: 'update-contact'; readonly method: 'PUT'; readonly path: string }
  /** Send again at or after this moment, in Unix seconds. */
  | { readonly kind: 'send-later'; readonly at: number };

/**
 * What an answer means for the request, and what to do: one explanation for each error in it, none for success, unless
 * the sandbox says that Intercom would answer something else. Any body is accepted, whatever server it came from. The
 * contact's id, the field and the fix are given where they can be known.
 */
export function explainAnswer(answered: Answered): readonly Explanation[] {
  const { status, headers = [] } = answered;
  const note = headerIn(headers, 'x-sandbox-note');
  if (note)
    return [{ status: 404, title: t('The sandbox differs from Intercom'), meaning: note, remedy: '', isHint: true }];
  const body = readAnswer(answered.body);
  if (status >= 200 && status < 300) return body.kind === 'html' ? [notIntercom(status)] : [];
  switch (body.kind) {
    case 'html':
      return [status >= 500 || status === 429 ? explain(answered, {}) : notIntercom(status)];
    case 'empty':
    case 'text':
      return [explain(answered, {})];
    case 'json':
      return (body.errors.length > 0 ? body.errors : [{}]).map(error => explain(answered, error));
  }
}

/** The same, with the endpoint and version taken from the request. */
export function explainExchange(
  request: { readonly method: string; readonly url: string; readonly headers: HeaderList },
  answer: { readonly status: number; readonly headers: HeaderList; readonly body: string },
): readonly Explanation[] {
  const asked = headerIn(request.headers, 'intercom-version');
  const version = readVersion(asked);
  const lookup = endpointOf(request.method, request.url, version ?? newestDescribed);
  const endpoint = lookup.kind === 'found' || lookup.kind === 'other-version' ? lookup.endpoint : undefined;
  const { status, headers, body } = answer;
  return explainAnswer({
    ...{ status, headers, body },
    ...(endpoint && { endpoint }),
    // Without the header the version is the one chosen for the app, which only Intercom knows.
    ...(asked && version && { version }),
  });
}

/** A page instead of JSON: a proxy, a sign-in page, a wrong host. */
function notIntercom(status: number): Explanation {
  return {
    status,
    title: t('Something else than Intercom has answered'),
    meaning: t('The answer is a web page. A proxy or another server has taken the request.'),
    remedy: t("Check the host in the action's URL, and whether the network asks for a sign-in."),
  };
}

function explain(answered: Answered, error: AnswerError): Explanation {
  const { status } = answered;
  const { code, message } = error;
  const known = knownError(status, code, message);
  const said = known?.message === undefined ? saidIn(status, message) : undefined;
  const listed = said ?? known;
  const general = listed ? inWords(listed) : meaningOf(status, code);
  const field = fieldOf(error, answered);
  return {
    status,
    ...(code && { code }),
    ...(message && { message }),
    title: general.title,
    meaning: general.meaning,
    remedy: general.remedy,
    ...(field && { field }),
    ...particular(answered, error, field),
  };
}

/** Intercom uses parameter_invalid for many things: the message tells which. */
function saidIn(status: number, message = ''): CodeMeaning | undefined {
  if (status !== 400 && status !== 422) return undefined;
  if (lacks.test(message)) return errorCodes.parameter_missing;
  return /\balready (have|exists)\b/i.test(message) ? errorCodes.conflict : undefined;
}
