import type { Call } from '../../template/tree';
import type { Range } from '../../text/range';

/** `{{#if total > 5}}`, `{{#isEq total == 100}}`: an operator of other languages among the arguments, where it stands. */
export function operatorIn({ parameters, hash }: Call, text: string): Range | undefined {
  const range =
    parameters.find(parameter => parameter.kind === 'path' && operator.test(parameter.text))?.range ??
    hash.find(({ name }) => name.text === '' || operator.test(name.text))?.range;
  if (!range) return undefined;
  const length = /^[<>=!&|+*/%-]+/.exec(text.slice(range.start, range.end))?.[0].length ?? 1;
  return { start: range.start, end: range.start + length };
}

const operator = /^[<>=!&|+*/%-]+$/;
