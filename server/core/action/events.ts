/** One sample event: a file, or one line of a `*.events.jsonl`. */
export interface SampleEvent {
  /** The file's path, as the host names it. */
  readonly path: string;
  /** 1-based, for an event out of a `*.events.jsonl`. */
  readonly line?: number;
  /** The file's name without its ending: `registered`; with the line for a `*.events.jsonl`: `june:12`. */
  readonly name: string;
  /** Attribute name to JSON value, whatever shape the event came in. */
  readonly attributes: ReadonlyMap<string, unknown>;
}
