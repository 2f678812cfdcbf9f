import { t } from '@vscode/l10n';
import { valuePlace } from '../../action/eventKeys';
import type { ActionForm, Project } from '../../action/project';
import { mask } from '../../action/secrets';
import type { Range } from '../../text/range';
import type { Edit, Fix } from '../finding';
import { type FormRule, replace, type TemplateRule } from '../rule';
import { header, mappingFor } from './formEdits';

const card = {
  code: 'token-in-file',
  severity: 'error',
  group: 'Action',
  summary: 'An access token is in a file.',
} as const;

export const tokenMessage = () =>
  t(
    'This looks like an access token: keep it out of files. Store it with Set Access Token and map `"secret": "intercom"`.',
  );

/**
 * Where tokens stand in a text: Intercom's shape (base64 of `tok:…:1:0`, 60 characters; source: leaked tokens decoded), a
 * little loosely, and any literal after `Bearer`. The text itself is never repeated in a message.
 */
export function tokensIn(text: string): Range[] {
  const found: Range[] = [];
  for (const { 0: token, index } of text.matchAll(/(?<![A-Za-z0-9+])dG9rO[jm][A-Za-z0-9+/_-]{40,80}={0,2}/g)) {
    found.push({ start: index, end: index + token.length });
  }
  for (const { 1: token = '', index, 0: whole } of text.matchAll(/\bBearer\s+([A-Za-z0-9._~+/:-]{16,}=*)/gi)) {
    const end = index + whole.length;
    const start = end - token.length;
    if (!found.some(range => range.start < end && start < range.end)) found.push({ start, end });
  }
  return found;
}

/** The word after `Bearer` in a text that has nothing else; undefined where a tag is in its place, or nothing. */
export function literalToken(text: string): Range | undefined {
  const match = /^(\s*Bearer\s+)([^\s{}]+)\s*$/i.exec(text);
  return match ? { start: match[1]!.length, end: match[1]!.length + match[2]!.length } : undefined;
}

/** The text with a mask where a token stands. */
export function maskTokens(text: string): string {
  const tokens = tokensIn(text).sort((one, other) => one.start - other.start);
  return tokens.reduceRight((left, { start, end }) => left.slice(0, start) + mask + left.slice(end), text);
}

/** A token in a template; the fix puts the secret's variable in its place. */
export const tokenInTemplate: TemplateRule = {
  cards: [],
  check({ text, path, project }, report) {
    const literal = project && usesAuthorization(project, path) ? literalToken(text) : undefined;
    const tokens = tokensIn(text);
    for (const range of tokens.length > 0 || !literal ? tokens : [literal]) {
      const use = (name: string) => replace(path, range.start, range.end, `{{${name}}}`);
      report({ code: card.code, range, message: tokenMessage(), fixes: () => [project && moveToStore(project, use)] });
    }
  },
};

/** A token in the action file or in a sample event. */
export const tokenInAction: FormRule = {
  cards: [card],
  check(project, report) {
    for (const range of tokensIn(project.text))
      report({ code: card.code, range, message: tokenMessage(), fixes: [asSecret(project, range)] });
    for (const event of project.events) {
      const { path, attributes } = event;
      for (const [name, value] of attributes) {
        if (typeof value !== 'string' || tokensIn(value).length === 0) continue;
        const message = t`In attribute \`${name}\`: ${tokenMessage()}`;
        report({ code: card.code, path, range: valuePlace(event, name), message });
      }
    }
  },
};

/** Whether the template at a path is what the header Authorization sends. */
function usesAuthorization(project: Project, path: string): boolean {
  const text = header(project, 'Authorization')?.source?.value.text ?? '';
  return [...project.templates.values()].some(({ name, path: own }) => own === path && text.trim() === `{{${name}}}`);
}

function moveToStore(project: ActionForm, use: (name: string) => Edit): Fix {
  const { action, variables } = project;
  const known = action.templateVariables.find(({ source, to }) => source?.kind === 'secret' && to)?.to?.text;
  const name = known ?? (variables.has('access_token') ? 'intercom_access_token' : 'access_token');
  const added = known ? [] : mappingFor(project, 'templateVariables', { secret: 'intercom', to: name });
  return { title: t('Take it from the secret store'), edits: [use(name), ...added], preferred: true };
}

/** A template variable that holds the token as text becomes one that takes the secret. */
function asSecret(project: ActionForm, { start, end }: Range): Fix | undefined {
  const { templateVariables } = project.action;
  const mapping = templateVariables.find(
    ({ source }) => source && source.value.start <= start && end <= source.value.end,
  );
  if (!mapping?.source || !mapping.to || mapping.source.kind === 'secret') return undefined;
  const bare = mapping.source.value.start === start && mapping.source.value.end === end;
  if (!bare) return undefined;
  const text = `{ "secret": "intercom", "to": ${JSON.stringify(mapping.to.text)} }`;
  const edits = [replace(project.path, mapping.range.start, mapping.range.end, text)];
  return { title: t('Take it from the secret store'), edits, preferred: true };
}
