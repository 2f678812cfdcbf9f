import { type Tab, TabInputText, TabInputTextDiff, type Uri, window } from 'vscode';
import { previewScheme } from './address';

/** The tabs that show previews, alone or compared. */
export function previewTabs(): readonly { readonly tab: Tab; readonly uris: readonly Uri[] }[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .map(tab => ({ tab, uris: urisOf(tab).filter(({ scheme }) => scheme === previewScheme) }))
    .filter(({ uris }) => uris.length > 0);
}

/** The preview that a tab shows alone. */
export function previewIn({ input }: Tab): Uri | undefined {
  return input instanceof TabInputText && input.uri.scheme === previewScheme ? input.uri : undefined;
}

/**
 * Opens a preview, in the place of another that nobody keeps open, and leaves the focus where it is. The command
 * `vscode.open` would make the next file open in the preview's group.
 */
export async function openPreview(address: Uri, viewColumn: number): Promise<void> {
  await window.showTextDocument(address, { viewColumn, preserveFocus: true, preview: true });
}

function urisOf({ input }: Tab): readonly Uri[] {
  if (input instanceof TabInputText) return [input.uri];
  return input instanceof TabInputTextDiff ? [input.original, input.modified] : [];
}
