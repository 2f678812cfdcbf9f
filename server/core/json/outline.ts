import type { VariableNode } from '../template/tree';
import type { Range } from '../text/range';
import { type Condition, together } from './branches';

/**
 * The JSON that a template writes, as far as its text tells: objects, members and values with their places and with the
 * sections they are in. Every section is read once, so that a loop has one element and each branch its members. It
 * decides nothing about events (that is for the proof), and takes any text, however broken.
 */
export interface Outline {
  /** One value; several where branches write one each. */
  readonly roots: readonly OutlineValue[];
  /** The state of the reading at an offset, given the text before it. */
  readonly placeAt: (offset: number) => OutlinePlace;
}

export interface OutlinePlace {
  /** Undefined before anything is read. */
  readonly step: OutlineStep | undefined;
  /** What each object and list is in; those of the roots are left out. */
  readonly parents: ReadonlyMap<OutlineObject | OutlineList, OutlineParent>;
}

/** The state of the reading at an offset. */
export interface OutlineStep {
  /** The innermost object or list that is open; undefined outside of all. */
  readonly container?: OutlineObject | OutlineList;
  /** What may come here in the container; within a scalar or a key, what could come where that began. */
  readonly expects: 'key' | 'colon' | 'value' | 'after';
  /** The member whose key or value is being read, or was read last. */
  readonly member?: OutlineMember;
  /** The value that the offset is in; `key`: it is in the key of `member`. */
  readonly inside?: OutlineScalar | 'key';
  readonly conditions: readonly Condition[];
}

/** The member, or the place in the list, that holds an object or a list. */
export type OutlineParent =
  | { readonly kind: 'member'; readonly container: OutlineObject; readonly member: OutlineMember }
  | { readonly kind: 'item'; readonly container: OutlineList; readonly index: number };

export type OutlineValue = OutlineObject | OutlineList | OutlineScalar;

export interface OutlineObject {
  readonly kind: 'object';
  /** Braces included; up to the end of the text where the closing one is missing. */
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly members: readonly OutlineMember[];
  /** Among the members is a tag or a partial, which may print more of them. */
  readonly open: boolean;
}

export interface OutlineList {
  readonly kind: 'list';
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly items: readonly OutlineValue[];
  readonly open: boolean;
}

export interface OutlineScalar {
  /** `string`: in quotes. `bare`: a number, true, false, null, or a tag without quotes. */
  readonly kind: 'string' | 'bare';
  /** Quotes included. */
  readonly range: Range;
  readonly conditions: readonly Condition[];
  readonly pieces: readonly OutlinePiece[];
}

export interface OutlineMember {
  /** Undefined where a tag is part of it. */
  readonly key: string | undefined;
  /** Without the quotes. */
  readonly keyRange: Range;
  readonly conditions: readonly Condition[];
  /** One value; several where branches write one each. */
  readonly values: readonly OutlineValue[];
}

export type OutlinePiece =
  /** Text as it is in the template, escapes included. `inner`: it is in a section that is inside the value. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly range: Range;
      readonly inner: boolean;
      readonly conditions: readonly Condition[];
    }
  | { readonly kind: 'tag'; readonly node: VariableNode; readonly inner: boolean }
  /** A partial or a broken tag. */
  | { readonly kind: 'unknown' };

/** The text of a value or a key that no tag and no section is part of; undefined otherwise. */
export function literalOf({ pieces }: Pick<OutlineScalar, 'pieces'>): string | undefined {
  let raw = '';
  for (const piece of pieces) {
    if (piece.kind !== 'text' || piece.inner) return undefined;
    raw += piece.text;
  }
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    // A broken escape: the text as written is the best there is.
    return raw;
  }
}

/**
 * The texts that a value in quotes may have, where each is on a branch of its own:
 * `"{{#vip}}user{{/vip}}{{^vip}}lead{{/vip}}"`. Their ranges are like those of values, with room for a quote before and
 * after.
 */
export function alternativesOf({ kind, pieces }: OutlineScalar): readonly OutlineScalar[] | undefined {
  if (kind !== 'string') return undefined;
  const texts = pieces.flatMap(piece => (piece.kind === 'text' && piece.inner ? [piece] : []));
  const apart = texts.every(({ conditions }, index) =>
    texts.slice(index + 1).every(other => !together(conditions, other.conditions)),
  );
  if (texts.length < pieces.length || !apart) return undefined;
  return texts.map(piece => ({
    kind,
    range: { start: piece.range.start - 1, end: piece.range.end + 1 },
    conditions: piece.conditions,
    pieces: [{ ...piece, inner: false }],
  }));
}

/** The objects and lists of an outline, those within others too. */
export function containersOf({ roots }: Pick<Outline, 'roots'>): readonly (OutlineObject | OutlineList)[] {
  const found: (OutlineObject | OutlineList)[] = [];
  const stack = [...roots];
  while (stack.length > 0) {
    const value = stack.pop()!;
    if (value.kind !== 'object' && value.kind !== 'list') continue;
    found.push(value);
    const inside = value.kind === 'object' ? value.members.flatMap(({ values }) => values) : value.items;
    for (const each of inside) stack.push(each);
  }
  return found;
}
