import { type Automaton, Mode, type Stack, type State } from './automaton';

/** How to read on after a character that does not fit, as if the author had written what was meant. */
export interface Recovery {
  readonly state: State;
  /** Where to go on: at the character again, or behind it. */
  readonly place: number;
}

/**
 * Reads on after a misfit, so that one mistake is one finding: a missing value counts as there, a superfluous comma as
 * absent, a missing comma as present, anything else as a value up to the next delimiter. Undefined where nobody can say
 * what was meant; then nothing more is reported for the events concerned.
 */
export function recover(automaton: Automaton, state: State, source: string, at: number): Recovery | undefined {
  const { mode, stack } = state;
  const character = source[at]!;
  const goOn = (next: number, on: Stack = stack): Recovery => ({ state: automaton.state(next, on), place: at });
  const pass = (next: number = mode): Recovery => ({ state: automaton.state(next, stack), place: at + 1 });
  switch (mode) {
    case Mode.value:
    case Mode.valueOrClose:
      if (character === ',') return mode === Mode.value && stack.kind === 'object' ? goOn(Mode.after) : pass();
      if (character === '}' || character === ']') return closes(stack, character) ? goOn(Mode.after) : mismatch();
      return stack.kind === 'root' ? undefined : goOn(Mode.junk);
    case Mode.key:
    case Mode.keyOrClose:
      if (character === ',') return pass();
      if (character === '}') return goOn(Mode.after);
      return character === ']' ? mismatch() : goOn(Mode.junkKey);
    case Mode.colon:
      if (character === ',' || character === '}') return goOn(Mode.after);
      return character === ']' ? undefined : goOn(Mode.value);
    case Mode.string:
    case Mode.keyString:
      return pass();
    case Mode.escape:
    case Mode.keyEscape:
      return pass(mode - 1);
    case Mode.unicode0:
    case Mode.unicode1:
    case Mode.unicode2:
    case Mode.unicode3:
      return goOn(Mode.string);
    case Mode.keyUnicode0:
    case Mode.keyUnicode1:
    case Mode.keyUnicode2:
    case Mode.keyUnicode3:
      return goOn(Mode.keyString);
    case Mode.zero:
      if (character >= '0' && character <= '9') return pass(Mode.integer);
      return afterValue();
    case Mode.after:
    case Mode.integer:
    case Mode.fraction:
    case Mode.exponent:
    case Mode.junk:
      return afterValue();
    default:
      return stack.kind === 'root' ? undefined : goOn(Mode.junk);
  }

  /** A second value is read as one: the next member of an object, the next element, or another value of the same key. */
  function afterValue(): Recovery | undefined {
    if (stack.kind === 'root') return undefined;
    if (character === ']' || character === '}') return mismatch();
    const isMember = character === '"' && /^"(?:[^"\\\n]|\\.)*"\s*:/.test(source.slice(at, at + 500));
    if (stack.kind === 'object' && isMember) return goOn(Mode.key);
    if (stack.kind === 'object' && mode === Mode.after && isClosedByKey(source, at)) return goOn(Mode.keyString);
    const isWord = mode !== Mode.after && character !== '"';
    return !isWord && /["{[\-0-9tfn]/.test(character) ? goOn(Mode.value) : goOn(Mode.junk);
  }

  /** The other bracket: the innermost container of that kind is closed, with those left open in it. */
  function mismatch(): Recovery | undefined {
    // One bracket instead of another, if what follows closes everything that is open around it.
    if (stack.parent && source.length - at < maxRest && closersIn(source.slice(at + 1)) >= stack.depth - 1) {
      return { state: automaton.state(Mode.after, stack.parent), place: at + 1 };
    }
    for (let open: Stack | undefined = stack; open; open = open.parent) {
      if (closes(open, character)) return goOn(Mode.after, open);
    }
    return undefined;
  }
}

/**
 * Whether there is a key at `at` whose opening quote has closed the string before it: `"user_id": "{{id}},
 * {{#email}}"email": …`.
 */
export function isClosedByKey(source: string, at: number): boolean {
  return source[at - 1] === '"' && /^[\w $-]{1,60}"\s*:/.test(source.slice(at, at + 80));
}

/** How many more brackets a text closes than it opens, tags and strings aside. */
export function closersIn(text: string): number {
  const rest = text.replace(/\{\{[^}]*\}\}|"(?:[^"\\\n]|\\.)*"/g, '');
  return [...rest].reduce((count, letter) => count + ('}]'.includes(letter) ? 1 : '{['.includes(letter) ? -1 : 0), 0);
}

/** How much of the remaining text is counted: in a longer one, nobody can say which bracket was meant. */
const maxRest = 4000;

/** Where a reader goes on after a tag whose output did not fit: as if the tag had printed what belongs there. */
export function recoverTag(automaton: Automaton, state: State): State | undefined {
  const { mode, stack } = state;
  if (mode === Mode.value || mode === Mode.valueOrClose) return automaton.state(Mode.after, stack);
  if (mode === Mode.key || mode === Mode.keyOrClose) return automaton.state(Mode.colon, stack);
  if (mode >= Mode.string && mode <= Mode.unicode3) return automaton.state(Mode.string, stack);
  if (mode >= Mode.keyString && mode <= Mode.keyUnicode3) return automaton.state(Mode.keyString, stack);
  if (mode === Mode.colon) return undefined;
  return automaton.state(mode === Mode.junkKey ? mode : Mode.after, stack);
}

function closes(stack: Stack, character: string): boolean {
  return stack.kind === (character === '}' ? 'object' : 'array');
}
