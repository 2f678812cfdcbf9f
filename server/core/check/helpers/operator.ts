import { t } from '@vscode/l10n';
import type { Call, SectionNode, VariableNode } from '../../template/tree';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { replace } from '../rule';
import type { TemplateSubject } from '../subject';

/** `{{#if total > 5}}`, `{{#isEq total == 100}}`: where an operator of another language is among the arguments. */
export function operatorIn({ parameters, hash }: Call, text: string): Range | undefined {
  const range =
    parameters.find(parameter => parameter.kind === 'path' && operator.test(parameter.text))?.range ??
    hash.find(({ name }) => name.text === '' || operator.test(name.text))?.range;
  if (!range) return undefined;
  const length = /^[<>=!&|+*/%-]+/.exec(text.slice(range.start, range.end))?.[0].length ?? 1;
  return { start: range.start, end: range.start + length };
}

/** `{{total * 100}}`, `{{coupon || 'none'}}`: an operator behind a name, all of which the engine takes for one name. */
export function operatorBehind(key: string): { readonly name: string; readonly sign: string } | undefined {
  const [, name = '', between, close] = /^([\w$.(]+)(?:\s+([-<>=!&|?+*/%]+)\s|([*+]))/.exec(key) ?? [];
  const sign = between ?? close;
  return sign && sign !== '|' ? { name, sign } : undefined;
}

/** Says what to do without an operator; `name`: of the variable before it. */
export function noOperator(sign: string, name = ''): string {
  if (/^[-+*/%]/.test(sign)) return cannotCalculate();
  const advice =
    name && /^(\?|\|\|)/.test(sign)
      ? t`What to print without \`${name}\` goes between \`${`{{^${name}}}`}\` and \`${`{{/${name}}}`}\`.`
      : t(
          'Two values are compared with `{{#isEq a b}}` and `{{#isNotEq a b}}`; anything else is worked out in Tealium, as an attribute of its own.',
        );
  return t`Templates have no operators, so \`${sign}\` is read as a name. ${advice}`;
}

export function cannotCalculate(): string {
  return t('Templates cannot calculate: map an attribute that holds the result.');
}

const operator = /^[<>=!&|+*/%-]+$/;

/** `{{#if plan == "pro"}}…{{/if}}` as `{{#isEq plan "pro"}}…{{/isEq}}`. */
export function asComparison({ path }: TemplateSubject, node: SectionNode | VariableNode): Fix | undefined {
  const { content } = node.tag;
  const [, name, left, sign = '', right] = comparison.exec(content.text) ?? [];
  if (node.kind !== 'section' || !node.close || !name) return undefined;
  const isEqual = !/^[!<]/.test(sign);
  const helper = isEqual === /^(?:if|isEq)$/.test(name) ? 'isEq' : 'isNotEq';
  const written = `${helper} ${left} ${right}`;
  const edits = [
    replace(path, content.start, content.end, written),
    replace(path, node.close.content.start, node.close.content.end, helper),
  ];
  return { title: t`Change to ${`{{#${written}}}`}`, edits, preferred: true };
}

const comparison = /^(if|unless|isEq|isNotEq)\s+([^\s=!<>]+)\s*(={1,3}|!==?|<>)\s*("[^"]*"|'[^']*'|[^\s=]+)$/;
