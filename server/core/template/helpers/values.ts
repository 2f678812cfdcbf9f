import { compareDecimals, type Decimal, decimalOfDouble, decimalOfText } from '../java/decimal';
import { printed } from '../java/print';
import { toInt } from '../java/reflect';
import { elementsOf, isNumber, type JavaNumber, type JavaValue } from '../java/values';
import { hashArgument, hashText, invalidOptions, textOf } from './arguments';
import { type Body, type Helper, type HelperCall, once, skip } from './helper';

const shared = { origin: 'trimou extra', documentedByTealium: false } as const;

export const valueHelpers: readonly Helper[] = [
  alternative(
    'alt',
    'Takes the first value that is neither missing nor an empty text.',
    {
      template: '{{alt nick name "friend"}}',
      data: '{"nick":"","name":"Ada"}',
      output: 'Ada',
    },
    ({ parameters }) => parameters.find(value => value !== null && value !== '') ?? null,
  ),
  alternative(
    'min',
    'Takes the smallest number.',
    {
      template: '{{min 3 1 2}}',
      data: '{}',
      output: '1',
    },
    call => extreme(call, -1),
  ),
  alternative(
    'max',
    'Takes the largest number.',
    {
      template: '{{max 3 1 2}}',
      data: '{}',
      output: '3',
    },
    call => extreme(call, 1),
  ),
  alternative(
    'eval',
    'Joins its arguments with dots and looks up the variable of that name.',
    {
      template: '{{eval "labels" lang}}',
      data: '{"lang":"de","labels":{"de":"Hallo"}}',
      output: 'Hallo',
    },
    call => call.lookUp(call.parameters.map(textOf).join('.')),
  ),
  parity('isOdd', 'NumberIsOddHelper', 'Tests whether a number is odd.', number => number % 2 !== 0),
  parity('isEven', 'NumberIsEvenHelper', 'Tests whether a number is even.', number => number % 2 === 0),
  {
    ...shared,
    name: 'join',
    kind: 'value',
    parameters: [{ name: 'value', help: 'A list, or a single value.', variadic: true }],
    hash: [
      { name: 'delimiter', help: 'What is put between the items; nothing by default.' },
      { name: 'lambda', help: 'A function of the host applied to each item; JSON data has none.' },
    ],
    appliesTo: ['array of strings', 'set of strings', 'any'],
    prints: 'text',
    help: 'Prints the items of lists one after the other, with the delimiter in between.',
    example: { template: '{{join tags delimiter=", "}}', data: '{"tags":["a","b"]}', output: 'a, b' },
    javaClass: 'org.trimou.handlebars.JoinHelper',
    print: call => {
      const lambda = hashText(call, 'lambda');
      if (lambda !== undefined) throw invalidOptions(`${lambda} is not a valid Lambda reference [${call.describe()}]`);
      return call.parameters
        .map(value => joined(value, hashText(call, 'delimiter') ?? ''))
        .join(hashText(call, 'delimiter') ?? '');
    },
  },
  {
    ...shared,
    name: 'numExpr',
    kind: 'both',
    parameters: [
      { name: 'value', help: 'A number, or a text that is one.' },
      { name: 'other', help: 'What it is compared with.', optional: true, variadic: true },
    ],
    hash: [
      {
        name: 'op',
        help: 'The comparison; "eq" by default.',
        values: ['eq', 'neq', 'gt', 'ge', 'lt', 'le', 'neg', 'pos', 'in', 'nin'],
      },
      { name: 'out', help: 'What is printed when it holds; `true` by default.' },
    ],
    appliesTo: ['number', 'string'],
    prints: 'boolean',
    help: 'Compares numbers exactly, whatever their types. As a section it renders its body if it holds.',
    example: { template: '{{#numExpr total 100 op="gt"}}big{{/numExpr}}', data: '{"total":120.5}', output: 'big' },
    javaClass: 'org.trimou.handlebars.NumericExpressionHelper',
    validate: call => {
      const written = hashArgument(call, 'op');
      if (written && (written.kind === 'path' || written.kind === 'list')) return undefined;
      const operator = written ? operatorOf(String(written.value)) : 'eq';
      const few = operator !== undefined && call.parameters.length < operandsOf(operator);
      return few ? { message: 'Operator requires more parameters' } : undefined;
    },
    print: call => (holds(call) ? (hashText(call, 'out') ?? 'true') : ''),
    enter: call => (holds(call) ? once : skip),
  },
];

/** A helper that chooses one value: a variable prints it, a section has it as context. */
function alternative(
  name: string,
  help: string,
  example: Helper['example'],
  choose: (call: HelperCall) => JavaValue,
): Helper {
  return {
    ...shared,
    name,
    kind: 'both',
    parameters: [{ name: 'value', help: 'A value to choose from.', variadic: true }],
    hash: [],
    appliesTo: ['any'],
    prints: 'value',
    help: `${help} As a section it renders its body with the value as context.`,
    example,
    javaClass: name === 'eval' ? 'org.trimou.handlebars.EvalHelper' : 'org.trimou.handlebars.AlternativesHelper',
    print: call => {
      const value = choose(call);
      return value === null ? null : printed(value);
    },
    enter: (call): Body => {
      const context = choose(call);
      return context === null ? skip : { kind: 'with', context };
    },
  };
}

function parity(name: string, javaClass: string, help: string, matches: (number: number) => boolean): Helper {
  const test = (value: JavaValue | undefined): boolean | undefined =>
    value !== undefined && isNumber(value) ? matches(toInt(value)) : undefined;
  return {
    ...shared,
    name,
    kind: 'both',
    parameters: [
      { name: 'number', help: 'What is tested; fractions are cut off.' },
      { name: 'yes', help: 'Printed if it is.', optional: true },
      { name: 'no', help: 'Printed if it is not.', optional: true },
    ],
    hash: [],
    appliesTo: ['number'],
    prints: 'value',
    help: `${help} As a variable it prints one of two values, as a section it renders its body.`,
    example: { template: `{{${name} n "yes" "no"}}`, data: '{"n":3}', output: name === 'isOdd' ? 'yes' : 'no' },
    javaClass: `org.trimou.handlebars.${javaClass}`,
    print: call => {
      const [number, yes, no] = call.parameters;
      const result = test(number);
      if (result === undefined) return '';
      if (!result) return no === undefined ? '' : textOf(no);
      if (yes !== undefined) return textOf(yes);
      const { line } = call.node.tag;
      const place = `[params: ${call.parameters.length}, template: ${call.template}, line: ${line}]`;
      throw invalidOptions(`Invalid number of params for variable tag ${place}`);
    },
    enter: call => (test(call.parameters[0]) ? once : skip),
  };
}

function joined(value: JavaValue, delimiter: string): string {
  if (value === null) return '';
  return elementsOf(value)?.map(textOf).join(delimiter) ?? printed(value);
}

const operators = ['eq', 'neq', 'gt', 'ge', 'lt', 'le', 'neg', 'pos', 'in', 'nin'] as const;
type Operator = (typeof operators)[number];

function operatorOf(text: string): Operator | undefined {
  return operators.find(operator => operator === text.toLowerCase());
}

function operandsOf(operator: Operator): number {
  return operator === 'neg' || operator === 'pos' ? 1 : 2;
}

function holds(call: HelperCall): boolean {
  const { parameters } = call;
  const operator = operatorOf(hashText(call, 'op') ?? 'eq') ?? 'eq';
  if (parameters.length < operandsOf(operator)) {
    const { line } = call.node.tag;
    const helper = 'org.trimou.handlebars.NumericExpressionHelper';
    throw invalidOptions(`More parameters required [helper: ${helper}, template: ${call.template}, line: ${line}]`);
  }
  const first = decimalOf(parameters[0]!, call);
  const compared = (): number => compareDecimals(first, decimalOf(parameters[1]!, call));
  switch (operator) {
    case 'eq':
      return compared() === 0;
    case 'neq':
      return compared() !== 0;
    case 'gt':
      return compared() > 0;
    case 'ge':
      return compared() >= 0;
    case 'lt':
      return compared() < 0;
    case 'le':
      return compared() <= 0;
    case 'neg':
      return first.unscaled < 0n;
    case 'pos':
      return first.unscaled > 0n;
    case 'in':
      return isAmong(first, call);
    case 'nin':
      return !isAmong(first, call);
  }
}

/** Whether a number is among the arguments; lists count item by item, and missing arguments are ignored. */
function isAmong(value: Decimal, call: HelperCall): boolean {
  return call.parameters.slice(1).some(candidate => {
    if (candidate === null) return false;
    const items = elementsOf(candidate) ?? [candidate];
    return items.some(item => compareDecimals(value, decimalOf(item, call)) === 0);
  });
}

function extreme(call: HelperCall, direction: 1 | -1): JavaValue {
  let selected: JavaValue = null;
  let best: Decimal | undefined;
  for (const parameter of call.parameters) {
    const decimal = decimalOf(parameter, call);
    if (best && compareDecimals(decimal, best) * direction <= 0) continue;
    best = decimal;
    selected = parameter;
  }
  return selected;
}

function decimalOf(value: JavaValue, call: HelperCall): Decimal {
  if (typeof value === 'string') return decimalOfText(value);
  if (isNumber(value)) return decimalOfNumber(value, call);
  throw notValid(value, call);
}

function decimalOfNumber(value: JavaNumber, call: HelperCall): Decimal {
  switch (value.kind) {
    case 'integer':
    case 'long':
      return { unscaled: BigInt(value.value), scale: 0 };
    case 'double':
      return decimalOfDouble(value.value);
    default:
      throw notValid(value, call);
  }
}

function notValid(value: JavaValue, call: HelperCall): Error {
  const { line } = call.node.tag;
  const helper = 'org.trimou.handlebars.NumericExpressionHelper';
  const place = `helper: ${helper}, template: ${call.template}, line: ${line}`;
  return invalidOptions(`Parameter is not valid [param: ${printed(value)}, ${place}]`);
}
