// @ts-expect-error: the build has no types.
import * as build from '../../build/texts.mjs';

/** A text of the sources, with a placeholder for each value: `No action names {0}.`. */
interface SourceText {
  readonly file: string;
  readonly text: string;
}

export interface SourceTexts {
  /** What `t` is asked for. */
  readonly asked: readonly SourceText[];
  /** What markup has in `{{#t}}…{{/t}}`. */
  readonly inMarkup: readonly SourceText[];
  /** What goes by `t`, and is no type, no import, no key. */
  readonly plain: readonly SourceText[];
}

/** All texts in the sources of a folder. */
export const textsIn: (folder: string) => SourceTexts = build.textsIn;

/** Texts by their English, as the server gets them. */
export const packed: (texts: Readonly<Record<string, string>>) => string = build.packed;
