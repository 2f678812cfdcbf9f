import { type DocumentFilter, languages, type TextDocument, type Uri } from 'vscode';

/** Where documents can live: on a disk, not yet saved, or in a virtual workspace. Diffs and the like are left alone. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

const ours: readonly Omit<DocumentFilter, 'scheme'>[] = [
  { language: 'trimou' },
  { language: 'json-trimou' },
  { pattern: '**/*.webhook.json' },
  { pattern: '**/*.event.json' },
  { pattern: '**/*.events.jsonl' },
];

/** The documents that the language server is told about, as they are typed. */
export const selector = schemes.flatMap(scheme => ours.map(filter => ({ scheme, ...filter }) as { scheme: string }));

/** Whether a document is an action, a template or a sample event. */
export function isOurs(document: TextDocument): boolean {
  return languages.match(selector, document) > 0;
}

/** The last part of an address, for people. */
export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
