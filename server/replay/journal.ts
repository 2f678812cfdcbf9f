import { type FileHandle, open } from 'node:fs/promises';

/**
 * A file that grows by lines of JSON; existing lines are never touched. If another program adds to it, nothing more is
 * written (`EBUSY`): two replays of the same events would not know of each other.
 */
export class Journal {
  readonly #handle: FileHandle;
  /** Bytes, as far as this program knows. */
  #size: number;
  #waiting: { readonly text: string; readonly done: () => void; readonly fail: (error: Error) => void }[] = [];
  #writing: Promise<void> | undefined;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
  }

  /** Opens it to be added to. Half a line at its end, left by a crash, is ended first. Throws what the file system throws. */
  static async open(file: string): Promise<Journal> {
    const handle = await open(file, 'a+');
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    const journal = new Journal(handle, size);
    if (size > 0 && last.toString() !== '\n') await journal.#append('\n');
    return journal;
  }

  /** Resolves once the line is in the file, so that it survives this process. Lines keep their order. */
  write(line: object): Promise<void> {
    const text = `${JSON.stringify(line)}\n`;
    const written = new Promise<void>((done, fail) => this.#waiting.push({ text, done, fail }));
    this.#writing ??= this.#flush();
    return written;
  }

  /** Writes what is waiting, and closes the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#handle.close();
  }

  /** Everything that comes up while one write is under way goes into the next. */
  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#append(batch.map(({ text }) => text).join(''));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { fail } of batch) fail(error as Error);
      }
    }
    this.#writing = undefined;
  }

  async #append(text: string): Promise<void> {
    const { size } = await this.#handle.stat();
    if (size !== this.#size) throw Object.assign(new Error('Another program writes to it.'), { code: 'EBUSY' });
    await this.#handle.appendFile(text);
    this.#size += Buffer.byteLength(text);
  }
}
