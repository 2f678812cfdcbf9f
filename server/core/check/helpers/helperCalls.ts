import { t } from '@vscode/l10n';
import type { Call, SectionNode, TemplateProblem, VariableNode } from '../../template/tree';
import { nodesAt } from '../../template/walk';
import { nearest } from '../../text/nearest';
import { type Report, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import { blockParameter } from './blockParameter';
import { misreadPattern } from './datePattern';
import { asComparison, noOperator, operatorIn } from './operator';
import { refused } from './refusedCall';

/** Helpers called in a way that the engine refuses, or with arguments that it ignores. */
export const helperCalls: TemplateRule = {
  cards: [
    {
      code: 'helper-arguments',
      severity: 'error',
      group: 'Helpers',
      summary: 'A helper is called with the wrong arguments.',
    },
    {
      code: 'helper-as-value',
      severity: 'error',
      group: 'Helpers',
      summary: 'A helper that opens a section is used as a value.',
    },
    {
      code: 'helper-as-section',
      severity: 'error',
      group: 'Helpers',
      summary: 'A helper that prints a value is used as a section.',
    },
  ],
  check(subject, report) {
    const refusals = subject.tree.problems.filter(({ cause }) => refusedCauses.has(cause));
    const unclosed = subject.tree.problems.filter(({ cause }) => cause === 'unterminated-literal');
    const explained = new Set<TemplateProblem>();
    for (const node of [...subject.nodes.variable, ...subject.nodes.section]) {
      const { expression } = node;
      if (expression.kind !== 'call') continue;
      const { start, end } = node.tag.range;
      const isInside = ({ range }: TemplateProblem) => start <= range.start && range.end <= end;
      const refusal = refusals.find(isInside);
      // An unclosed quote or bracket makes nonsense of the rest of its tag.
      if (unclosed.some(isInside)) continue;
      if (refusal && refusal.cause !== 'helper-arguments') continue;
      const before = explained.size;
      passedOver(subject, node, expression, finding => {
        if (refusal) explained.add(refusal);
        report(refusal ? { ...finding, severity: 'error' } : finding);
      });
      if (explained.size > before) continue;
      comparedWithNothing(subject, expression, report);
      const pattern = misreadPattern(expression, subject.path, subject.text);
      if (pattern) report(pattern);
    }
    for (const refusal of refusals) {
      if (!explained.has(refusal)) refused(subject, refusal, report);
    }
  },
};

const refusedCauses: ReadonlySet<string> = new Set(['helper-arguments', 'helper-as-value', 'helper-as-section']);

/** `{{#isEq plan}}` compares with the context: outside of any loop or object, that is the whole event. */
function comparedWithNothing({ tree }: TemplateSubject, call: Call, report: Report): void {
  const { name, parameters, range } = call;
  if ((name.text !== 'isEq' && name.text !== 'isNotEq') || parameters.length !== 1) return;
  const inside = nodesAt(tree, range.start).some(
    node => node.kind === 'section' && !node.inverted && node.tag.range.end <= range.start,
  );
  if (inside) return;
  const message = t`\`${name.text}\` compares two values, and there is one: write \`${`{{#${name.text} a b}}`}\`, a text in quotes.`;
  report({ code: 'helper-arguments', range, message });
}

/** What the engine reads and does not use: unknown keys, values too many. */
function passedOver(subject: TemplateSubject, node: SectionNode | VariableNode, call: Call, report: Report): void {
  const { path, profile, text } = subject;
  const helper = profile.helperTable.get(call.name.text);
  if (!helper) return;
  const operator = operatorIn(call, text);
  if (operator) {
    const sign = text.slice(operator.start, operator.end);
    report({
      code: 'helper-arguments',
      range: operator,
      message: noOperator(sign),
      fixes: [asComparison(subject, node)],
    });
    return;
  }
  const block = blockParameter(call);
  if (block) {
    const written = `as="${block.text}"`;
    report({
      code: 'helper-arguments',
      range: block,
      message: t`Handlebars writes this so: here it is \`${written}\`.`,
      fixes: [
        { title: t`Change to ${written}`, edits: [replace(path, block.start, block.end, written)], preferred: true },
      ],
    });
    return;
  }
  const keys = helper.hash.map(({ name }) => name);
  for (const { name } of helper.requiredHashEntries ? [] : call.hash) {
    if (keys.includes(name.text)) continue;
    const required = helper.hash.find(key => key.required && !call.hash.some(given => given.name.text === key.name));
    const near = nearest(name.text, keys) ?? required?.name ?? (keys.length === 1 ? keys[0] : undefined);
    const known =
      keys.length > 0 ? t`It knows ${keys.map(key => `\`${key}\``).join(', ')}.` : t('It takes no options.');
    const edits = near ? [replace(path, name.start, name.end, near)] : [];
    report({
      code: 'helper-arguments',
      severity: 'warning',
      range: name,
      message: t`\`${helper.name}\` does not know \`${name.text}\`. ${known}`,
      fixes: [{ title: t`Change to ${near ?? ''}`, edits, preferred: true }],
    });
  }
  const extra = call.parameters[helper.parameters.length];
  if (!extra || helper.parameters.some(({ variadic }) => variadic)) return;
  const [, unsigned] = extra.kind === 'path' ? (/^(\w+)["']/.exec(extra.text) ?? []) : [];
  if (unsigned && helper.hash.some(({ name }) => name === unsigned)) {
    const at = extra.range.start + unsigned.length;
    report({
      code: 'helper-arguments',
      range: extra.range,
      message: t`A \`=\` is missing: write \`${unsigned}=\`.`,
      fixes: [{ title: t`Insert ${'='}`, edits: [replace(path, at, at, '=')], preferred: true }],
    });
    return;
  }
  const missing = helper.hash.filter(({ name }) => !call.hash.some(given => given.name.text === name));
  const key = missing.find(({ required }) => required) ?? (missing.length === 1 ? missing[0] : undefined);
  if (key && extra.kind === 'string') {
    const { start } = extra.range;
    report({
      code: 'helper-arguments',
      severity: 'warning',
      range: extra.range,
      message: t`\`${helper.name}\` takes this by name: write \`${key.name}=\` before it.`,
      fixes: [{ title: t`Insert ${key.name}=`, edits: [replace(path, start, start, `${key.name}=`)], preferred: true }],
    });
    return;
  }
  const count = helper.parameters.length;
  const message =
    count === 0
      ? t`\`${helper.name}\` uses no value; this one is ignored.`
      : count === 1
        ? t`\`${helper.name}\` uses 1 value; this one is ignored.`
        : t`\`${helper.name}\` uses ${count} values; this one is ignored.`;
  report({ code: 'helper-arguments', severity: 'warning', range: extra.range, message });
}
