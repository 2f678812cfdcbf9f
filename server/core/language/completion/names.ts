import { outlineOf } from '../../json/readOutline';
import { type TagAtCursor, wordAt } from '../cursor';
import { describeName, showValue, typeOf } from '../describe';
import type { TemplateDocument } from '../document';
import { isSecret, type Name, type Shape } from '../names';
import { memberOf, type Scope } from '../scope';
import { suffixItems } from './helpers';
import { type Completion, type Slot, slotOf } from './item';

/** The names that fit where a path is being typed: at its start all that are in scope, after a dot what the value holds. */
export function pathItems(
  document: TemplateDocument,
  tag: TagAtCursor,
  scope: Scope,
  pathStart: number,
  offset: number,
): readonly Completion[] {
  const word = wordAt(document.text, offset, { start: pathStart, end: tag.content.end });
  const slot = slotOf(word, tag);
  const before = document.text.slice(pathStart, word.start);
  if (before === '') {
    const escaped = tag.content.text.trim() === word.text && isText(document, tag, scope);
    return [...scope.names.values()].map(name => {
      const suffix = escaped && name.type === 'string' ? '.toJson' : '';
      return nameItem(name, slot, rankOf(document, name, tag), suffix);
    });
  }
  if (!before.endsWith('.')) return [];
  const value = valueBefore(before.split('.').filter(Boolean), scope);
  if (!value) return [];
  const members = [...(value.members?.values() ?? [])].map(name => nameItem(name, slot, 0));
  return [...members, ...suffixItems(value, scope.suffixes, slot)];
}

/** Whether what a tag prints becomes part of a string of JSON as it is: there a text needs `.toJson`. */
function isText({ json, tree, profile }: TemplateDocument, { sigil, start }: TagAtCursor, { open }: Scope): boolean {
  if (!json || sigil !== '') return false;
  const isChanged = open.some(
    ({ expression }) => expression.kind === 'call' && profile.helperTable.get(expression.name.text)?.prints !== 'body',
  );
  const inside = outlineOf(tree).placeAt(start).step?.inside;
  return !isChanged && inside !== undefined && (inside === 'key' || inside.kind === 'string');
}

function nameItem(name: Name, slot: Slot, rank: number, suffix = ''): Completion {
  const value = showValue(name.value);
  return {
    label: name.name,
    kind: name.origin === 'loop' ? 'loop' : name.origin === 'variable' ? 'variable' : 'member',
    range: slot.range,
    text: name.name + suffix + slot.missing,
    type: typeOf(name),
    ...(value !== undefined && { value }),
    rank,
    documentation: () => describeName(name),
  };
}

/**
 * The nearest come first: the names of the loop, then the mapped variables; before `#` and `^` those that decide or
 * repeat something. A secret belongs in a header: in JSON it comes last.
 */
function rankOf({ json }: TemplateDocument, name: Name, { sigil }: TagAtCursor): number {
  if (name.origin === 'loop' || (json && name.variables.some(isSecret))) return 3;
  const decides = name.element !== undefined || name.optional || name.type === 'boolean' || name.type === 'badge';
  if ((sigil === '#' || sigil === '^') && !decides) return 2;
  return name.origin === 'variable' ? 1 : 0;
}

function valueBefore([first, ...rest]: readonly string[], scope: Scope): Shape | undefined {
  if (first === undefined) return scope.current;
  const start = first === 'this' ? scope.current : scope.names.get(first);
  return rest.reduce<Shape | undefined>((shape, part) => shape && memberOf(shape, part, scope.suffixes), start);
}
