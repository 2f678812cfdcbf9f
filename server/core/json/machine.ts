import { type Automaton, Mode, type Reading, type State } from './automaton';

/** What reads the output: the JSON automaton, or inside a block helper a collector of the text. */
export interface Machine {
  readonly read: (state: State, text: string, start: number, end: number) => Reading;
  readonly isJson: boolean;
}

/** Collects the text that a block helper will work on: each different text is a state. */
export interface Collector extends Machine {
  readonly start: State;
  readonly textOf: (state: State) => string;
}

/** How many different texts a block helper is tried on; further texts count as one of them. */
const maxTexts = 48;

export function jsonMachine(automaton: Automaton): Machine {
  return { read: automaton.read, isJson: true };
}

export function collector(): Collector {
  const states = new Map<string, State>();
  const texts: string[] = [];
  const stateOf = (text: string): State | undefined => {
    const known = states.get(text);
    if (known || texts.length >= maxTexts) return known;
    const shared = { states: [] };
    const stack = { kind: 'root', parent: undefined, depth: 0, shared } as const;
    const state: State = { id: texts.length, mode: Mode.string, stack };
    states.set(text, state);
    texts.push(text);
    return state;
  };
  return {
    start: stateOf('')!,
    textOf: state => texts[state.id]!,
    isJson: false,
    read: (state, text, start, end) => ({
      state: stateOf(texts[state.id]! + text.slice(start, end)) ?? state,
      at: end,
      fits: true,
    }),
  };
}
