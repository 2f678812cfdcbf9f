import { t } from '@vscode/l10n';
import type { AttributeType } from '../../action/model';
import type { Project, TemplateVariable } from '../../action/project';
import { reflect } from '../../template/java/reflect';
import { date, double, isNumber, type JavaValue, list, map, set } from '../../template/java/values';
import { keptIn } from '../../template/kept';
import type { Profile } from '../../template/profile';

/**
 * What is known of a value before any event comes: a typical value, which answers to the same names as every value of its
 * kind. `open` values may have keys that nobody declared (type `any`, tallies).
 */
export interface Shape {
  readonly value: JavaValue;
  /** The attribute's type, for a mapped variable. */
  readonly type?: AttributeType;
  readonly open?: boolean;
  readonly members?: ReadonlyMap<string, Shape>;
  readonly element?: Shape;
}

/** A value of which nothing is known: any name may follow it. */
export const unknownShape: Shape = { value: null, open: true };

/** The shape of each attribute type. */
function shapeOfType(type: AttributeType): Shape {
  return { ...shapeOfValue(typical[type]), type, ...((type === 'any' || type === 'tally') && { open: true }) };
}

const typical: Readonly<Record<AttributeType, JavaValue>> = {
  string: 'text',
  number: double(1.5),
  boolean: true,
  badge: true,
  date: date(0),
  'array of strings': list(['text']),
  'array of numbers': list([double(1.5)]),
  'array of booleans': list([true]),
  'set of strings': set(['text']),
  tally: map([['name', double(1)]]),
  any: null,
};

/**
 * The variables by the names that were meant: a name written with braces is reported elsewhere, and still counts as
 * that name.
 */
export function meantVariables({ variables }: Project): Variables {
  return meant(variables);
}

/** The names a template of the project can use: plain variables, and lists of objects for dotted ones. */
export function variableShapes({ variables }: Project): ReadonlyMap<string, Shape> {
  return shapesOf(meant(variables));
}

type Variables = ReadonlyMap<string, MeantVariable>;

/** `fixed`: the text of a variable that has the same one in every event. `attribute`: what it is mapped from. */
type MeantVariable = TemplateVariable & { readonly fixed?: string; readonly attribute?: string };

function withSource(variable: TemplateVariable): MeantVariable {
  const { source } = variable.mapping;
  if (source?.kind === 'attribute') return { ...variable, attribute: source.value.text };
  return source?.kind === 'text' || source?.kind === 'map' ? { ...variable, fixed: source.value.text } : variable;
}

const meant = forEach(
  (variables: Variables): Variables =>
    new Map([...variables].map(([name, variable]) => [name.replace(/[{}]/g, ''), withSource(variable)])),
);

const shapesOf = forEach((variables: Variables): ReadonlyMap<string, Shape> => {
  const shapes = new Map<string, Shape>();
  const groups = new Map<string, Map<string, Shape>>();
  for (const [name, { type }] of variables) {
    const dot = name.indexOf('.');
    if (dot < 0) shapes.set(name, shapeOfType(type));
    else {
      const members = groups.get(name.slice(0, dot)) ?? new Map<string, Shape>();
      const shape = shapeOfType(type);
      groups.set(name.slice(0, dot), members.set(name.slice(dot + 1), shape.element ?? shape));
    }
  }
  for (const [name, members] of groups) shapes.set(name, listOf(members));
  return shapes;
});

/**
 * Finds something out about the variables of an action only once, since they stay the same while its templates are
 * edited.
 */
function forEach<T>(find: (variables: Variables) => T): (variables: Variables) => T {
  const known = new WeakMap<Variables, T>();
  return variables => keptIn(known, variables, find);
}

function listOf(members: ReadonlyMap<string, Shape>): Shape {
  const value = map([...members].map(([name, shape]): [string, JavaValue] => [name, shape.value]));
  return { value: list([value]), element: { value, members } };
}

export function shapeOfValue(value: JavaValue): Shape {
  if (value === null || typeof value !== 'object') return { value };
  switch (value.kind) {
    case 'list':
    case 'set':
    case 'array':
      return value.items[0] === undefined ? { value } : { value, element: shapeOfValue(value.items[0]) };
    case 'entry':
      return {
        value,
        members: new Map([
          ['key', shapeOfValue(value.key)],
          ['value', shapeOfValue(value.value)],
        ]),
      };
    default:
      return { value };
  }
}

/** What a name after a dot is; `wrong-suffix` when the property exists, but not on this kind of value. */
export type Member =
  | { readonly kind: 'found'; readonly shape: Shape; readonly by: 'key' | 'suffix' | 'java' }
  | { readonly kind: 'wrong-suffix' }
  | { readonly kind: 'none' };

/** Looks up a name after a dot, in the engine's order: own key or element, Tealium's property, Java's member. */
export function memberOf(shape: Shape, name: string, profile: Profile): Member {
  const own = ownMember(shape, name);
  if (own) return { kind: 'found', shape: own, by: 'key' };
  const suffix = profile.suffixTable.get(name);
  if (shape.value === null) return { kind: 'found', shape: unknownShape, by: 'key' };
  if (suffix) {
    if (shape.type && !suffix.appliesTo.includes(shape.type) && !suffix.appliesTo.includes('any'))
      return { kind: 'wrong-suffix' };
    const value = suffix.apply(shape.value);
    // `toList` finds no list in a typical text: its result depends on the text.
    if (value === null)
      return shape.type ? { kind: 'found', shape: unknownShape, by: 'suffix' } : { kind: 'wrong-suffix' };
    return { kind: 'found', shape: shapeOfValue(value), by: 'suffix' };
  }
  const value = javaMember(shape.value, name);
  if (value !== undefined) return { kind: 'found', shape: shapeOfValue(value), by: 'java' };
  return shape.open ? { kind: 'found', shape: unknownShape, by: 'key' } : { kind: 'none' };
}

/** The key of a map or the element of a list that a name means, not what Java answers. */
export function ownMember(shape: Shape, name: string): Shape | undefined {
  if (name === '.' || name === 'this') return shape;
  const known = shape.members?.get(name);
  if (known) return known;
  const { value } = shape;
  const indexed = typeof value === 'object' && value !== null && (value.kind === 'list' || value.kind === 'array');
  return indexed && /^\d+$/.test(name) ? shape.element : undefined;
}

/** What a Java object answers to a name; null where it answers with a value that cannot be known. */
export function javaMember(value: JavaValue, name: string): JavaValue | undefined {
  try {
    return reflect(value, name);
  } catch {
    return null; // A member that fails on the typical value is still a member.
  }
}

/** The type in words, for messages: `a string`, `an array of numbers`. */
export function describeShape({ type, value, members }: Shape): string {
  if (type) return withArticle(type);
  if (members) return t('an object');
  if (typeof value === 'string') return t('a string');
  if (typeof value === 'boolean') return t('a boolean');
  if (value === null) return t('a value');
  if (isNumber(value)) return value.kind === 'double' ? t('a number') : t('a whole number');
  return value.kind === 'iteration' ? t('a loop') : withArticle(value.kind);
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? t`an ${noun}` : t`a ${noun}`;
}
