import { URI, Utils } from 'vscode-uri';
import type { Files } from '../core/action/files';
import type { HostFiles } from './host';

/** One spelling for each URI: editors differ in what they percent-encode, and paths are compared as text. */
export function canonical(uri: string): string {
  return URI.parse(uri).toString();
}

/** The folder that holds a file or a folder, without a slash at its end; itself at the top. */
export function folderOf(uri: string): string {
  return Utils.dirname(URI.parse(uri)).toString();
}

/** What comes last in a URI, decoded: `body template.json.trimou`. */
export function nameOf(uri: string): string {
  return Utils.basename(URI.parse(uri));
}

/** Files by URI over files by path. What no path can name, such as a document of a remote service, is not there. */
export function byUri(files: Pick<Files, 'read' | 'list'>): HostFiles {
  return {
    async read(uri) {
      const { scheme, fsPath } = URI.parse(uri);
      return scheme === 'file' ? files.read(fsPath) : undefined;
    },
    async list(from, glob) {
      const { scheme, fsPath } = URI.parse(from);
      return scheme === 'file' ? (await files.list(fsPath, glob)).map(path => URI.file(path).toString()) : [];
    },
  };
}

/** The host's files with the open documents on top: what the user sees is what is checked and sent. */
export class EditorFiles implements Files {
  readonly #host: HostFiles;
  readonly #opened: (uri: string) => string | undefined;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #lists = new Map<string, Promise<readonly string[]>>();

  /** `remembers`: whether the editor tells of changes on the disk, so that what was read may be kept until then. */
  constructor(
    host: HostFiles,
    opened: (uri: string) => string | undefined,
    readonly remembers: () => boolean,
  ) {
    this.#host = host;
    this.#opened = opened;
  }

  resolve(from: string, relative: string): string {
    return Utils.joinPath(URI.parse(folderOf(from)), relative).toString();
  }

  read(path: string): Promise<string | undefined> {
    const opened = this.#opened(path);
    if (opened !== undefined) return Promise.resolve(opened);
    return this.#remembered(this.#texts, path, async () => withoutByteOrderMark(await this.#host.read(path)));
  }

  list(from: string, glob: string): Promise<readonly string[]> {
    const folder = folderOf(from);
    return this.#remembered(this.#lists, `${folder} ${glob}`, async () =>
      (await this.#host.list(from, glob)).map(canonical),
    );
  }

  /** Something happened to a file outside of the editor. */
  forget(uri: string): void {
    this.#texts.delete(uri);
    this.#lists.clear();
  }

  #remembered<T>(memory: Map<string, Promise<T>>, key: string, load: () => Promise<T>): Promise<T> {
    const known = memory.get(key);
    if (known) return known;
    const loading = load();
    if (!this.remembers()) return loading;
    memory.set(key, loading);
    loading.catch(() => memory.delete(key)); // Whoever waits for it sees the failure; the next one tries again.
    return loading;
  }
}

/** Editors take the mark off the text they show, so offsets count without it. */
function withoutByteOrderMark(text: string | undefined): string | undefined {
  return text?.startsWith('\uFEFF') ? text.slice(1) : text;
}
