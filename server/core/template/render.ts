import type { Range } from '../text/range';
import type { TrimouCode } from './tree';

/** A piece of output and the piece of template that produced it; the texts concatenated are the output. */
export interface Segment {
  readonly text: string;
  /** The template's name: the main one, or a partial's. */
  readonly template: string;
  readonly range: Range;
}

/** A render that failed: an error of the engine (no partial output is defined), or one of our limits. */
export interface TemplateError {
  readonly code: TrimouCode | 'LIMIT_OUTPUT_SIZE' | 'LIMIT_DEPTH' | 'LIMIT_STEPS';
  readonly phase: 'compile' | 'render';
  readonly message: string;
  readonly line?: number;
  readonly template: string;
  readonly range: Range;
}

export type RenderResult =
  | { readonly kind: 'rendered'; readonly text: string; readonly segments: readonly Segment[] }
  | { readonly kind: 'failed'; readonly error: TemplateError };
