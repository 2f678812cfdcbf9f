import { t } from '@vscode/l10n';
import type { Mapping } from '../../action/model';
import type { Project, ProjectTemplate } from '../../action/project';
import { placeholders } from '../../action/spans';
import { type ActionRule, type Report, replace } from '../rule';
import { header, isUnread, mappingFor, misspeltHeader, place, setText } from './formEdits';
import { wrongReference } from './names';
import { literalToken, tokenMessage, tokensIn } from './token-in-file';

/** The Authorization header: Intercom takes a bearer token and nothing else. */
export const authorization: ActionRule = {
  cards: [
    {
      code: 'missing-authorization',
      severity: 'error',
      group: 'Action',
      summary: 'No header carries the access token.',
    },
    {
      code: 'bearer-prefix',
      severity: 'error',
      group: 'Action',
      summary: 'The Authorization header does not begin with `Bearer`.',
    },
    {
      code: 'basic-auth-conflict',
      severity: 'error',
      group: 'Action',
      summary: 'Basic authentication is filled in beside an Authorization header.',
    },
  ],
  check(project, report) {
    const mapping = header(project, 'Authorization');
    if (mapping) {
      checkBearer(project, mapping, report);
      checkBasic(project, report);
    } else if (!isUnread(project, 'action.headers')) missing(project, report);
  },
};

function missing(project: Project, report: Report): void {
  const misspelt = misspeltHeader(project, 'Authorization');
  if (misspelt) {
    report({ code: 'missing-authorization', ...misspelt });
    return;
  }
  const template = authorizationTemplate(project);
  const edits = () =>
    template ? mappingFor(project, 'headers', { map: `{{${template.name}}}`, to: 'Authorization' }) : [];
  report({
    code: 'missing-authorization',
    range: place(project, 'action.headers'),
    message: t(
      'Map a template `Bearer {{access_token}}` to the header `Authorization`: Intercom answers 401 without it.',
    ),
    fixes: () => [{ title: t`Map ${`{{${template?.name}}}`} to Authorization`, edits: edits(), preferred: true }],
  });
}

/** The template that was surely written for the header. */
export function authorizationTemplate({ templates }: Project): ProjectTemplate | undefined {
  return [...templates.values()].find(({ text }) => text?.startsWith('Bearer '));
}

const bearer = /^\s*Bearer [^\s]/i;

/** The header as far as it is known: custom text, then the beginning of the template that it starts with. */
function checkBearer(project: Project, { source }: Mapping, report: Report): void {
  if (!source || source.kind === 'attribute') return;
  const { value } = source;
  // A template without its braces has a rule of its own.
  if (wrongReference(project, value.text) !== undefined) return;
  if (source.kind === 'secret') {
    const message = t('The token alone is not enough: map a template `Bearer {{access_token}}` instead of the secret.');
    report({ code: 'bearer-prefix', range: value, message });
    return;
  }
  const literal = literalToken(value.text);
  if (literal && tokensIn(value.text).length === 0) {
    const template = authorizationTemplate(project);
    const fix = template && {
      title: t`Change to ${`{{${template.name}}}`}`,
      edits: [setText(project, value, `{{${template.name}}}`)],
      preferred: true,
    };
    const range = { start: value.start + literal.start, end: value.start + literal.end };
    report({ code: 'token-in-file', range, message: tokenMessage(), fixes: [fix] });
    return;
  }
  const [first] = placeholders(project.text, value);
  if (!first || value.text.slice(0, first.start).trim() !== '') {
    if (bearer.test(value.text)) return;
    report({ code: 'bearer-prefix', range: value, message: t`${advice()} Write \`Bearer \` before the token.` });
    return;
  }
  const template = project.templates.get(first.name.text);
  if (template?.text !== undefined && !startsWithBearer(project, template)) reportTemplate(template, report);
}

const advice = () => t('Intercom reads the token after the word `Bearer` and a blank.');

function reportTemplate({ path, text = '' }: ProjectTemplate, report: Report): void {
  const start = text.length - text.trimStart().length;
  const word = /^bearer[:\s]*/i.exec(text.slice(start))?.[0] ?? '';
  const end = start + Math.max(word.length, /^(\{\{.*?\}\}|\S*)/.exec(text.slice(start))![0].length);
  report({
    code: 'bearer-prefix',
    path,
    range: { start, end },
    message: t`${advice()} Begin this template with \`Bearer \`.`,
    fixes: [
      {
        title: t('Begin with Bearer'),
        edits: [replace(path, start, start + word.length, 'Bearer ')],
        preferred: true,
        safe: true,
      },
    ],
  });
}

/** A first variable that comes from an attribute may hold anything, so nothing is said of it. */
function startsWithBearer(project: Project, { text = '' }: ProjectTemplate): boolean {
  const plain = text.replace(/\{\{!.*?\}\}\s*/gs, '');
  const [, name] = /^\s*\{\{\{?&?\s*([^{}\s]+)/.exec(plain) ?? [];
  if (name === undefined || /[#^/>$+=]/.test(name[0]!)) return name !== undefined || bearer.test(plain);
  const source = project.variables.get(name)?.mapping.source;
  if (!source || source.kind === 'attribute') return true;
  if (source.kind === 'secret') return false;
  return /^\s*Bearer( |$)/i.test(source.value.text);
}

function checkBasic(project: Project, report: Report): void {
  const { basicAuth } = project.action;
  const filled = [basicAuth?.username, basicAuth?.password].filter(span => span !== undefined && span.text !== '');
  const [first] = filled;
  if (!first) return;
  const edits = filled.map(span => replace(project.path, span!.start, span!.end, ''));
  report({
    code: 'basic-auth-conflict',
    range: first,
    message: t(
      'Leave user name and password empty: a filled one sends an Authorization header of its own beside yours.',
    ),
    fixes: [{ title: t('Empty user name and password'), edits, preferred: true, safe: true }],
  });
}
