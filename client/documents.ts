import { type DocumentFilter, languages, type TextDocument, Uri, workspace } from 'vscode';
import { subjectOf } from './preview/address';

const ours: readonly Omit<DocumentFilter, 'scheme'>[] = [
  { language: 'trimou' },
  { language: 'json-trimou' },
  { pattern: '**/*.webhook.json' },
  { pattern: '**/*.event.json' },
  { pattern: '**/*.events.jsonl' },
];

/** Where documents can live: on a disk, not yet saved, in a virtual workspace. Diffs and the like are left alone. */
export function documentSchemes(): readonly string[] {
  const ofFolders = workspace.workspaceFolders?.map(({ uri }) => uri.scheme) ?? [];
  return [...new Set(['file', 'untitled', 'vscode-vfs', ...ofFolders])];
}

/** The documents that the language server is told about, as they are typed. */
export function selectorFor(schemes: readonly string[]): { scheme: string }[] {
  return schemes.flatMap(scheme => ours.map(filter => ({ scheme, ...filter })));
}

/** Whether a document is an action, a template or a sample event. */
export function isOurs(document: TextDocument): boolean {
  return languages.match(selectorFor(documentSchemes()), document) > 0;
}

/** The action, template or event that a document is, or that it previews; undefined for any other document. */
export function fileOf(document: TextDocument): Uri | undefined {
  return isOurs(document) ? document.uri : previewedFile(document.uri);
}

/** What a command was given: a file, by an editor or a code lens, or the preview of one. */
export function fileMeant(uri: Uri | string | undefined): Uri | undefined {
  const given = typeof uri === 'string' ? Uri.parse(uri) : uri;
  return given && (previewedFile(given) ?? given);
}

function previewedFile(uri: Uri): Uri | undefined {
  const subject = subjectOf(uri);
  return subject && Uri.parse(subject.uri);
}

/** The last part of an address, for people. */
export function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
