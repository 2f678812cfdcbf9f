import type { AttributeType } from '../action/model';
import { typedValue } from '../action/values';
import { escapeHtml } from '../template/escape';
import type { Helper, HelperCall } from '../template/helpers/helper';
import { printed } from '../template/java/print';
import { elementsOf, integer, type JavaValue, long } from '../template/java/values';
import { type Key, keyOf, lookUp } from '../template/lookup';
import type { Profile } from '../template/profile';
import type { Argument, Call, SectionNode, VariableNode } from '../template/tree';

/** What the proof asks of the template engine, so that nothing about its values is said twice. */
export interface Engine {
  /** A value of an event as the template sees it. */
  readonly value: (json: unknown, type: AttributeType) => JavaValue;
  /** What a context object answers to a name, or null. */
  readonly member: (value: JavaValue, name: string) => JavaValue;
  /** What stands behind a dot, or null: the same and Tealium's property helpers. */
  readonly property: (value: JavaValue, name: string) => JavaValue;
  readonly print: (value: JavaValue) => string;
  /** Whether `{{x}}` escapes HTML, and how. */
  readonly escapes: boolean;
  readonly escape: (text: string) => string;
  /** The elements of an Iterable or array; undefined for anything else. */
  readonly items: (value: JavaValue) => readonly JavaValue[] | undefined;
  readonly helper: (name: string) => Helper | undefined;
  readonly literal: (argument: Exclude<Argument, { kind: 'path' | 'list' }>) => JavaValue;
  /** A call with these arguments; whatever else a helper may ask for comes from `lookup`. */
  readonly call: (given: {
    readonly definition: Call;
    readonly node: VariableNode | SectionNode;
    readonly parameters: readonly JavaValue[];
    readonly hash: ReadonlyMap<string, JavaValue>;
    readonly lookup: (key: string) => JavaValue;
  }) => HelperCall;
}

/** A moment and an identifier for helpers that print them: what they are does not matter to JSON. */
export const SOME_MOMENT = 1749081326718;
export const SOME_UUID = '8a9f2c6e-0b1d-4c3f-9e5a-7d6b4c2a1f00';

/** The engine of a profile. `sourceOf` gives the source of a template by name. */
export function engineOf(profile: Profile, sourceOf: (name: string) => string | undefined): Engine {
  const members = new Map<string, Key>();
  const properties = new Map<string, Key>();
  const key = (known: Map<string, Key>, name: string, parts: readonly string[]): Key => {
    let found = known.get(name);
    if (!found) {
      found = keyOf(name, parts, profile);
      known.set(name, found);
    }
    return found;
  };
  return {
    value: (json, type) => typedValue(json, type, profile.numbers),
    member: (value, name) => lookUp(key(members, name, [name]), { value, parent: undefined }, undefined),
    property: (value, name) => lookUp(key(properties, name, ['this', name]), { value, parent: undefined }, undefined),
    print: printed,
    escapes: profile.escapeHtml,
    escape: escapeHtml,
    items: elementsOf,
    helper: name => profile.helperTable.get(name),
    literal: argument => {
      if (argument.kind === 'integer') return integer(argument.value);
      return argument.kind === 'long' ? long(argument.value) : argument.value;
    },
    call: ({ definition, node, parameters, hash, lookup }) => ({
      definition,
      node,
      parameters,
      hash,
      template: '',
      now: SOME_MOMENT,
      cache: new Map(),
      peek: () => lookup('.'),
      lookUp: lookup,
      describe: () => '',
      uuid: () => SOME_UUID,
      sourceOf,
    }),
  };
}
