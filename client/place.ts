import { Range, Uri, window } from 'vscode';
import type { Place } from '../server/protocol';

/** Opens a file at a place, or at its start. */
export async function showPlace({ uri, range }: Pick<Place, 'uri'> & Partial<Place>): Promise<void> {
  const selection = range && rangeOf({ range });
  await window.showTextDocument(Uri.parse(uri), selection ? { selection } : {});
}

/** The editor's range of a place. */
export function rangeOf({ range: { start, end } }: Pick<Place, 'range'>): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
