/**
 * Where a render stops with an error of our own instead of going on for ever. Partials that call each other
 * exponentially, `repeat` and deep nesting reach these limits. Trimou has none: it would run until it had no memory
 * left.
 */
export interface RenderLimits {
  /** UTF-16 units of output, those of captured bodies included. */
  readonly outputSize: number;
  /** Sections, loops and templates that are open at the same time. */
  readonly depth: number;
  /** Pieces of template that are executed. */
  readonly steps: number;
}

export const defaultLimits: RenderLimits = { outputSize: 16 * 1024 * 1024, depth: 200_000, steps: 5_000_000 };
