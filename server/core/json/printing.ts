import { keptIn } from '../template/kept';
import { type Automaton, position, type Reading, type State } from './automaton';
import type { Diagram, Diagrams } from './diagram';
import type { Engine } from './engine';
import type { Machine } from './machine';
import { recoverTag } from './recover';
import { add, type Collected, type Situations, single } from './situations';
import type { ByChoice } from './unknown';

/** What a tag prints for some events: a text for each choice of a value, or one text that stands for them all. */
export type Piece = ChoicePiece | TextPiece;

interface ChoicePiece {
  readonly when: Diagram;
  readonly choices: ByChoice;
  readonly escapes: boolean;
}

interface TextPiece {
  readonly when: Diagram;
  /** The events that print exactly this text. */
  readonly example: Diagram;
  readonly hostile: boolean;
  /** Undefined where the render fails. */
  readonly text: string | undefined;
}

/** Output that does not fit: what was printed (undefined: the render failed), where, and for which events. */
interface Misfit {
  readonly state: State;
  readonly text: string | undefined;
  readonly when: Diagram;
  /** Whether it merely ends the string it is in, so that what follows may fit again. */
  readonly mayFit: boolean;
}

type OnMisfit = (misfit: Misfit) => void;

/** Reads the output of tags. */
export interface Printer {
  /** In all situations; the pieces cover all events. */
  readonly print: (
    now: Situations,
    pieces: readonly Piece[],
    machine: Machine,
    change: ((text: string) => string) | undefined,
    onMisfit: OnMisfit,
  ) => Situations;
  /** The usual case: one situation, one value in all events, and all that it can be leads to one place; undefined else. */
  readonly printOne: (now: Situations, value: ByChoice, escapes: boolean, machine: Machine) => Situations | undefined;
}

/** Where the texts of a value lead from one state. */
interface Transition {
  readonly groups: readonly { readonly choices: readonly number[]; readonly state: State }[];
  readonly misfits: readonly {
    readonly choices: readonly number[];
    readonly text: string | undefined;
    readonly mayFit: boolean;
  }[];
}

export function printing(sets: Diagrams, engine: Engine, json: Automaton): Printer {
  const transitions = new WeakMap<Texts, Map<State, Transition>>();

  const transition = (state: State, texts: Texts, value: ByChoice, machine: Machine): Transition => {
    const known = keptIn(transitions, texts, noTransitions);
    const earlier = machine.isJson ? known.get(state) : undefined;
    if (earlier) return earlier;
    const groups = new Map<State, number[]>();
    const misfits = new Map<string | undefined, { readonly choices: number[]; readonly mayFit: boolean }>();
    texts.forEach((text, choice) => {
      const hostile = value.cell?.choices[choice]?.hostile ?? false;
      const next = follow(state, text, hostile, machine);
      if (next.state) push(groups, next.state, choice);
      if (next.fits) return;
      const same = misfits.get(text);
      if (same) same.choices.push(choice);
      else misfits.set(text, { choices: [choice], mayFit: next.mayFit });
    });
    const found: Transition = {
      groups: [...groups].map(([next, choices]) => ({ choices, state: next })),
      misfits: [...misfits].map(([text, { choices, mayFit }]) => ({ choices, text, mayFit })),
    };
    if (machine.isJson) known.set(state, found);
    return found;
  };

  /**
   * Where a printed text leads; where one that does not fit would have led. Hostile text must not end the string it is
   * in, even where what follows would fit again.
   */
  const follow = (state: State, text: string | undefined, hostile: boolean, machine: Machine) => {
    if (text === undefined) return { fits: false, state: undefined, mayFit: false };
    if (text === '') return { fits: true, state, mayFit: true };
    const reading: Reading = machine.read(state, text, 0, text.length);
    const inString = machine.isJson && /string/.test(position(state));
    if (reading.fits && !(hostile && inString && reading.state !== state)) {
      return { fits: true, state: reading.state, mayFit: true };
    }
    return { fits: false, state: recoverTag(json, state), mayFit: reading.fits };
  };

  const printOne: Printer['printOne'] = (now, value, escapes, machine) => {
    if (now.length !== 1) return undefined;
    const { state, when } = now[0]!;
    const { groups, misfits } = transition(state, engine.texts(value.values, escapes), value, machine);
    if (misfits.length > 0 || groups.length !== 1) return undefined;
    const next = groups[0]!.state;
    return next === state ? now : single(next, when);
  };

  const print: Printer['print'] = (now, pieces, machine, change, onMisfit) => {
    const next: Collected = [];
    for (const { state, when } of now) {
      for (const piece of pieces) {
        const here = sets.and(when, piece.when);
        if (here === sets.none) continue;
        if ('choices' in piece) {
          const own = engine.texts(piece.choices.values, piece.escapes);
          const texts = change ? own.map(change) : own;
          const { groups, misfits } = transition(state, texts, piece.choices, machine);
          for (const group of groups) add(next, group.state, among(here, piece.choices, group.choices), sets);
          for (const misfit of misfits) {
            const events = among(here, piece.choices, misfit.choices);
            if (events !== sets.none) onMisfit({ state, text: misfit.text, when: events, mayFit: misfit.mayFit });
          }
          continue;
        }
        const text = piece.text === undefined || !change ? piece.text : change(piece.text);
        const result = follow(state, text, piece.hostile, machine);
        if (result.state) add(next, result.state, here, sets);
        const events = result.fits ? sets.none : sets.and(here, piece.example);
        if (events !== sets.none) onMisfit({ state, text, when: events, mayFit: result.mayFit });
      }
    }
    return next;
  };

  return { print, printOne };

  function among(events: Diagram, value: ByChoice, choices: readonly number[]): Diagram {
    if (!value.cell || choices.length === value.values.length) return events;
    return sets.and(events, sets.where(value.cell, choices));
  }
}

type Texts = readonly string[];

const noTransitions = () => new Map<State, Transition>();

function push<K>(map: Map<K, number[]>, key: K, choice: number): void {
  const list = map.get(key);
  if (list) list.push(choice);
  else map.set(key, [choice]);
}
