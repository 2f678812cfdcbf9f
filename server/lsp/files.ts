import type { Connection } from 'vscode-languageserver';
import { URI, Utils } from 'vscode-uri';
import type { Files } from '../core/action/files';
import { type Folders, filesMeant } from '../core/action/glob';
import { clientRequests, type FileParams, type FolderEntries } from '../protocol';
import type { HostFiles } from './host';

/** One spelling for each URI: editors differ in what they percent-encode, and paths are compared as text. */
export function canonical(uri: string): string {
  return URI.parse(uri).toString();
}

/** The folder that holds a file or a folder, without a slash at its end; itself at the top. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString().replace(/\/$/, '');
}

/** A file relative to another one: `../attributes.json`, decoded. */
export function relativeTo(from: string, uri: string): string {
  const [folder, steps] = [URI.parse(folderOf(from)), URI.parse(uri)].map(({ path }) =>
    path.split('/').filter(Boolean),
  );
  const differs = folder!.findIndex((step, index) => step !== steps![index]);
  const common = differs < 0 ? folder!.length : differs;
  return [...folder!.slice(common).map(() => '..'), ...steps!.slice(common)].join('/');
}

/** What comes last in a URI, decoded: `body template.json.trimou`. */
export function nameOf(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** Files by URI of the scheme `file`, given files by path. */
export function byUri(files: Pick<Files, 'read' | 'list'>): HostFiles {
  return {
    read: (uri, most) => files.read(URI.parse(uri).fsPath, most),
    list: async (from, glob) => (await files.list(URI.parse(from).fsPath, glob)).map(path => URI.file(path).toString()),
  };
}

/**
 * Files that only the editor can reach: those of a virtual workspace, or all files if the server runs in a browser.
 * There are none if the editor does not offer them.
 */
export function filesOfEditor(connection: Connection, offers: () => boolean): HostFiles {
  const folders: Folders = {
    join: (folder, name) => Utils.joinPath(URI.parse(folder), name).toString(),
    entries: folder =>
      connection.sendRequest<FolderEntries>(clientRequests.readFolder, { uri: folder } satisfies FileParams),
  };
  return {
    async read(uri) {
      if (!offers()) return undefined;
      const text = await connection.sendRequest<string | null>(clientRequests.readFile, { uri } satisfies FileParams);
      return text ?? undefined;
    },
    list: async (from, glob) => (offers() ? filesMeant(folders, folders.join(from, '..'), glob) : []),
  };
}

/** Each file from whoever can reach it: the disk from the host, if it has one, everything else from the editor. */
export function reachable(disk: HostFiles | undefined, others: HostFiles): HostFiles {
  const holder = (uri: string) => (disk && uri.startsWith('file:') ? disk : others);
  return {
    read: (uri, most) => holder(uri).read(uri, most),
    list: (from, glob) => holder(from).list(from, glob),
  };
}

/** The host's files with the open documents on top: what the user sees is what is checked and sent. */
export class EditorFiles implements Files {
  readonly #host: HostFiles;
  readonly #opened: (uri: string) => string | undefined;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #beginnings = new Map<string, Promise<string | undefined>>();
  readonly #lists = new Map<string, Promise<readonly string[]>>();

  /** `remembers`: whether the editor reports changes to a saved file, so that its text may be kept until then. */
  constructor(
    host: HostFiles,
    opened: (uri: string) => string | undefined,
    readonly remembers: (uri: string) => boolean,
  ) {
    this.#host = host;
    this.#opened = opened;
  }

  /** The same files without the open documents on top. */
  saved(): EditorFiles {
    return new EditorFiles(
      this.#host,
      () => undefined,
      () => false,
    );
  }

  resolve(from: string, relative: string): string {
    return Utils.joinPath(URI.parse(from), '..', relative).toString();
  }

  read(path: string, most?: number): Promise<string | undefined> {
    const opened = this.#opened(path);
    if (opened !== undefined) return Promise.resolve(opened);
    const texts = most === undefined ? this.#texts : this.#beginnings;
    return this.#remembered(texts, path, path, async () => withoutByteOrderMark(await this.#host.read(path, most)));
  }

  list(from: string, glob: string): Promise<readonly string[]> {
    const folder = folderOf(from);
    // `../` leads out of the workspace, where nobody reports new files.
    const start = this.resolve(from, glob.split('*', 1)[0]!);
    return this.#remembered(this.#lists, start, `${folder} ${glob}`, async () =>
      (await this.#host.list(from, glob)).map(canonical),
    );
  }

  /** Something happened to a file outside the editor. */
  forget(uri: string): void {
    this.#texts.delete(uri);
    this.#beginnings.delete(uri);
    this.#lists.clear();
  }

  #remembered<T>(memory: Map<string, Promise<T>>, uri: string, key: string, load: () => Promise<T>): Promise<T> {
    const known = memory.get(key);
    if (known) return known;
    const loading = load();
    if (!this.remembers(uri)) return loading;
    memory.set(key, loading);
    loading.catch(() => memory.delete(key)); // Whoever waits for it sees the failure; the next one tries again.
    return loading;
  }
}

/** Editors remove the mark from the text they show, so offsets count without it. */
function withoutByteOrderMark(text: string | undefined): string | undefined {
  return text?.startsWith('\uFEFF') ? text.slice(1) : text;
}
