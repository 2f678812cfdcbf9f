import { t } from '@vscode/l10n';
import type { Profile } from '../../template/profile';
import type { Call, Path, SectionNode, VariableNode } from '../../template/tree';
import type { Range } from '../../text/range';
import { hasSigil } from '../braces/misread';
import type { Fix } from '../finding';
import { type Report, renamed, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import type { NameUse } from '../variables/names';
import { isElse } from './else-tag';
import { meansHelper, meantProperty } from './meantHelper';
import { noOperator, operatorBehind } from './operator';

/** Names used as helpers that Tealium's engine does not have, or does not document. */
export const unknownHelper: TemplateRule = {
  cards: [
    {
      code: 'unknown-helper',
      severity: 'error',
      group: 'Helpers',
      summary: 'A tag calls a helper that does not exist.',
    },
    {
      code: 'undocumented-helper',
      severity: 'warning',
      group: 'Helpers',
      summary: 'Trimou has this helper, but Tealium does not document it.',
    },
  ],
  check(subject, report) {
    const literals = subject.tree.problems.filter(({ cause }) => cause === 'unterminated-literal');
    const check = (node: SectionNode | VariableNode, path: Path, use?: NameUse) => {
      if (!literals.some(({ range }) => contains(range, path.range))) checkKey(subject, node, path, use, report);
    };
    for (const use of subject.names) if (use.meaning.kind === 'missing' && !use.call) check(use.node, use.path, use);
    for (const node of [...subject.nodes.variable, ...subject.nodes.section]) {
      const { expression } = node;
      if (expression.kind === 'call') undocumentedCall(expression, subject.profile, report);
      // Without a project, only a blank tells that a helper was meant.
      else if (!subject.project && expression.text.includes(' ')) check(node, expression);
    }
  },
};

function undocumentedCall({ name }: Call, profile: Profile, report: Report): void {
  if (profile.name !== 'tealium' || profile.helperTable.get(name.text)?.documentedByTealium !== false) return;
  report({ code: 'undocumented-helper', range: name, message: undocumented(name.text) });
}

function checkKey(
  subject: TemplateSubject,
  node: SectionNode | VariableNode,
  path: Path,
  use: NameUse | undefined,
  report: Report,
): void {
  if (isElse(path.text) || /[{}]/.test(path.text) || (node.kind === 'variable' && hasSigil(node))) return;
  const inverted = node.kind === 'section' && node.inverted;
  const visible = use?.visible() ?? new Set();
  const meant = meansHelper(path.text, node, subject.profile, visible);
  if (!meant || (inverted && subject.profile.helpers.has(meant.name))) return;
  const property = node.kind === 'variable' && meantProperty(path.text, subject.profile, visible);
  if (property) {
    report({
      code: 'unknown-helper',
      range: path.range,
      message: t`A property comes right after the name: write \`${`{{${property}}}`}\`.`,
      fixes: [
        { title: t`Change to ${property}`, edits: renamed(subject, node, path.range, property), preferred: true },
      ],
    });
    return;
  }
  const operator = operatorBehind(path.text);
  if (operator || path.text.includes('|')) {
    const message = operator
      ? noOperator(operator.sign, operator.name)
      : t('Templates have no filters: write a helper, or a property such as `.toJson`.');
    report({ code: 'unknown-helper', range: path.range, message });
    return;
  }
  const { start } = path.range;
  const range = { start, end: start + meant.name.length };
  if (meant.elsewhere) {
    report({ code: 'undocumented-helper', range, message: undocumented(meant.name) });
    return;
  }
  const advice = meant.near
    ? t`Did you mean \`${meant.near}\`?`
    : t('The engine takes all of this for the name of one variable.');
  const edits = meant.near ? renamed(subject, node, range, meant.near) : [];
  report({
    code: 'unknown-helper',
    range,
    message: t`There is no helper \`${meant.name}\`. ${advice}`,
    fixes: [
      meant.near || path.text.split(' ').length < 4 ? undefined : asComment(subject, node),
      { title: t`Change to ${meant.near ?? ''}`, edits, preferred: true },
    ],
  });
}

/** `{{ Only for customers. }}`: a comment without its sign. */
function asComment({ path }: TemplateSubject, { range, kind }: SectionNode | VariableNode): Fix | undefined {
  if (kind !== 'variable') return undefined;
  const edits = [replace(path, range.start + 2, range.start + 2, '!')];
  return { title: t('Make it a comment'), edits, preferred: true };
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function undocumented(name: string): string {
  return t`Trimou has a helper \`${name}\`, but Tealium's documentation does not name it: it may print nothing there.`;
}
