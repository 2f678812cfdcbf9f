import type { Action } from './model';

/** Takes the place of a secret whose name is not known. */
export const mask = '••••••••';

/** Takes the place of a secret wherever its value must not appear: `<secret:intercom>`. */
export function secretPlaceholder(name: string): string {
  return `<secret:${name}>`;
}

/** The names of the secrets that an action maps (`"secret": "intercom"`), in the order of the form, each once. */
export function secretsOf({ urlParameters, headers, cookies, bodyData, templateVariables }: Action): readonly string[] {
  const rows = [urlParameters, headers, cookies, bodyData, templateVariables].flat();
  return [...new Set(rows.flatMap(({ source }) => (source?.kind === 'secret' ? [source.value.text] : [])))];
}

/** The environment variable that holds a secret where there is no secret store: on the command line, in a shell. */
export function environmentVariable(secret: string): string {
  if (secret === 'intercom') return 'INTERCOM_ACCESS_TOKEN';
  return `INTERCOM_WEBHOOK_SECRET_${secret.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/**
 * The value of a header, without a credential that is written in the action itself: `Bearer abc` keeps its scheme
 * alone. A placeholder says more than a mask, so it stays.
 */
export function withoutCredential(name: string, value: string): string {
  if (!/^(proxy-)?authorization$|^x-api-key$/i.test(name) || placeholder.test(value)) return value;
  const scheme = /^(Bearer|Basic|Digest) /i.exec(value)?.[0] ?? '';
  return value === scheme.trim() ? value : `${scheme}${mask}`;
}

const placeholder = new RegExp(secretPlaceholder('[^<>]+'));

/** The value of every secret for the sandbox, which accepts anything that looks like a token. */
export const sandboxToken = 'made-up-sandbox-token';
