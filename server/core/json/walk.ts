import { t } from '@vscode/l10n';
import type { Node, SectionNode, Template, VariableNode } from '../template/tree';
import { visibility } from '../template/visible';
import type { Range } from '../text/range';
import type { Analysis } from './analysis';
import { endsNumber, isComplete, Mode, type State } from './automaton';
import type { Diagram } from './diagram';
import { endingTags, isText } from './ends';
import type { Explanation } from './explanation';
import { jsonMachine, type Machine } from './machine';
import { included, partial } from './partials';
import { likenessOf } from './passages';
import type { Piece } from './printing';
import { recover } from './recover';
import { lookup, type Scope } from './scope';
import { section } from './sections';
import { add, type Collected, restrict, type Situations, single } from './situations';
import { typoAt } from './typos';

/** A place where the output of some events is no JSON. */
export interface Trouble {
  /** The output does not fit, it ends too early, or the render fails. */
  readonly kind: 'misfit' | 'end' | 'failed';
  /** The tag or the text; absent at the end. */
  readonly node: Node | undefined;
  /** The character in the text, or the whole tag. */
  readonly range: Range;
  /** Where the reader was. */
  readonly state: State;
  /** What did not fit: the character of a text, everything that a tag printed. */
  readonly text: string;
  /** The events concerned. */
  readonly when: Diagram;
  /** Those of them that may come out as JSON all the same. */
  readonly unsure: Diagram;
  /** What is wrong, where the template's text alone tells. */
  readonly typo: Explanation | undefined;
  /**
   * Whether its place is read once and as it is: not in a loop, a block helper or another template, and without a typo
   * that was skipped.
   */
  readonly isPlain: boolean;
}

/** The analysis has to give up; the message says why. */
export class Limit extends Error {}

/** How deep sections and templates may nest: the walk recurs once a level. */
const maxDepth = 250;

/**
 * How many nodes a walk may visit beside those that the template has: loops in loops multiply. This many take some
 * tenths of a second.
 */
const maxVisits = 60_000;

/** What a walk has at hand everywhere. */
export interface Walk extends Analysis {
  /** Walks nodes one after the other. */
  readonly nodes: (list: readonly Node[], now: Situations, at: Place) => Situations;
  /**
   * Walks something as if all events of `within` came there, and afterwards restores which ones do: inside, nothing
   * that was asked further out is carried along.
   */
  readonly apart: (now: Situations, within: Diagram, walked: (now: Situations) => Situations) => Situations;
  /** Reads what a tag prints; the pieces cover all events. */
  readonly print: (node: Node, now: Situations, at: Place, pieces: readonly Piece[]) => Situations;
  /** A template by the name a tag gives. */
  readonly template: (name: string, at: Place) => Known | undefined;
}

/** Where a walk is. */
export interface Place {
  readonly scope: Scope;
  readonly machine: Machine;
  /** What the block helpers around, which escape, do to all text before it is read. */
  readonly change: ((text: string) => string) | undefined;
  readonly template: Known;
  /** The tag of the main template through which another one is rendered. */
  readonly caller: Node | undefined;
  /** The blocks of the extend tags around, outermost first, by name. */
  readonly blocks: readonly ReadonlyMap<string, readonly Node[]>[];
  readonly loops: number;
  readonly templates: number;
}

interface Known {
  readonly source: string;
  readonly children: readonly Node[];
  readonly hidden: ReadonlySet<Node>;
  /** The tags at which a number must be complete. */
  readonly ending: ReadonlySet<Node>;
}

/** Follows all ways through the template at once, each with the events that take it. */
export function walkAll(
  main: Template,
  analysis: Analysis,
  templates: ReadonlyMap<string, Template>,
): readonly Trouble[] {
  const { profile, sets, engine, values, json, passages } = analysis;
  const troubles = new Map<string, { -readonly [key in keyof Trouble]: Trouble[key] }>();
  const prepared = new Map<Template, Known>();
  /** The events that reach the places further out where the walk stopped carrying them along. */
  const outside: Diagram[] = [];
  /** How many lists of nodes the walk is in. */
  let depth = 0;
  let visits = -main.source.length;
  let reports = 0;

  const prepare = (template: Template): Known => {
    let found = prepared.get(template);
    if (!found) {
      const { source, children } = template;
      const { hidden } = visibility(template, profile);
      // While another template is walked, it is not known what follows it.
      const ending = template === main ? endingTags(template, hidden) : noNodes;
      found = { source, children, hidden, ending };
      prepared.set(template, found);
    }
    return found;
  };

  /** After `node` comes a delimiter, so a number is complete there. */
  const completed = (node: Node, now: Situations, at: Place): Situations => {
    if (!at.machine.isJson || !at.template.ending.has(node)) return now;
    let open = false;
    for (const { state } of now) if (endsNumber(state.mode)) open = true;
    if (!open) return now;
    const next: Collected = [];
    for (const { state, when } of now) {
      add(next, endsNumber(state.mode) ? json.state(Mode.after, state.stack) : state, when, sets);
    }
    return next;
  };

  const nested = new Map<string, Known>();
  const known = prepare(main);
  for (const node of main.children) {
    if (node.kind === 'nested-template')
      nested.set(node.tag.content.text, { ...known, children: node.children, ending: noNodes });
  }

  const walk: Walk = {
    ...analysis,
    nodes,
    apart,
    print,
    template: name => {
      const template = templates.get(name);
      return nested.get(name) ?? (template && prepare(template));
    },
  };

  const place: Place = {
    scope: analysis.root,
    machine: jsonMachine(json),
    change: undefined,
    template: known,
    caller: undefined,
    blocks: [],
    loops: 0,
    templates: 0,
  };
  const isAlone = templates.size === 0 && nested.size === 0;
  const ends = nodes(main.children, single(json.start, sets.all), place);
  for (const { state, when } of ends) {
    if (isComplete(state)) continue;
    const end = main.source.length;
    report({
      kind: 'end',
      node: undefined,
      range: { start: end, end },
      state,
      text: '',
      when,
      unsure: sets.none,
      typo: undefined,
    });
  }
  const all = [...troubles.values()];
  // Where nobody can say how to read on, nothing is known of what comes later.
  const isWhole = ends.reduce((set, { when }) => sets.or(set, when), sets.none) === sets.all;
  return isWhole ? all : all.map(trouble => ({ ...trouble, isPlain: false }));

  function nodes(list: readonly Node[], situations: Situations, at: Place): Situations {
    if (depth > maxDepth) throw new Limit(t('sections are nested too deep'));
    depth++;
    const after = inOrder(list, situations, at);
    depth--;
    return after;
  }

  function apart(now: Situations, within: Diagram, walked: (now: Situations) => Situations): Situations {
    const [only, another] = now;
    if (!only || another) return walked(now);
    outside.push(only.when);
    const after = walked(single(only.state, within));
    outside.pop();
    return restrict(after, only.when, sets);
  }

  function inOrder(list: readonly Node[], situations: Situations, at: Place): Situations {
    const { hidden } = at.template;
    let now = situations;
    for (let index = 0; index < list.length; index++) {
      if (now.length === 0) return now;
      const node = list[index]!;
      if (hidden.has(node)) continue;
      if (++visits > maxVisits) throw new Limit(t('loops are nested too deep'));
      if (!isText(node) || at.change || at.caller) {
        now = one(node, now, at);
        continue;
      }
      // Lines that follow each other are read in one go.
      let last = node;
      for (let next = list[index + 1]; next && isText(next) && !hidden.has(next); next = list[++index + 1]) last = next;
      now = text(node, last, now, at);
    }
    return now;
  }

  function one(node: Node, now: Situations, at: Place): Situations {
    switch (node.kind) {
      case 'text':
      case 'line-break':
        return wholeText(node, now, at);
      case 'variable':
        return variable(node, now, at);
      case 'section':
        return at === place ? passed(node, now) : section(walk, node, now, at);
      case 'partial':
      case 'extend':
      case 'block':
        return partial(walk, node, now, at);
      case 'nested-template':
      case 'comment':
      case 'delimiters':
      case 'broken':
        return now;
    }
  }

  /** A section that all events reach leads where an equal one led, as long as no other template is involved. */
  function passed(node: SectionNode, now: Situations): Situations {
    const [only, another] = now;
    const isKnowable = isAlone && only && !another && only.when === sets.all;
    const key = isKnowable && likenessOf(node, main.source, known.hidden, known.ending);
    if (!key) return section(walk, node, now, place);
    const earlier = passages.get(key);
    if (earlier?.from === only.state) {
      visits += earlier.visits;
      return earlier.after;
    }
    const before = { visits, reports };
    const after = section(walk, node, now, place);
    if (reports === before.reports) passages.set(key, { from: only.state, after, visits: visits - before.visits });
    return after;
  }

  /** Reads a stretch of the template's own text, from the first node to the last. */
  function text(first: Node, last: Node, now: Situations, at: Place): Situations {
    const { start } = first.range;
    const { end } = last.range;
    if (now.length === 1 || end - start === 1) return completed(last, stretch(first, now, at, start, end), at);
    // Ways that differ only in how a number ended become one again after the next character.
    return completed(last, stretch(first, stretch(first, now, at, start, start + 1), at, start + 1, end), at);
  }

  function stretch(node: Node, now: Situations, at: Place, start: number, end: number): Situations {
    const next: Collected = [];
    for (const { state, when } of now) {
      const found = readOn(node, state, when, at, start, end);
      if (found) add(next, found, when, sets);
    }
    return next;
  }

  /** Reads on behind every misfit, if anyone can say how. */
  function readOn(node: Node, from: State, when: Diagram, at: Place, start: number, end: number): State | undefined {
    const { source } = at.template;
    let state = from;
    let offset = start;
    for (;;) {
      const reading = at.machine.read(state, source, offset, end);
      if (reading.fits) return reading.state;
      const range = { start: reading.at, end: reading.at + 1 };
      const typo = typoAt(json, reading.state, source, reading.at);
      report(
        {
          kind: 'misfit',
          node,
          range,
          state: reading.state,
          text: source[reading.at]!,
          when,
          unsure: sets.none,
          typo: typo?.explanation,
        },
        at,
      );
      const next = typo ? { state: typo.state, place: typo.resume } : recover(json, reading.state, source, reading.at);
      if (!next || (next.place === reading.at && next.state === reading.state)) return undefined;
      state = next.state;
      offset = Math.min(end, next.place);
    }
  }

  /** Text that a block helper changes, or that is in another template, is read and reported in one piece. */
  function wholeText(node: Node, now: Situations, at: Place): Situations {
    const piece = at.template.source.slice(node.range.start, node.range.end);
    return print(node, now, at, [{ when: sets.all, example: sets.all, hostile: false, text: piece }]);
  }

  function variable(node: VariableNode, now: Situations, at: Place): Situations {
    const { expression } = node;
    if (expression.kind === 'call') {
      const outcomes = walk.helpers.print(node, expression, at.scope, now);
      return included(walk, node, outcomes, now, at);
    }
    const escapes = node.form === 'plain' && engine.escapes;
    const cases = lookup(expression, at.scope, now, sets, values);
    const choices = cases.length === 1 ? cases[0]!.value : undefined;
    if (choices?.kind === 'by-choice') {
      const { when } = cases[0]!;
      const isUsual = when === sets.all && !at.change;
      const quick = isUsual ? analysis.printer.printOne(now, choices, escapes, at.machine) : undefined;
      return quick ? completed(node, quick, at) : print(node, now, at, [{ when, choices, escapes }]);
    }
    const pieces = cases.flatMap(({ when, value }): readonly Piece[] => {
      if (value.kind === 'by-choice') return [{ when, choices: value, escapes }];
      return values.samples(value).map(sample => {
        const printed = sample.value === null ? '' : engine.print(sample.value);
        return {
          when: sets.and(when, sample.when),
          example: sets.and(when, sample.example),
          hostile: sample.hostile,
          text: escapes ? engine.escape(printed) : printed,
        };
      });
    });
    return print(node, now, at, pieces);
  }

  function print(node: Node, now: Situations, at: Place, pieces: readonly Piece[]): Situations {
    const next = walk.printer.print(now, pieces, at.machine, at.change, ({ text: printed, ...misfit }) => {
      const shown = at.caller ?? node;
      const range = 'tag' in shown && shown.tag ? shown.tag.range : shown.range;
      const kind = printed === undefined ? 'failed' : 'misfit';
      const unsure = misfit.mayFit ? misfit.when : sets.none;
      report({ ...misfit, kind, node: shown, range, text: printed ?? '', unsure, typo: undefined }, at);
    });
    return completed(node, next, at);
  }

  function report(misfit: Omit<Trouble, 'isPlain'>, { loops, change, caller, machine } = place): void {
    reports++;
    const when = outside.reduce(sets.and, misfit.when);
    if (when === sets.none) return;
    const { range, kind, state, typo } = misfit;
    const isPlain = kind === 'misfit' && !typo && loops === 0 && !change && !caller && machine.isJson;
    const found = { ...misfit, when, isPlain };
    const key = `${range.start} ${range.end} ${kind} ${state.mode} ${state.stack.kind}`;
    const same = troubles.get(key);
    if (same) {
      same.when = sets.or(same.when, found.when);
      same.unsure = sets.or(same.unsure, found.unsure);
    } else troubles.set(key, { ...found });
  }
}

const noNodes: ReadonlySet<Node> = new Set();
