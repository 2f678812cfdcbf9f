import type { Helper } from '../../template/helpers/helper';
import { type TagAtCursor, wordAt } from '../cursor';
import type { TemplateDocument } from '../document';
import type { Scope } from '../scope';
import { type Completion, slotOf } from './item';
import { pathItems } from './names';

/** The text before the cursor in a tag, split at blanks as the engine splits a helper's call. */
export interface Tokens {
  /** The complete tokens before the one at the cursor. */
  readonly before: readonly string[];
  /** Where the token at the cursor starts. */
  readonly start: number;
  /** The cursor is inside quotes. */
  readonly inLiteral: boolean;
}

/** Splits the text between the sigil and the cursor. */
export function tokensBefore(tag: TagAtCursor, offset: number): Tokens {
  const text = tag.content.text.slice(0, offset - tag.content.start);
  const before: string[] = [];
  let start = 0;
  let inLiteral = false;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'") inLiteral = !inLiteral;
    else if (inLiteral) continue;
    else if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === ' ' && depth <= 0) {
      if (at > start) before.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return { before, start: tag.content.start + start, inLiteral };
}

/** What a helper can take as its next argument: names, and the keys that are not given yet. */
export function argumentItems(
  document: TemplateDocument,
  tag: TagAtCursor,
  tokens: Tokens,
  scope: Scope,
  offset: number,
): readonly Completion[] {
  const helper = document.profile.helperTable.get(tokens.before[0] ?? '');
  if (!helper) return [];
  const typed = document.text.slice(tokens.start, offset);
  const valueStart =
    tokens.start + Math.max(typed.lastIndexOf('='), typed.lastIndexOf('['), typed.lastIndexOf(',')) + 1;
  const names = pathItems(document, tag, scope, valueStart, offset);
  return valueStart > tokens.start ? names : [...names, ...keyItems(document, tag, helper, offset)];
}

/**
 * Inside the quotes after a key: `{{hash email algorithm="|"}}`; the values that it may have, where there is a choice.
 */
export function literalItems(
  { profile, text }: TemplateDocument,
  tag: TagAtCursor,
  { before, start }: Tokens,
  offset: number,
): readonly Completion[] {
  const [, key, quote] = /^([^=\s]+)=(["'])[^"']*$/.exec(text.slice(start, offset)) ?? [];
  const hash = profile.helperTable.get(before[0] ?? '')?.hash.find(({ name }) => name === key);
  if (!hash?.values || !quote) return [];
  const slot = slotOf(wordAt(text, offset, tag.content), tag);
  // The tag ends after the quote; whoever typed the quote has typed that end too, or will.
  const missing = text[slot.range.end] === quote ? '' : quote + slot.missing;
  return hash.values.map((value, index) => ({
    label: value,
    kind: 'value',
    range: slot.range,
    text: value + missing,
    rank: 0,
    order: String(index).padStart(2, '0'),
    documentation: () => hash.help,
  }));
}

function keyItems(document: TemplateDocument, tag: TagAtCursor, helper: Helper, offset: number): readonly Completion[] {
  const slot = slotOf(wordAt(document.text, offset, tag.content), tag);
  return helper.hash
    .filter(({ name }) => !tag.content.text.includes(`${name}=`))
    .map(({ name, help, values }) => ({
      label: `${name}=`,
      kind: 'argument',
      range: slot.range,
      text: `${name}=""${slot.missing}`,
      snippet: `${name}="${values?.length ? `\${1|${values.join(',')}|}` : '$1'}"${slot.missing.replaceAll('}', '\\}')}`,
      rank: 2,
      documentation: () => (values ? `${help}\n\nOne of ${values.join(', ')}.` : help),
    }));
}
