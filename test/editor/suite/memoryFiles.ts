import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  type FileStat,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
} from 'vscode';

/** Files in memory, as an extension of somebody else would provide them: a virtual workspace. */
export class MemoryFiles implements FileSystemProvider {
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>(['/']);
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** Counts up, so that every change has a time of its own. */
  #now = 1;
  readonly #times = new Map<string, number>();

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  stat({ path }: Uri): FileStat {
    const mtime = this.#times.get(path) ?? 0;
    const content = this.#files.get(path);
    if (content) return { type: FileType.File, size: content.length, ctime: 0, mtime };
    if (this.#folders.has(path)) return { type: FileType.Directory, size: 0, ctime: 0, mtime };
    throw FileSystemError.FileNotFound(path);
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    const inside = (all: Iterable<string>, type: FileType) =>
      [...all]
        .filter(each => each !== '/' && each.slice(0, each.lastIndexOf('/') || 1) === path)
        .map((each): [string, FileType] => [each.slice(each.lastIndexOf('/') + 1), type]);
    return [...inside(this.#files.keys(), FileType.File), ...inside(this.#folders, FileType.Directory)];
  }

  createDirectory({ path }: Uri): void {
    this.#folders.add(path);
  }

  readFile({ path }: Uri): Uint8Array {
    const content = this.#files.get(path);
    if (!content) throw FileSystemError.FileNotFound(path);
    return content;
  }

  writeFile(uri: Uri, content: Uint8Array): void {
    const type = this.#files.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
    this.#files.set(uri.path, content);
    this.#times.set(uri.path, this.#now++);
    this.#changed.fire([{ type, uri }]);
  }

  delete(uri: Uri): void {
    for (const path of [...this.#files.keys(), ...this.#folders]) {
      if (path !== uri.path && !path.startsWith(`${uri.path}/`)) continue;
      this.#files.delete(path);
      this.#folders.delete(path);
    }
    this.#changed.fire([{ type: FileChangeType.Deleted, uri }]);
  }

  rename(from: Uri, to: Uri): void {
    const content = this.readFile(from);
    this.delete(from);
    this.writeFile(to, content);
  }
}
