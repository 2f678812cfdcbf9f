import type { Call, SectionNode } from '../template/tree';

/** What a section asks of an event before it renders. */
export interface Condition {
  /** The question: `plan`, `if plan`, `isEq plan "pro"`. */
  readonly asks: string;
  /** The answer that renders it. */
  readonly holds: boolean;
}

/** The condition of a section; undefined for one that renders in any case, such as `{{#escapeJson}}`. */
export function conditionOf({ expression, inverted }: SectionNode): Condition | undefined {
  if (expression.kind === 'path') return { asks: expression.text, holds: !inverted };
  const question = questionOf(expression);
  return question && { asks: question.asks, holds: question.holds !== inverted };
}

/** Whether exactly one of the two renders. */
export function complement(one: Condition, other: Condition): boolean {
  return one.asks === other.asks && one.holds !== other.holds;
}

/** Whether some event may render both places. */
export function together(one: readonly Condition[], other: readonly Condition[]): boolean {
  return !one.some(left => other.some(right => complement(left, right)));
}

/**
 * When none of several things happens, each of which happens if all of its conditions hold: the answers that lead
 * there, none if that is always so; undefined if one of the things always happens. `known` answers what does not depend
 * on the event. `given`: only cases in which one of these happens count. Undefined also where there are more questions
 * than can be tried.
 */
export function whenNone(
  things: readonly (readonly Condition[])[],
  known: (asks: string) => boolean | undefined = () => undefined,
  given: readonly (readonly Condition[])[] = [[]],
): readonly Condition[] | undefined {
  const open = [...new Set([...things, ...given].flat().map(({ asks }) => asks))].filter(
    asks => known(asks) === undefined,
  );
  if (open.length > mostQuestions) return undefined;
  const occurs = (list: readonly (readonly Condition[])[], answers: ReadonlyMap<string, boolean>) =>
    list.some(conditions => conditions.every(({ asks, holds }) => (known(asks) ?? answers.get(asks)) === holds));
  const happens = (answers: ReadonlyMap<string, boolean>) => occurs(things, answers) || !occurs(given, answers);
  const all = Array.from(
    { length: 2 ** open.length },
    (_, bits) => new Map(open.map((asks, at) => [asks, (bits >> at) % 2 === 1])),
  ).filter(isPossible);
  const found = all.find(answers => !happens(answers));
  if (!found) return undefined;
  return fewest(found, answers => all.every(other => !extendsAnswers(other, answers) || !happens(other)));
}

const mostQuestions = 8;

/** Whether an event can give these answers: `if email` cannot hold where `email` is missing, nor `email` be two texts at once. */
function isPossible(answers: ReadonlyMap<string, boolean>): boolean {
  const equal = new Set<string>();
  for (const [asks, answer] of answers) {
    if (!answer) continue;
    if (impliedBy(asks).some(implied => answers.get(implied) === false)) return false;
    const name = literalIn(asks)?.name;
    if (name === undefined) continue;
    if (equal.has(name)) return false;
    equal.add(name);
  }
  return true;
}

/** The questions whose answer is yes wherever it is for this one. */
function impliedBy(asks: string): readonly string[] {
  const tested = /^if (\S+)$/.exec(asks)?.[1];
  if (tested !== undefined) return [tested];
  const { name, literal } = literalIn(asks) ?? {};
  if (name === undefined || literal === 'false') return [];
  return literal === '' || literal === '0' ? [name] : [name, `if ${name}`];
}

/** The name that is compared with a literal: `isEq plan "pro"`. */
function literalIn(asks: string): { readonly name: string; readonly literal: string } | undefined {
  const [, name, literal] = /^isEq ([^\s"]+) "(.*)"$/.exec(asks) ?? [];
  return name === undefined || literal === undefined ? undefined : { name, literal };
}

/** Leaves out the answers that make no difference. */
function fewest(
  answers: ReadonlyMap<string, boolean>,
  enough: (answers: ReadonlyMap<string, boolean>) => boolean,
): readonly Condition[] {
  const kept = new Map(answers);
  for (const asks of answers.keys()) {
    const answer = kept.get(asks)!;
    kept.delete(asks);
    if (!enough(kept)) kept.set(asks, answer);
  }
  return [...kept].map(([asks, holds]) => ({ asks, holds }));
}

function extendsAnswers(all: ReadonlyMap<string, boolean>, some: ReadonlyMap<string, boolean>): boolean {
  return [...some].every(([asks, holds]) => all.get(asks) === holds);
}

function questionOf({ name, parameters, hash }: Call): Condition | undefined {
  const words = parameters.map(parameter =>
    parameter.kind === 'path' ? parameter.text : 'value' in parameter ? JSON.stringify(String(parameter.value)) : '',
  );
  switch (name.text) {
    case 'each':
      return words[0] === undefined ? undefined : { asks: words[0], holds: true };
    case 'if':
    case 'unless':
      if (words.length !== 1 || hash.length > 0) return { asks: `${name.text} ${words.join(' ')} …`, holds: true };
      return { asks: `if ${words[0]}`, holds: name.text === 'if' };
    case 'isEq':
    case 'isNotEq':
      return { asks: `isEq ${words.join(' ')}`, holds: name.text === 'isEq' };
    default:
      return undefined;
  }
}
