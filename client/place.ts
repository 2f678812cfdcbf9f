import { Range, Uri, window } from 'vscode';
import type { Place } from '../server/protocol';

/** Opens a file at a place, or at its start. */
export async function showPlace({ uri, range }: Pick<Place, 'uri'> & Partial<Place>): Promise<void> {
  const selection = range && new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  await window.showTextDocument(Uri.parse(uri), selection ? { selection } : {});
}
