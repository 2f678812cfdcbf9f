import * as l10n from '@vscode/l10n';
import { weight } from './format';
import { type Limit, type Piece, prettyJson, type Row } from './json';
import type { TextName } from './texts';

/** How much of a text the panel shows; the whole of it opens as a document. */
const shownLimit: Limit = { characters: 100_000, rows: 1_500 };
/** The same for each text of the trace, since there may be many. */
const shownOfTrace: Limit = { characters: 20_000, rows: 500 };

/** A text as the panel shows it: JSON in rows that fold, and any text as it is. */
export interface TextBlock {
  readonly title: string;
  readonly name: TextName;
  /** JSON laid out; absent when the text is not JSON. */
  readonly pretty?: { readonly name: TextName; readonly rows: readonly TextRow[] };
  readonly raw: string;
  readonly empty: boolean;
  /** Why this is not all of it, or why there is nothing. */
  readonly note?: string;
  /** There is more than is shown. */
  readonly isPart: boolean;
}

interface TextRow {
  readonly level: number;
  /** The blanks before it, so that what is copied is indented. */
  readonly indent: string;
  readonly pieces: readonly Piece[];
  readonly opens: boolean;
  readonly closes: boolean;
  /** What stands for the folded rows: `… 3 entries }`. */
  readonly folded: string;
  /** The one row that the Tab key leads to. */
  readonly isFirst: boolean;
}

/** `cutNote`: why the text itself is not whole. */
export function block(title: string, name: TextName, text: string, cutNote?: string): TextBlock {
  return textBlock({ title, name, text, cutNote, limit: shownLimit });
}

export function traceBlock(title: string, name: TextName, text: string, cutNote?: string): TextBlock {
  return textBlock({ title, name, text, cutNote, limit: shownOfTrace });
}

interface Wanted {
  readonly title: string;
  readonly name: TextName;
  readonly text: string;
  readonly cutNote: string | undefined;
  readonly limit: Limit;
}

function textBlock({ title, name, text, cutNote, limit }: Wanted): TextBlock {
  const pretty = prettyJson(text, limit);
  const isPart = text.length > limit.characters || pretty?.cut === true;
  const partNote = isPart
    ? l10n.t('The first part of {0}. Open it as a document to see all.', weight(text))
    : undefined;
  const note = [partNote, cutNote].filter(Boolean).join(' ');
  return {
    title,
    name,
    ...(pretty && { pretty: { name, rows: pretty.rows.map(textRow) } }),
    raw: text.slice(0, limit.characters),
    empty: text === '',
    ...(note && { note }),
    isPart,
  };
}

function textRow(row: Row, at: number): TextRow {
  const { level, pieces, opens, closes, entries } = row;
  const end = pieces.at(-1)?.text.endsWith('[') ? ']' : '}';
  const folded = `… ${entries === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', entries ?? 0)} ${end}`;
  return { level, indent: '  '.repeat(Math.min(level - 1, 40)), pieces, opens, closes, folded, isFirst: at === 0 };
}
