import type { Body, Included } from '../template/helpers/helper';
import { type JavaValue, list } from '../template/java/values';
import { valueOfLiteral } from '../template/literal';
import type { Argument, Call, Path, SectionNode, VariableNode } from '../template/tree';
import type { Diagram, Diagrams } from './diagram';
import type { Engine } from './engine';
import { lookup, type Scope } from './scope';
import type { Situations } from './situations';
import type { Sample, Unknowns } from './unknown';

/** What a helper does with one kind of arguments. */
export type Result =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'include'; readonly name: string }
  | { readonly kind: 'body'; readonly body: Body }
  | { readonly kind: 'failed' };

export type Outcome = Sample<Result>;

/** How many combinations of arguments are tried in full; beyond that, the remaining arguments take turns. */
const maxCombinations = 600;

export interface Calls {
  /** What `{{name …}}` prints. The outcomes cover all events. */
  readonly print: (node: VariableNode, call: Call, scope: Scope, now: Situations) => readonly Outcome[];
  /** What `{{#name …}}` does with its body. */
  readonly enter: (node: SectionNode, call: Call, scope: Scope, now: Situations) => readonly Outcome[];
}

/** Calls helpers as the engine does, once for every kind of arguments that an event can have. */
export function calls(sets: Diagrams, unknowns: Unknowns, engine: Engine): Calls {
  const run = (
    node: VariableNode | SectionNode,
    call: Call,
    scope: Scope,
    now: Situations,
    samplesOf: Unknowns['samples'],
  ): readonly Outcome[] => {
    const helper = engine.helper(call.name.text);
    /** What the helper turns out to ask for besides its arguments: the context object, variables by name. */
    const asked: Path[] = [];
    for (;;) {
      try {
        const paths = [
          ...call.parameters.flatMap(pathsIn),
          ...call.hash.flatMap(entry => pathsIn(entry.value)),
          ...asked,
        ];
        const [only] = paths;
        return (
          (only && paths.length === 1 ? ofOneValue(only) : ofSeveralValues()) ??
          rows(paths, scope, now, samplesOf).map(row => ({ ...row, value: one(row.value) }))
        );
      } catch (signal) {
        if (!(signal instanceof Asked) || asked.length > 8) throw signal;
        asked.push(signal.path);
      }
    }

    /** The usual case, one variable: choices with the same result are one outcome. */
    function ofOneValue(path: Path): readonly Outcome[] | undefined {
      const [first, second] = lookup(path, scope, now, sets, unknowns);
      if (!first || second || first.when !== sets.all) return undefined;
      const { value } = first;
      const isByChoice = value.kind === 'by-choice' || (value.kind === 'list' && samplesOf === unknowns.shapes);
      if (!isByChoice || !value.cell) return undefined;
      const { cell } = value;
      const groups = new Map<
        unknown,
        { readonly result: Result; readonly choices: number[]; readonly hostile: boolean }
      >();
      samplesOf(value).forEach((sample, choice) => {
        const result = one([sample.value]);
        const key = likeness(result) ?? result;
        const group = groups.get(key);
        if (group && group.hostile === sample.hostile) group.choices.push(choice);
        else groups.set(group ? result : key, { result, choices: [choice], hostile: sample.hostile });
      });
      return [...groups.values()].map(({ result, choices, hostile }) => ({
        when: sets.where(cell, choices),
        example: sets.where(cell, choices),
        hostile,
        value: result,
      }));
    }

    /**
     * `if` and the like with several values, without trying all combinations: each value is tried alone, and a call
     * with one value that matches and one that does not tells how they are combined.
     */
    function ofSeveralValues(): readonly Outcome[] | undefined {
      const { parameters, hash } = call;
      if (node.kind !== 'section' || parameters.length < 2 || !helper?.hash.some(({ name }) => name === 'logic'))
        return;
      const options = new Map<string, JavaValue>();
      for (const { name, value } of hash) {
        if (name.text !== 'logic' || value.kind === 'path' || value.kind === 'list') return undefined;
        options.set(name.text, valueOfLiteral(value));
      }
      const nothing = () => null;
      const matches = (...values: JavaValue[]): boolean => {
        const given = { parameters: values, hash: options, definition: call, node, lookup: nothing };
        return helper.enter?.(engine.call(given)).kind === 'once';
      };
      const needsAll = !matches(true, null);
      let events = needsAll ? sets.all : sets.none;
      for (const parameter of parameters) {
        if (parameter.kind === 'list') return undefined;
        let own = sets.none;
        if (parameter.kind !== 'path') own = matches(valueOfLiteral(parameter)) ? sets.all : sets.none;
        else {
          for (const { when, value } of lookup(parameter, scope, now, sets, unknowns)) {
            for (const sample of samplesOf(value)) {
              if (matches(sample.value)) own = sets.or(own, sets.and(when, sample.when));
            }
          }
        }
        events = needsAll ? sets.and(events, own) : sets.or(events, own);
      }
      const outcome = (when: Diagram, body: Body): Outcome => {
        return { when, example: when, hostile: false, value: { kind: 'body', body } };
      };
      return [outcome(events, { kind: 'once' }), outcome(sets.minus(sets.all, events), { kind: 'skip' })];
    }

    /** One call with concrete values for its paths, in the order of the paths. */
    function one(values: readonly JavaValue[]): Result {
      let next = 0;
      const argumentValue = (argument: Argument): JavaValue => {
        if (argument.kind === 'path') return values[next++]!;
        if (argument.kind === 'list') return list(argument.items.map(argumentValue));
        return valueOfLiteral(argument);
      };
      const parameters = call.parameters.map(argumentValue);
      const hash = new Map(call.hash.map(entry => [entry.name.text, argumentValue(entry.value)] as const));
      const beside = (text: string): JavaValue => {
        const index = asked.findIndex(path => path.text === text);
        if (index === -1) throw new Asked(pathNamed(text));
        return values[next + index]!;
      };
      const helperCall = engine.call({ parameters, hash, definition: call, node, lookup: beside });
      try {
        if (node.kind === 'section')
          return helper?.enter ? { kind: 'body', body: helper.enter(helperCall) } : { kind: 'failed' };
        return printed(helper?.print?.(helperCall) ?? null);
      } catch (problem) {
        if (problem instanceof Asked) throw problem;
        // Whatever a helper throws, a render would throw as well: the event fails to render.
        return { kind: 'failed' };
      }
    }

    function printed(output: string | Included | null): Result {
      if (output !== null && typeof output === 'object') return { kind: 'include', name: output.include };
      const text = output ?? '';
      const escapes = engine.escapes && node.kind === 'variable' && node.form === 'plain' && !helper?.raw;
      return { kind: 'text', text: escapes ? engine.escape(text) : text };
    }
  };

  /** The combinations of what the paths can be; they cover all events. */
  const rows = (
    paths: readonly Path[],
    scope: Scope,
    now: Situations,
    samplesOf: Unknowns['samples'],
  ): readonly Sample<readonly JavaValue[]>[] => {
    let found: Sample<readonly JavaValue[]>[] = [{ when: sets.all, example: sets.all, hostile: false, value: [] }];
    for (const path of paths) {
      const column = lookup(path, scope, now, sets, unknowns).flatMap(one =>
        samplesOf(one.value).map(sample => ({
          ...sample,
          when: sets.and(one.when, sample.when),
          example: sets.and(one.when, sample.example),
        })),
      );
      const full = found.length * column.length <= maxCombinations;
      found = found.flatMap((row, turn) => (full ? combine(row, column) : inTurn(row, column, turn)));
    }
    return found;
  };

  const join = (
    row: Sample<readonly JavaValue[]>,
    sample: Sample<JavaValue>,
    when: Diagram,
  ): Sample<readonly JavaValue[]> => ({
    when,
    example: sets.and(row.example, sample.example),
    hostile: row.hostile || sample.hostile,
    value: [...row.value, sample.value],
  });

  const combine = (row: Sample<readonly JavaValue[]>, column: readonly Sample<JavaValue>[]) => {
    const found: Sample<readonly JavaValue[]>[] = [];
    for (const sample of column) {
      const when = sets.and(row.when, sample.when);
      if (when !== sets.none) found.push(join(row, sample, when));
    }
    return found;
  };

  /**
   * One sample of the column for the whole row: a different one for each row, but not a hostile one for a row that is
   * not hostile yet.
   */
  const inTurn = (row: Sample<readonly JavaValue[]>, column: readonly Sample<JavaValue>[], turn: number) => {
    const fitting = column.filter(
      sample => !(sample.hostile && !row.hostile) && sets.and(row.example, sample.example) !== sets.none,
    );
    const sample = fitting[turn % fitting.length] ?? column[0]!;
    return [join(row, sample, row.when)];
  };

  return {
    print: (node, call, scope, now) => run(node, call, scope, now, unknowns.samples),
    enter: (node, call, scope, now) => run(node, call, scope, now, unknowns.shapes),
  };
}

/** Equal for results that amount to the same; undefined for one that is like no other. */
export function likeness(result: Result): string | undefined {
  if (result.kind === 'failed') return 'failed';
  if (result.kind !== 'body') return result.kind === 'text' ? `text ${result.text}` : `include ${result.name}`;
  const { body } = result;
  if (body.kind === 'text') return `print ${body.raw ? 'raw' : ''} ${body.text}`;
  return body.kind === 'skip' || body.kind === 'once' || body.kind === 'capture' ? body.kind : undefined;
}

/** A helper asked for something other than its arguments: it is called again with that. */
class Asked extends Error {
  constructor(readonly path: Path) {
    super();
  }
}

/** The paths of an argument, in the order in which `argumentValue` meets them. */
function pathsIn(argument: Argument): readonly Path[] {
  if (argument.kind === 'path') return [argument];
  return argument.kind === 'list' ? argument.items.flatMap(pathsIn) : [];
}

function pathNamed(text: string): Path {
  const names = text === '.' || text === 'this' ? [text] : text.split('.').filter(name => name !== '');
  return {
    kind: 'path',
    range: { start: 0, end: 0 },
    text,
    parts: names.map(name => ({ start: 0, end: 0, text: name })),
  };
}
