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

/** What an editor can be asked to tell of. */
export interface Follows {
  /** The schemes of the documents that it tells of as they are typed; none where it cannot be asked for more of them. */
  readonly schemes: readonly string[];
  /** Whether it watches folders that are no workspace folders. */
  readonly watchesAnywhere: boolean;
}

/** Whatever an action may be made of; which of the JSON files are events only the actions know. */
export const watchedFiles = '*.{trimou,json,jsonl}';

/**
 * Asks the editor to tell of the files that actions are made of, where nothing it tells of anyway covers them: as they are
 * typed, files under names of their own (`attributes.json`, `events/one.json`); on the disk, those outside of the workspace.
 */
export class Following {
  readonly #connection: Connection;
  readonly #asked = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** `isWatched`: whether the editor tells of changes to a saved file already. */
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

/** Whether a file is known by no ending of its name, but because an action names it or the folder it is in. */
function isNamedFreely(uri: string): boolean {
  return !/\.(trimou|webhook\.json|event\.json|events\.jsonl)$/i.test(uri);
}

/** The end of a path as a pattern, the folder with it: of `file:///w/a/events/*` it is `**`, `a`, `events` and `*`. */
function patternOf(uri: string): string {
  const steps = URI.parse(uri).path.split('/').filter(Boolean);
  const star = steps.findIndex(step => step.includes('*'));
  const first = Math.max(0, (star < 0 ? steps.length - 1 : star) - 2);
  // What means something in a pattern stands for any character.
  return ['**', ...steps.slice(first).map(step => step.replace(/[[\]{}?]/g, '?'))].join('/');
}
