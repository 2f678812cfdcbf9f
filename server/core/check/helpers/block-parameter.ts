import type { Call } from '../../template/tree';
import type { Span } from '../../text/range';

/** `{{#each items as |item|}}`: what Handlebars calls each turn, where that stands; `as="item"` is what the engine reads. */
export function blockParameter({ parameters }: Call): Span | undefined {
  const [word, name] = parameters.slice(-2);
  const [, text] = name?.kind === 'path' ? (/^\|(\w+)\|$/.exec(name.text) ?? []) : [];
  const isMeant = text && word?.kind === 'path' && word.text === 'as';
  return isMeant ? { start: word.range.start, end: name!.range.end, text } : undefined;
}
