import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import { type Placeholder, placeholders } from '../../action/spans';
import { walk } from '../../template/walk';
import { nearest } from '../../text/nearest';
import { type ActionRule, type Report, replace } from '../rule';
import { authorizationTemplate } from './authorization';
import { header, isUnread, mappingLists } from './formEdits';
import { wrongReference } from './names';
import { literalToken } from './token-in-file';

/** Templates and the places that name them. */
export const templateNames: ActionRule = {
  cards: [
    {
      code: 'unknown-template',
      severity: 'error',
      group: 'Action',
      summary: 'A field names a template that the action does not have.',
    },
    { code: 'unused-template', severity: 'warning', group: 'Action', summary: 'No field names this template.' },
    {
      code: 'template-file-missing',
      severity: 'error',
      group: 'Action',
      summary: 'The file of a template is not there.',
    },
  ],
  check(project, report) {
    const named = references(project);
    const meant = new Set<string>();
    for (const reference of named) {
      if (project.templates.has(reference.name.text)) meant.add(reference.name.text);
      else meant.add(unknown(project, reference, named, report) ?? '');
    }
    for (const text of customTexts(project)) meant.add(wrongReference(project, text.text) ?? '');
    const authorization = header(project, 'Authorization')?.source;
    if (!authorization || literalToken(authorization.value.text)) meant.add(authorizationTemplate(project)?.name ?? '');
    // The part that cannot be read may name any of them.
    const isUnsure = listFields.some(field => isUnread(project, `action.${field}`));
    for (const name of included(project)) meant.add(name);
    for (const { name, path } of project.action.templates) {
      const template = project.templates.get(name.text);
      if (template && template.text === undefined) {
        const message = template.closed
          ? t`The file \`${path.text}\` cannot be read. Give yourself the right to read it.`
          : t`There is no file \`${path.text}\` beside this action. Create it, or correct the path.`;
        report({ code: 'template-file-missing', range: path, message });
      }
      if (isUnsure || meant.has(name.text) || /[{}]/.test(name.text)) continue;
      const message = t`No field uses this template: put \`${`{{${name.text}}}`}\` where its text belongs, or remove it.`;
      report({ code: 'unused-template', range: name, message, unnecessary: true });
    }
  },
};

const listFields = ['urlParameters', 'headers', 'cookies', 'bodyData'] as const;

/** The templates that others include. */
function included({ profile, templates }: Project): readonly string[] {
  const names: string[] = [];
  for (const { tree } of profile.partials ? templates.values() : []) {
    walk(tree ?? { children: [] }, {
      enter(node) {
        if (node.kind === 'partial' || node.kind === 'extend') names.push(node.tag.content.text);
      },
    });
  }
  return names;
}

/** The texts of the form that may hold `{{template}}`. */
function customTexts(project: Project) {
  const lists = mappingLists(project).filter(([field]) => field !== 'templateVariables');
  const mapped = lists.flatMap(([, mappings]) =>
    mappings.flatMap(({ source }) => (source?.kind === 'map' ? [source.value] : [])),
  );
  return project.action.url ? [project.action.url, ...mapped] : mapped;
}

function references(project: Project): Placeholder[] {
  return customTexts(project).flatMap(text => placeholders(project.text, text));
}

/** Reports it, and answers with the template that is most likely meant. */
function unknown(
  project: Project,
  { name, range }: Placeholder,
  named: readonly Placeholder[],
  report: Report,
): string | undefined {
  const unused = [...project.templates.keys()].filter(other => !named.some(each => each.name.text === other));
  const near = nearest(name.text, project.templates.keys()) ?? (unused.length === 1 ? unused[0] : undefined);
  const isVariable = project.variables.has(name.text);
  const advice = isVariable
    ? t('It is a template variable: write a template that prints it, and name that.')
    : near
      ? t`Did you mean \`${near}\`?`
      : t('Add it under `templates`.');
  report({
    code: 'unknown-template',
    range: name.text ? name : range,
    message: name.text ? t`There is no template \`${name.text}\`. ${advice}` : t('These braces name no template.'),
    fixes: [
      near && !isVariable && name.text
        ? { title: t`Change to ${near}`, edits: [replace(project.path, name.start, name.end, near)], preferred: true }
        : undefined,
    ],
  });
  return isVariable ? undefined : near;
}
