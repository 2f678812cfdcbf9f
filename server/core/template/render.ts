import type { Range } from '../text/range';
import type { JavaValue } from './java/values';
import type { RenderLimits } from './limits';
import { Machine } from './machine';
import type { Profile } from './profile';
import type { Template, TrimouCode } from './tree';

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

export interface RenderOptions {
  readonly profile: Profile;
  /** The templates that `{{>name}}` and the like can reach: a tree, or a source, which is parsed when needed. */
  readonly templates?: (name: string) => Template | string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly uuid: () => string;
  /** `defaultLimits` if absent. */
  readonly limits?: RenderLimits;
}

/**
 * Renders a template as Trimou does. It never throws: what the engine refuses, and our own limits, are results.
 * @param main the tree must have been parsed with the same profile
 * @param data the template variables, a map
 */
export function render(
  main: { readonly name: string; readonly tree: Template },
  data: JavaValue,
  options: RenderOptions,
): RenderResult {
  const problem = main.tree.problems[0];
  if (problem) {
    const { code, message, line, range } = problem;
    const error = { code, phase: 'compile', message, template: main.name, range } as const;
    return { kind: 'failed', error: line === undefined ? error : { ...error, line } };
  }
  return new Machine(main.tree, main.name, data, options).run();
}
