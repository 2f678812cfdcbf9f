import { type TagAtCursor, wordAt } from '../cursor';
import { describeName, showValue, typeOf } from '../describe';
import type { TemplateDocument } from '../document';
import type { Name, Shape } from '../names';
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
  if (before === '') return [...scope.names.values()].map(name => nameItem(name, slot, rankOf(document, name, tag)));
  if (!before.endsWith('.')) return [];
  const value = valueBefore(before.split('.').filter(Boolean), scope);
  if (!value) return [];
  const members = [...(value.members?.values() ?? [])].map(name => nameItem(name, slot, 0));
  return [...members, ...suffixItems(value, scope.suffixes, slot)];
}

function nameItem(name: Name, slot: Slot, rank: number): Completion {
  const value = showValue(name.value);
  return {
    label: name.name,
    kind: name.origin === 'loop' ? 'loop' : name.origin === 'variable' ? 'variable' : 'member',
    range: slot.range,
    text: name.name + slot.missing,
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
  if (name.origin === 'loop' || (json && isSecret(name))) return 3;
  const decides = name.element !== undefined || name.optional || name.type === 'boolean' || name.type === 'badge';
  if ((sigil === '#' || sigil === '^') && !decides) return 2;
  return name.origin === 'variable' ? 1 : 0;
}

function isSecret({ variables }: Name): boolean {
  return variables.some(({ mapping: { source } }) => source?.kind === 'secret');
}

function valueBefore([first, ...rest]: readonly string[], scope: Scope): Shape | undefined {
  if (first === undefined) return scope.current;
  const start = first === 'this' ? scope.current : scope.names.get(first);
  return rest.reduce<Shape | undefined>((shape, part) => shape && memberOf(shape, part, scope.suffixes), start);
}
