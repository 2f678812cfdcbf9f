import { t } from '@vscode/l10n';
import type { JavaValue } from '../template/java/values';
import { keptIn } from '../template/kept';
import type { Call, SectionNode } from '../template/tree';
import { likeness, type Outcome } from './calls';
import type { Diagram } from './diagram';
import { type Elements, loop } from './loop';
import { collector } from './machine';
import { lookup, pushed, scopeOf } from './scope';
import { add, addAll, type Collected, restrict, type Situations, single } from './situations';
import { type ByChoice, type EventCell, indices, type Unknown } from './unknown';
import { Limit, type Place, type Walk } from './walk';

/** How often the body of `repeat` is walked before the walk gives up. */
const maxRepeats = 16;

/** Walks `{{#x}}…{{/x}}`, `{{^x}}…{{/x}}` and the sections of helpers. */
export function section(walk: Walk, node: SectionNode, now: Situations, at: Place): Situations {
  const { sets } = walk;
  const { expression } = node;
  if (expression.kind === 'call') return helperSection(walk, node, expression, now, at);
  const next: Collected = [];
  for (const { when, value } of lookup(expression, at.scope, now, sets, walk.values)) {
    const here = restrict(now, when, sets);
    if (here.length === 0) continue;
    addAll(next, node.inverted ? inverted(walk, node, value, here, at) : entered(walk, node, value, here, at), sets);
  }
  return next;
}

/** The body once for a value, once an element for a list, not at all for null and false. */
function entered(walk: Walk, node: SectionNode, value: Unknown, now: Situations, at: Place): Situations {
  if (value.kind === 'list') return loop(walk, node.children, value, now, at);
  if (value.kind === 'object') return walk.nodes(node.children, now, inside(at, value));
  const { sets, engine } = walk;
  const kinds = engine.kinds(value.values);
  if (kinds.skipped.length === value.values.length) return now;
  const of = (choices: readonly number[]): Situations => restrict(now, among(walk, value, choices), sets);
  const next: Collected = [...of(kinds.skipped)];
  if (kinds.true.length > 0) addAll(next, walk.nodes(node.children, of(kinds.true), at), sets);
  if (kinds.pushed.length > 0) {
    addAll(
      next,
      walk.nodes(node.children, of(kinds.pushed), {
        ...at,
        scope: pushed(value.cell, kinds.context, at.scope),
      }),
      sets,
    );
  }
  if (kinds.iterated.length > 0) {
    addAll(next, loop(walk, node.children, listOf(walk, value), of(kinds.iterated), at), sets);
  }
  return next;
}

/** The body where the value is null, false or an empty list. */
function inverted(walk: Walk, node: SectionNode, value: Unknown, now: Situations, at: Place): Situations {
  if (value.kind === 'object') return now;
  const empty =
    value.kind === 'list' ? indices(value.lengths, length => !length) : walk.engine.kinds(value.values).empty;
  const when = among(walk, value, empty);
  if (when === walk.sets.all) return walk.nodes(node.children, now, at);
  const next: Collected = [];
  for (const situation of now) add(next, situation.state, walk.sets.minus(situation.when, when), walk.sets);
  addAll(next, walk.nodes(node.children, restrict(now, when, walk.sets), at), walk.sets);
  return next;
}

/** The section of a helper: every kind of arguments gives a body of its own, and equal bodies are walked once. */
function helperSection(walk: Walk, node: SectionNode, call: Call, now: Situations, at: Place): Situations {
  const { sets } = walk;
  const ofLists = eachOf(walk, node, call, now, at);
  if (ofLists) return ofLists;
  const next: Collected = [];
  for (const [, { outcome, when }] of grouped(walk, walk.helpers.enter(node, call, at.scope, now))) {
    const here = restrict(now, when, sets);
    if (here.length > 0) addAll(next, bodyOf(walk, node, call, outcome, here, at), sets);
  }
  return next;
}

/** `{{#each list}}` without options loops over the list as its section does, all lengths together; undefined for all else. */
function eachOf(walk: Walk, node: SectionNode, call: Call, now: Situations, at: Place): Situations | undefined {
  const { sets, engine } = walk;
  const [path, another] = call.parameters;
  if (call.name.text !== 'each' || path?.kind !== 'path' || another || call.hash.length > 0) return undefined;
  const cases = lookup(path, at.scope, now, sets, walk.values);
  if (cases.some(({ value }) => value.kind === 'object')) return undefined;
  const next: Collected = [];
  for (const { when, value } of cases) {
    let here = restrict(now, when, sets);
    if (value.kind === 'by-choice') {
      const others = indices(value.values, one => one !== null && !engine.items(one));
      if (others.length > 0) {
        const failing = among(walk, value, others);
        const failure = { when: sets.all, example: sets.all, hostile: false, text: undefined };
        addAll(next, walk.print(node, restrict(here, failing, sets), at, [failure]), sets);
        here = restrict(here, sets.minus(sets.all, failing), sets);
      }
    }
    if (value.kind === 'object') continue;
    const list = value.kind === 'by-choice' ? listOf(walk, value) : value;
    addAll(next, loop(walk, node.children, list, here, at), sets);
  }
  return next;
}

/** All outcomes that skip the body share one walk, and so do all that render it as it is. */
function grouped(walk: Walk, outcomes: readonly Outcome[]): Iterable<[unknown, { outcome: Outcome; when: Diagram }]> {
  const groups = new Map<unknown, { outcome: Outcome; when: Diagram }>();
  for (const outcome of outcomes) {
    const key = likeness(outcome.value) ?? outcome;
    const same = groups.get(key);
    if (same) same.when = walk.sets.or(same.when, outcome.when);
    else groups.set(key, { outcome, when: outcome.when });
  }
  return groups;
}

function bodyOf(walk: Walk, node: SectionNode, call: Call, outcome: Outcome, now: Situations, at: Place): Situations {
  const all = walk.sets.all;
  const print = (text: string | undefined, on: Situations): Situations =>
    walk.print(node, on, at, [{ when: all, example: all, hostile: outcome.hostile, text }]);
  if (outcome.value.kind !== 'body') return print(undefined, now);
  const { body } = outcome.value;
  switch (body.kind) {
    case 'skip':
      return now;
    case 'once':
      return walk.nodes(node.children, now, at);
    case 'text':
      return print(walk.engine.escapes && !body.raw ? walk.engine.escape(body.text) : body.text, now);
    case 'with':
      if (isFlow(body.context)) throw new Limit(t`\`${call.name.text}\` remembers what was rendered`);
      return walk.nodes(node.children, now, inside(at, walk.values.meant(body.context)));
    case 'each': {
      const items = body.items.map(item => walk.values.meant(item));
      const value = { cell: undefined, lengths: [items.length], item: (index: number) => items[index]! };
      if (body.numbers) throw new Limit(t('`each` leaves elements out'));
      return loop(walk, node.children, value, now, at, body);
    }
    case 'repeat': {
      let situations = now;
      for (let turn = 0; body.again(); turn++) {
        if (turn >= maxRepeats) throw new Limit(t('`repeat` goes on for too long'));
        situations = walk.nodes(node.children, situations, at);
      }
      return situations;
    }
    case 'then':
      throw new Limit(t`\`${call.name.text}\` remembers what was rendered`);
    case 'wrapped':
      return print(body.after, walk.nodes(node.children, print(body.before, now), at));
    case 'capture':
      return captured(walk, node, call, body.finish, now, at);
  }
}

/**
 * The body of a block helper: one that escapes characters one by one can work piece by piece, any other needs the whole
 * text.
 */
function captured(
  walk: Walk,
  node: SectionNode,
  call: Call,
  finish: (text: string) => string,
  now: Situations,
  at: Place,
): Situations {
  const { change } = at;
  walk.doubts.isExact = false;
  // What of JSON it leaves out matters to no reader of JSON; where it does, a render tells.
  if (call.name.text === 'jsonMinify') return walk.nodes(node.children, now, at);
  if (walk.engine.helper(call.name.text)?.prints.endsWith('-text')) {
    return walk.nodes(node.children, now, { ...at, change: change ? text => change(finish(text)) : finish });
  }
  const next: Collected = [];
  for (const { state, when } of now) {
    const keeper = collector();
    const texts = walk.nodes(node.children, single(keeper.start, when), {
      ...at,
      machine: keeper,
      change: undefined,
    });
    for (const { state: kept, when: events } of texts) {
      const text = finish(keeper.textOf(kept));
      const piece = { when: events, example: events, hostile: false, text };
      addAll(next, walk.print(node, single(state, events), at, [piece]), walk.sets);
    }
  }
  return next;
}

function isFlow(value: JavaValue): boolean {
  return typeof value === 'object' && value !== null && value.kind === 'flow';
}

/**
 * A value that may be a list, as a list: the same object each time, so that what is known of its turns is found again.
 */
function listOf(walk: Walk, value: ByChoice): Elements {
  const known = keptIn(listsBy, value.values, () => new Map<EventCell | undefined, Elements>());
  return keptIn(known, value.cell, cell => {
    const lists = value.values.map(one => walk.engine.items(one));
    const items: ByChoice[] = [];
    return {
      cell,
      lengths: lists.map(one => one?.length ?? null),
      item: index => (items[index] ??= { ...value, values: lists.map(one => one?.[index] ?? null) }),
    };
  });
}

const listsBy = new WeakMap<readonly JavaValue[], Map<EventCell | undefined, Elements>>();

function among(walk: Walk, value: Unknown, choices: readonly number[]): Diagram {
  const { sets } = walk;
  if (value.kind === 'object') return sets.all;
  const count = value.kind === 'list' ? value.lengths.length : value.values.length;
  if (choices.length === count) return sets.all;
  if (choices.length === 0 || !value.cell) return sets.none;
  return sets.where(value.cell, choices);
}

function inside(at: Place, value: Unknown): Place {
  return { ...at, scope: scopeOf(value, at.scope) };
}
