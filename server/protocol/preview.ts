// What templates and requests come to, also for the events that break them.
import type { EventChoice } from './actions';
import type { Place } from './place';

/** An event for which a template renders no JSON, found by the checks: no file holds it, and no secret is in it. */
export interface Counterexample {
  /** Of the template. */
  readonly uri: string;
  /** Of the action that the template was checked with. */
  readonly action: string;
  readonly code: string;
  /** The finding that it shows: what breaks, and in which events. */
  readonly message: string;
  /** Attribute names to JSON values, as in a sample event. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface PreviewParams {
  /** A template, an action, or an event of one. */
  readonly uri: string;
  /** The chosen one by default. */
  readonly event?: EventChoice;
  /** Rendered instead of a sample event; then the answer's event has the address of the template. */
  readonly counterexample?: Counterexample;
  /** Use all files as they are on the disk, without unsaved changes. */
  readonly saved?: boolean;
}

export interface CounterexamplesParams {
  readonly uri: string;
  /** As the editor counts. */
  readonly position: Place['range']['start'];
}

export type PreviewAnswer =
  | RenderedPreview
  | {
      /** The engine or the form refuses: why, and where when that is known. */
      readonly kind: 'failed';
      readonly message: string;
      readonly place?: Place;
      readonly event: EventChoice;
    }
  /** There is nothing to preview: no file, no action around it, no event. The message says what to do. */
  | { readonly kind: 'nothing'; readonly message: string };

export interface RenderedPreview {
  readonly kind: 'rendered';
  /** A template's text, or a request as an HTTP message; secrets are placeholders. */
  readonly text: string;
  readonly event: EventChoice;
  readonly action: string;
  /** The name of the template; absent for an action. */
  readonly template?: string;
  /** What each file contributed to the text. */
  readonly origins: readonly PreviewOrigin[];
  /**
   * The first place where the text, or the body in it, is not JSON although it must be: offsets, and where that comes
   * from.
   */
  readonly problem?: { readonly start: number; readonly end: number; readonly message: string; readonly place?: Place };
}

export interface PreviewOrigin {
  readonly uri: string;
  /** The version of the open document that the offsets refer to; absent for a file as it is on the disk. */
  readonly version?: number;
  /**
   * Four numbers for each piece, in the order of the text: how many characters of the text are between it and the piece
   * before, and its length; how far after the start of the piece before it starts in the file, and its length there, 0
   * when it is verbatim.
   */
  readonly pieces: readonly number[];
  /** Four offsets for each section: start and end of its opening tag, start and end of its closing tag. */
  readonly sections: readonly number[];
}
