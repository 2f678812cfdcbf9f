import type { Helper } from '../../template/helpers/helper';
import type { TagAtCursor } from '../cursor';
import type { TemplateDocument } from '../document';
import type { Shape } from '../names';
import { describeHelper, describeSuffix, type Suffixes, suffixesOf } from '../vocabulary';
import { type Completion, plainInSnippet, type Slot } from './item';

/** Where a helper can be completed, and which kind. */
export interface HelperPlace {
  readonly document: TemplateDocument;
  readonly tag: TagAtCursor;
  readonly slot: Slot;
  readonly kind: 'section' | 'value';
  /** The tag holds nothing but the name, so the parameters can be inserted too. */
  readonly alone: boolean;
  /** Written before the name, where the tag has no sigil yet. */
  readonly sigil?: '#';
}

/**
 * The helpers that fit a tag, with placeholders for what they need; for Tealium only those it documents, since it
 * promises no others.
 */
export function helperItems(place: HelperPlace): readonly Completion[] {
  const { name, helperTable } = place.document.profile;
  const fitting = [...helperTable.values()].filter(
    ({ kind, documentedByTealium }) =>
      (kind === place.kind || kind === 'both') && (documentedByTealium || name === 'trimou'),
  );
  return fitting.map(helper => helperItem(helper, place));
}

/** What may follow the dot after a value. */
export function suffixItems(value: Shape, suffixes: Suffixes, slot: Slot): readonly Completion[] {
  return suffixesOf(value.type, suffixes).map(suffix => ({
    label: suffix.name,
    kind: 'suffix',
    range: slot.range,
    text: suffix.name + slot.missing,
    type: suffix.prints,
    rank: suffix.documentedByTealium ? 4 : 5,
    documentation: () => describeSuffix(suffix),
  }));
}

function helperItem(helper: Helper, { document, tag, slot, kind, alone, sigil }: HelperPlace): Completion {
  const prefix = sigil ?? '';
  const item: Completion = {
    label: prefix + helper.name,
    kind: 'helper',
    range: slot.range,
    text: prefix + helper.name + slot.missing,
    ...(sigil && { filter: helper.name }),
    type: 'helper',
    rank: (helper.documentedByTealium ? 4 : 7) + (sigil ? 1 : 0),
    documentation: () => describeHelper(helper),
  };
  if (!alone) return item;
  const ends = kind === 'section' && !closedLater(document.text, tag, helper.name);
  return { ...item, snippet: prefix + snippetOf(helper, tag, ends) + plainInSnippet(slot.missing) };
}

/** `if ${1:value}`; for a section also its end tag, whose last braces are those that already close the tag. */
function snippetOf(helper: Helper, { delimiters: { open, close } }: TagAtCursor, section: boolean): string {
  let place = 0;
  const parameters = helper.parameters.filter(({ optional }) => !optional).map(({ name }) => ` \${${++place}:${name}}`);
  const hash = helper.hash.filter(({ required }) => required).map(({ name }) => ` ${name}="$${++place}"`);
  const tag = plainInSnippet(helper.name) + parameters.join('') + hash.join('');
  const name = plainInSnippet(helper.name);
  return section ? `${tag}${plainInSnippet(close)}$0${plainInSnippet(open)}/${name}` : tag;
}

/** Whether an end tag of this name follows that no section after the cursor needs. */
function closedLater(text: string, tag: TagAtCursor, name: string): boolean {
  const { open } = tag.delimiters;
  const after = text.slice(tag.content.end);
  const count = (sigil: string) =>
    after.split(`${open}${sigil}`).filter(piece => piece.trimStart().startsWith(name)).length;
  return count('/') > count('#');
}
