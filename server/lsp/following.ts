import {
  type Connection,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { folderOf } from './files';
import type { MadeOf } from './projects';
import { register } from './register';

/** What an editor can be asked to report. */
export interface Follows {
  /** The schemes of the documents that it synchronizes; none if it cannot be asked for more documents. */
  readonly schemes: readonly string[];
  /** Whether it watches folders outside the workspace. */
  readonly watchesAnywhere: boolean;
}

/** The files that an action may be made of; only the actions know which of the JSON files are events. */
export const watchedFiles = '*.{trimou,json,jsonl}';

/**
 * Asks the editor to report changes to the files of actions that it would not report anyway: to documents with
 * arbitrary names (`attributes.json`, `events/one.json`) as they are typed, and to files on the disk outside the
 * workspace.
 */
export class Following {
  readonly #connection: Connection;
  readonly #asked = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** `isWatched`: whether the editor already reports changes to a saved file. */
  follow({ files, globs }: MadeOf, { schemes, watchesAnywhere }: Follows, isWatched: (uri: string) => boolean): void {
    const patterns = [...files.filter(isNamedFreely), ...globs].map(patternOf);
    const documentSelector = this.#new(patterns).flatMap(pattern => schemes.map(scheme => ({ scheme, pattern })));
    if (documentSelector.length > 0) {
      register(this.#connection, DidOpenTextDocumentNotification.method, { documentSelector });
      register(this.#connection, DidCloseTextDocumentNotification.method, { documentSelector });
      const syncKind = TextDocumentSyncKind.Incremental;
      register(this.#connection, DidChangeTextDocumentNotification.method, { documentSelector, syncKind });
    }
    if (!watchesAnywhere) return;
    const folders = this.#new([...files, ...globs].filter(uri => !isWatched(uri)).map(folderOf));
    const watchers = folders.map(baseUri => ({ globPattern: { baseUri, pattern: watchedFiles } }));
    if (watchers.length > 0) register(this.#connection, DidChangeWatchedFilesNotification.method, { watchers });
  }

  #new(all: readonly string[]): string[] {
    const fresh = [...new Set(all)].filter(each => !this.#asked.has(each));
    for (const each of fresh) this.#asked.add(each);
    return fresh;
  }
}

/** Whether no ending tells what a file is, so that it is known only because an action names it or its folder. */
function isNamedFreely(uri: string): boolean {
  return !/\.(trimou|webhook\.json|event\.json|events\.jsonl)$/i.test(uri);
}

/** The end of a path as a pattern, the folder with it: of `file:///w/a/events/*` it is `**`, `a`, `events` and `*`. */
function patternOf(uri: string): string {
  const steps = URI.parse(uri).path.split('/').filter(Boolean);
  const star = steps.findIndex(step => step.includes('*'));
  const first = Math.max(0, (star < 0 ? steps.length - 1 : star) - 2);
  // Characters with a meaning in patterns are replaced by one for any character.
  return ['**', ...steps.slice(first).map(step => step.replace(/[[\]{}?]/g, '?'))].join('/');
}
