import type { Call } from '../../template/tree';
import type { Span } from '../../text/range';

/**
 * Where `as |item|` is in `{{#each items as |item|}}`, which is how Handlebars names the element; this engine reads
 * `as="item"`.
 */
export function blockParameter({ parameters }: Call): Span | undefined {
  const [word, name] = parameters.slice(-2);
  const [, text] = name?.kind === 'path' ? (/^\|(\w+)\|$/.exec(name.text) ?? []) : [];
  const isMeant = text && word?.kind === 'path' && word.text === 'as';
  return isMeant ? { start: word.range.start, end: name!.range.end, text } : undefined;
}
