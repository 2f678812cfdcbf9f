import { t } from '@vscode/l10n';
import type { ActionForm } from '../../action/project';
import type { Range, Span } from '../../text/range';
import type { FormRule, Report } from '../rule';
import { mappingLists, setText } from './formEdits';

/** Braces around a name that takes a value, and none around a template that gives one. */
export const braces: FormRule = {
  cards: [
    { code: 'braces-in-to', severity: 'error', group: 'Action', summary: 'A name is written with braces.' },
    {
      code: 'missing-braces-in-map',
      severity: 'error',
      group: 'Action',
      summary: 'A template is named without its two pairs of braces, so that the name itself is sent.',
    },
  ],
  check(project, report) {
    for (const [field, mappings] of mappingLists(project)) {
      for (const { source, to } of mappings) {
        if (to) bareName(project, to, t('A name on this side'), report);
        if (source?.kind === 'attribute') bareName(project, source.value, t('An attribute'), report);
        if (source?.kind === 'map' && field !== 'templateVariables') wrongBraces(project, source.value, report);
      }
    }
    for (const { name } of project.action.templates) bareName(project, name, 'A template', report);
    if (project.action.url) wrongBraces(project, project.action.url, report);
  },
};

function bareName(project: ActionForm, name: Span, what: string, report: Report): void {
  if (!/[{}]/.test(name.text)) return;
  const bare = name.text.replace(/[{}]/g, '').trim();
  if (bare === '') return;
  report({
    code: 'braces-in-to',
    range: name,
    message: t`${what} is written without braces: \`${bare}\`.`,
    fixes: [{ title: t`Change to ${bare}`, edits: [setText(project, name, bare)], preferred: true, safe: true }],
  });
}

/** `body_template`, `{body_template}` or `{{body_template}` for `{{body_template}}`. */
function wrongBraces(project: ActionForm, value: Span, report: Report): void {
  const name = wrongReference(project, value.text);
  if (name === undefined) return;
  const range: Range = value;
  report({
    code: 'missing-braces-in-map',
    range,
    message: t`This sends the text itself. For what the template renders write \`${`{{${name}}}`}\`.`,
    fixes: [
      {
        title: t`Change to ${`{{${name}}}`}`,
        edits: [setText(project, value, `{{${name}}}`)],
        preferred: true,
        safe: true,
      },
    ],
  });
}

/** The template that a custom text means and does not reach. */
export function wrongReference({ action }: Pick<ActionForm, 'action'>, text: string): string | undefined {
  const [, open = '', name = '', close = ''] = /^\s*(\{*)\s*([^{}]*?)\s*(\}*)\s*$/.exec(text) ?? [];
  const isNamed = action.templates.some(template => template.name.text === name);
  return isNamed && (open !== '{{' || close !== '}}') ? name : undefined;
}
