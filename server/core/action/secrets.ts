import type { Action } from './model';

/** The names of the secrets that an action maps (`"secret": "intercom"`), in the order of the form, each once. */
export function secretsOf({ urlParameters, headers, cookies, bodyData, templateVariables }: Action): readonly string[] {
  const rows = [urlParameters, headers, cookies, bodyData, templateVariables].flat();
  return [...new Set(rows.flatMap(({ source }) => (source?.kind === 'secret' ? [source.value.text] : [])))];
}
