import { EventEmitter, type Memento } from 'vscode';
import type { SendReport } from '../../server/protocol';
import { type Entry, onDisk, remember, restored, within } from './history';

/** The sends of this workspace, newest first; kept without secrets, which the server has masked. */
export class Results {
  #entries: readonly Entry[];
  readonly #added = new EventEmitter<Entry>();
  readonly onDidAdd = this.#added.event;

  constructor(private readonly memory: Memento) {
    this.#entries = restored(memory.get('results'));
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** The send with this id; without one, or when it is gone, the newest. */
  find(id: string | undefined): Entry | undefined {
    return this.#entries.find(entry => entry.id === id) ?? this.#entries[0];
  }

  add(report: SendReport): void {
    this.#entries = remember(this.#entries, report);
    void this.memory.update('results', within(this.#entries, onDisk));
    this.#added.fire(this.#entries[0]!);
  }
}
