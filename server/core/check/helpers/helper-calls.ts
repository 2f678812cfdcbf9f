import type { Helper } from '../../template/helpers/helper';
import type { Call, TemplateProblem } from '../../template/tree';
import { nearest } from '../../text/nearest';
import { type Report, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import { operatorIn } from './operator';

/** Helpers called in a way that the engine refuses, or with arguments it passes over. */
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
    for (const problem of subject.tree.problems) refused(subject, problem, report);
    for (const { expression } of [...subject.nodes.variable, ...subject.nodes.section]) {
      if (expression.kind === 'call') passedOver(subject, expression, report);
    }
  },
};

/** What the engine refuses when it reads the template. */
function refused({ text, profile }: TemplateSubject, { cause, range }: TemplateProblem, report: Report): void {
  if (cause !== 'helper-arguments' && cause !== 'helper-as-value' && cause !== 'helper-as-section') return;
  const [name = ''] = text.slice(range.start, range.end).split(/[\s}]/, 1);
  const helper = profile.helperTable.get(name);
  const example = helper?.example.template ? ` Example: \`${helper.example.template}\`` : '';
  const messages = {
    'helper-arguments': helper ? `${needs(helper)}${example}` : 'A value is missing after the `=`.',
    'helper-as-value': `\`${name}\` opens a section: write \`{{#${name} …}}…{{/${name}}}\`.`,
    'helper-as-section': `\`${name}\` prints a value and has no end: write \`{{${name} …}}\`.`,
  };
  report({ code: cause, range, message: messages[cause] });
}

function needs({ name, parameters, hash }: Helper): string {
  const values = parameters.filter(({ optional }) => !optional).map(parameter => parameter.name);
  const keys = hash.filter(({ required }) => required).map(key => `${key.name}="…"`);
  const list = [...values, ...keys];
  return list.length > 0 ? `\`${name}\` needs ${list.join(' and ')}.` : `\`${name}\` is called with wrong arguments.`;
}

/** What the engine reads and does not use: unknown keys, values too many. */
function passedOver({ path, profile, text }: TemplateSubject, call: Call, report: Report): void {
  const helper = profile.helperTable.get(call.name.text);
  if (!helper) return;
  const operator = operatorIn(call, text);
  if (operator) {
    const sign = text.slice(operator.start, operator.end);
    const message = `Templates have no operators, so \`${sign}\` is read as a name. Two values are compared with \`{{#isEq a b}}\` and \`{{#isNotEq a b}}\`; anything else is worked out in Tealium, as an attribute of its own.`;
    report({ code: 'helper-arguments', range: operator, message });
    return;
  }
  const keys = helper.hash.map(({ name }) => name);
  for (const { name } of helper.requiredHashEntries ? [] : call.hash) {
    if (keys.includes(name.text)) continue;
    const near = nearest(name.text, keys) ?? (keys.length === 1 ? keys[0] : undefined);
    const known = keys.length > 0 ? `It knows ${keys.map(key => `\`${key}\``).join(', ')}.` : 'It takes no options.';
    const edits = near ? [replace(path, name.start, name.end, near)] : [];
    report({
      code: 'helper-arguments',
      severity: 'warning',
      range: name,
      message: `\`${helper.name}\` does not know \`${name.text}\`. ${known}`,
      fixes: [{ title: `Change to ${near}`, edits, preferred: true }],
    });
  }
  const extra = call.parameters[helper.parameters.length];
  if (!extra || helper.parameters.some(({ variadic }) => variadic)) return;
  const count = helper.parameters.length;
  const message = `\`${helper.name}\` uses ${count === 0 ? 'no value' : `${count} value${count > 1 ? 's' : ''}`}; this one is passed over.`;
  report({ code: 'helper-arguments', severity: 'warning', range: extra.range, message });
}
