import type { Node } from 'jsonc-parser';
import type { Range } from '../text/range';

/**
 * Where a field stands in a JSON body: its value, or, when it is missing, the opening brace of the object that lacks
 * it. `field` is dotted, as Intercom names fields: `companies.0.size`, `custom_attributes.plan`. A name that leads
 * nowhere from the top is looked for further down, because messages often give only its end.
 */
export function placeOfField(root: Node, field: string): Range {
  const value = reach(root, field) ?? deeper(root, field);
  if (value) return { start: value.offset, end: value.offset + value.length };
  const { offset } = enclosing(root, field);
  return { start: offset, end: offset + 1 };
}

/** The value that the names lead to; a name may hold dots itself. */
function reach(node: Node, field: string): Node | undefined {
  for (const [name, value] of membersOf(node)) {
    if (name === field) return value;
    if (!field.startsWith(`${name}.`)) continue;
    const found = reach(value, field.slice(name.length + 1));
    if (found) return found;
  }
  return undefined;
}

function deeper(node: Node, field: string): Node | undefined {
  for (const [, value] of membersOf(node)) {
    const found = reach(value, field) ?? deeper(value, field);
    if (found) return found;
  }
  return undefined;
}

/** The innermost object or list on the way to the field. */
function enclosing(node: Node, field: string): Node {
  for (const [name, value] of membersOf(node)) {
    const isOnTheWay = field.startsWith(`${name}.`) && ['object', 'array'].includes(value.type);
    if (isOnTheWay) return enclosing(value, field.slice(name.length + 1));
  }
  return node;
}

/** The members of an object by name, those of a list by index. */
function membersOf({ type, children = [] }: Node): readonly (readonly [string, Node])[] {
  if (type === 'array') return children.map((value, index) => [String(index), value]);
  if (type !== 'object') return [];
  return children.flatMap(({ children: pair }) => (pair?.[1] ? [[String(pair[0]!.value), pair[1]] as const] : []));
}
