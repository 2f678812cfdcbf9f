import type { AttributeType } from '../action/model';

/**
 * The types of attributes that an operator is for; Tealium's funnels, timelines and iQ tags are no attribute types of
 * events.
 */
type OperatorSubject = AttributeType | 'funnel' | 'timeline' | 'iQ tag';

export interface Operator {
  /** As Tealium's rule builder shows it. */
  readonly name: string;
  readonly test: OperatorTest;
  /** Holds when the test does not. */
  readonly negated?: boolean;
  readonly ignoreCase?: boolean;
  readonly multiline?: boolean;
  readonly on: readonly OperatorSubject[];
  /** What it compares with. */
  readonly value: 'text' | 'number' | 'text or number' | 'duration' | 'none';
  readonly description: string;
}

/** How an operator is decided; `undecidable` needs more than one event to know. */
type OperatorTest =
  | 'has-element'
  | 'contains'
  | 'contains-part'
  | 'equals'
  | 'starts-with'
  | 'ends-with'
  | 'less'
  | 'less-or-equal'
  | 'greater'
  | 'greater-or-equal'
  | 'assigned'
  | 'empty'
  | 'true'
  | 'false'
  | 'less-ago'
  | 'more-ago'
  | 'regex'
  | 'undecidable';

const arrays: readonly AttributeType[] = [
  'array of strings',
  'array of numbers',
  'array of booleans',
  'set of strings',
];
const texts: readonly AttributeType[] = ['string', 'any'];
const numbers: readonly AttributeType[] = ['number', 'date', 'any'];
const collections = [...arrays, 'tally', 'any'] as const;
const everything = [...arrays, 'string', 'number', 'boolean', 'date', 'tally', 'badge', 'any', 'timeline'] as const;

/** The operators of a stream's conditions. Source: Tealium, "Rule conditions". */
export const operators: readonly Operator[] = [
  op('array contains', 'has-element', collections, 'text or number', 'One element is the value.'),
  not('array does not contain', 'has-element', collections, 'text or number', 'No element is the value.'),
  op(
    'contains',
    'contains',
    [...collections, 'string'],
    'text',
    'The text has the value in it; a list or tally has it as an element.',
  ),
  fold('contains (ignore case)', 'contains', texts, 'text', 'As contains, capital or small.'),
  not('does not contain', 'contains', [...collections, 'string'], 'text', 'The opposite of contains.'),
  {
    ...fold(
      'does not contain (ignore case)',
      'contains',
      [...collections, 'string'],
      'text',
      'The opposite, capital or small.',
    ),
    negated: true,
  },
  op('contains partial string', 'contains-part', collections, 'text', 'One element has the value in it.'),
  fold(
    'contains partial string (ignore case)',
    'contains-part',
    collections,
    'text',
    'One element has the value in it, capital or small.',
  ),
  op('equals', 'equals', [...texts, 'number'], 'text or number', 'The attribute is the value.'),
  fold('equals (ignore case)', 'equals', texts, 'text', 'The attribute is the value, capital or small.'),
  not('does not equal', 'equals', [...texts, 'number'], 'text or number', 'The attribute is not the value.'),
  {
    ...fold(
      'does not equal (ignore case)',
      'equals',
      texts,
      'text',
      'The attribute is not the value, capital or small.',
    ),
    negated: true,
  },
  op(
    'starts with',
    'starts-with',
    [...texts, 'array of strings'],
    'text',
    'The text, or one element, begins with the value.',
  ),
  fold(
    'starts with (ignore case)',
    'starts-with',
    [...texts, 'array of strings'],
    'text',
    'Begins with the value, capital or small.',
  ),
  op(
    'ends with',
    'ends-with',
    [...texts, 'array of strings'],
    'text',
    'The text, or one element, ends with the value.',
  ),
  fold(
    'ends with (ignore case)',
    'ends-with',
    [...texts, 'array of strings'],
    'text',
    'Ends with the value, capital or small.',
  ),
  op('less than', 'less', numbers, 'number', 'The number or date is smaller.'),
  op('less than or equal to', 'less-or-equal', numbers, 'number', 'The number or date is not larger.'),
  op('greater than', 'greater', numbers, 'number', 'The number or date is larger.'),
  op('greater than or equal to', 'greater-or-equal', numbers, 'number', 'The number or date is not smaller.'),
  op('is assigned', 'assigned', everything, 'none', 'The attribute has a value; an empty text or list counts.'),
  not('is not assigned', 'assigned', everything, 'none', 'The attribute has no value.'),
  op('is empty', 'empty', everything, 'none', 'No value, an empty text or an empty list; 0 is not empty.'),
  not('is not empty', 'empty', everything, 'none', 'The opposite of is empty.'),
  op('is true', 'true', ['boolean', 'any'], 'none', 'The boolean is true.'),
  op('is false', 'false', ['boolean', 'any'], 'none', 'The boolean is false.'),
  op(
    'occurred less than',
    'less-ago',
    ['date', 'any'],
    'duration',
    'The date is less than this long ago, such as 3 days.',
  ),
  op(
    'occurred more than',
    'more-ago',
    ['date', 'any'],
    'duration',
    'The date is more than this long ago, such as 3 days.',
  ),
  op('is started', 'undecidable', ['funnel'], 'none', 'The funnel has begun.'),
  op('is completed', 'undecidable', ['funnel'], 'none', 'The funnel is complete.'),
  op('step completed', 'undecidable', ['funnel'], 'text', 'This step of the funnel is complete.'),
  op('step not completed', 'undecidable', ['funnel'], 'text', 'This step of the funnel is not complete.'),
  op('is executed', 'undecidable', ['iQ tag'], 'none', 'The iQ tag fired.'),
  op('matches regex', 'regex', texts, 'text', 'The pattern is found anywhere in the text; no slashes around it.'),
  fold('matches regex (ignore case)', 'regex', texts, 'text', 'The pattern is found, capital or small.'),
  { ...op('matches regex (multiline)', 'regex', texts, 'text', '`^` and `$` stand for every line.'), multiline: true },
  { ...fold('matches regex (multiline, ignore case)', 'regex', texts, 'text', 'Both options.'), multiline: true },
];

/** The operator of that name, or undefined. */
export function operatorNamed(name: string): Operator | undefined {
  return operators.find(operator => operator.name === name);
}

function op(
  name: string,
  test: OperatorTest,
  on: Operator['on'],
  value: Operator['value'],
  description: string,
): Operator {
  return { name, test, on, value, description };
}

function not(...card: Parameters<typeof op>): Operator {
  return { ...op(...card), negated: true };
}

function fold(...card: Parameters<typeof op>): Operator {
  return { ...op(...card), ignoreCase: true };
}
