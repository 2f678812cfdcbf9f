import { t } from '@vscode/l10n';
import type { Helper } from '../../template/helpers/helper';
import type { TemplateProblem } from '../../template/tree';
import { nodesAt } from '../../template/walk';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { type Report, replace } from '../rule';
import type { TemplateSubject } from '../subject';

/** Reports a call that the engine refuses when it reads the template. */
export function refused(subject: TemplateSubject, refusal: TemplateProblem, report: Report): void {
  const { cause, range } = refusal;
  if (isOfSection(subject, refusal)) return;
  if (cause !== 'helper-arguments' && cause !== 'helper-as-value' && cause !== 'helper-as-section') return;
  const { text, profile } = subject;
  const [name = ''] = text.slice(range.start, range.end).split(/[\s}]/, 1);
  const helper = profile.helperTable.get(name);
  const example = helper?.example.template ? ` ${t('Example:')} \`${helper.example.template}\`` : '';
  const messages = {
    'helper-arguments': helper ? `${needs(helper)}${example}` : t('A value is missing after the `=`.'),
    'helper-as-value': t`\`${name}\` opens a section: write \`${`{{#${name} …}}`}…${`{{/${name}}}`}\`.`,
    'helper-as-section': t`\`${name}\` prints a value and has no end: write \`${`{{${name} …}}`}\`.`,
  };
  const fixes = cause === 'helper-as-value' && helper ? asSection(subject, range, name) : [];
  report({ code: cause, range, message: messages[cause], fixes });
}

/** `{{encodeUrl id}}` as `{{#encodeUrl}}{{id}}{{/encodeUrl}}`, for helpers that take no value but their body. */
function asSection({ tree, path, profile }: TemplateSubject, { start }: Range, name: string): Fix[] {
  const node = nodesAt(tree, start).findLast(({ kind }) => kind === 'variable');
  const call = node?.kind === 'variable' && node.expression.kind === 'call' ? node.expression : undefined;
  const [value, other] = call?.parameters ?? [];
  if (!node || value?.kind !== 'path' || other || profile.helperTable.get(name)?.parameters.length !== 0) return [];
  const text = `{{#${name}}}{{${value.text}}}{{/${name}}}`;
  return [
    { title: t`Change to ${text}`, edits: [replace(path, node.range.start, node.range.end, text)], preferred: true },
  ];
}

function needs({ name, parameters, hash }: Helper): string {
  const values = parameters.filter(({ optional }) => !optional).map(parameter => parameter.name);
  const keys = hash.filter(({ required }) => required).map(key => `${key.name}="…"`);
  const list = [...values, ...keys];
  return list.length > 0
    ? t`\`${name}\` needs ${list.join(t(' and '))}.`
    : t`\`${name}\` is called with wrong arguments.`;
}

/**
 * `{{isEq}}` for `{{/isEq}}`, and `{{isEq a b}}…{{/isEq}}`: a section lacks one of its tags, which another rule
 * reports.
 */
function isOfSection({ tree, text }: TemplateSubject, { cause, range }: TemplateProblem): boolean {
  if (cause !== 'helper-as-value' || tree.problems.length > mostProblems) return false;
  const [name = ''] = text.slice(range.start, range.end).split(/[\s}]/, 1);
  return tree.problems.some(
    problem =>
      (problem.cause === 'unclosed-section' && text.startsWith(name, problem.range.start + 3)) ||
      (/^(?:unopened|mismatched)-section-end$/.test(problem.cause) &&
        new RegExp(`^\\{\\{/\\s*${name}\\s*\\}`).test(text.slice(problem.range.start, problem.range.end))),
  );
}

/** With more problems than this, tags that belong together are not searched for. */
const mostProblems = 200;
