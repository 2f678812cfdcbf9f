import { EventEmitter, type Memento } from 'vscode';
import type { SendReport } from '../../server/protocol';
import { type Entry, inMemory, onDisk, remember, restored, within } from './history';

/** The sends of this workspace, newest first; kept without secrets, which the server has masked. */
export class Results {
  #entries: readonly Entry[];
  readonly #added = new EventEmitter<Entry>();
  readonly onDidAdd = this.#added.event;
  readonly #changed = new EventEmitter<number>();
  /** Sends were removed, or came back; carries the index of the one that was removed, else 0. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memory: Memento) {
    this.#entries = restored(memory.get('results'));
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get(id: string | undefined): Entry | undefined {
    return this.#entries.find(entry => entry.id === id);
  }

  /** The send with this id; without one, or when it is gone, the newest. */
  find(id: string | undefined): Entry | undefined {
    return this.get(id) ?? this.#entries[0];
  }

  add(report: SendReport): void {
    this.#keep(remember(this.#entries, report));
    this.#added.fire(this.#entries[0]!);
  }

  remove(entry: Entry): void {
    const at = this.#entries.indexOf(entry);
    this.#keep(this.#entries.filter(other => other !== entry));
    this.#changed.fire(at);
  }

  /** Removes all, and answers what there was. */
  clear(): readonly Entry[] {
    const cleared = this.#entries;
    this.#keep([]);
    this.#changed.fire(0);
    return cleared;
  }

  /** Takes back what was cleared, behind what came since. */
  restore(cleared: readonly Entry[]): void {
    this.#keep(within([...this.#entries, ...cleared], inMemory));
    this.#changed.fire(0);
  }

  #keep(entries: readonly Entry[]): void {
    this.#entries = entries;
    void this.memory.update('results', entries.length > 0 ? within(entries, onDisk) : undefined);
  }
}
