import { tokensBefore } from './completion/arguments';
import { tagAt } from './cursor';
import type { TemplateDocument } from './document';
import { type Signature, signatureOf } from './vocabulary';

/** How to call a helper, and which of its parameters and keys is being typed. */
export interface SignatureHelp extends Signature {
  /** Undefined where nothing more is expected. */
  readonly active: number | undefined;
}

/** How to call the helper whose arguments are being typed at an offset: in `{{formatDate since |}}`. */
export function signatureHelp(document: TemplateDocument, offset: number): SignatureHelp | undefined {
  const tag = tagAt(document, offset);
  if (!tag || !['', '&', '{', '#'].includes(tag.sigil)) return undefined;
  const { before, start } = tokensBefore(tag, offset);
  const helper = document.profile.helperTable.get(before[0] ?? '');
  if (!helper || helper.kind === (tag.sigil === '#' ? 'value' : 'section')) return undefined;
  const signature = signatureOf(helper);
  const given = [...before.slice(1), document.text.slice(start, offset)].map(keyOf);
  const typed = given.at(-1);
  const { parameters, hash } = helper;
  const key = typed ?? hash.find(({ name }) => !given.includes(name))?.name;
  const atKey = hash.findIndex(({ name }) => name === key);
  const place = given.filter(name => name === undefined).length - 1;
  const last = parameters.length - 1;
  const positional = place <= last ? place : parameters[last]?.variadic ? last : undefined;
  const active = typed === undefined ? positional : undefined;
  return { ...signature, active: active ?? (atKey < 0 ? undefined : parameters.length + atKey) };
}

/** `on` for `on=","`; undefined for an argument that has its meaning from its place. */
function keyOf(argument: string): string | undefined {
  return /^([^"'[\]=]+)=/.exec(argument)?.[1];
}
