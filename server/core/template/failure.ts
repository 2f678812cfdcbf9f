import type { TrimouCode } from './tree';

/** Aborts a render from inside of a helper; the renderer turns it into a `TemplateError`, so no caller ever sees it. */
export class RenderFailure extends Error {
  constructor(
    readonly code: TrimouCode | 'LIMIT_OUTPUT_SIZE' | 'LIMIT_DEPTH' | 'LIMIT_STEPS',
    message: string,
    /** Whether Trimou's message names the line of the tag. */
    readonly namesLine = false,
  ) {
    super(message);
  }
}

/** A Java exception that escapes from Trimou as it is. */
export function javaException(name: string, message = ''): RenderFailure {
  return new RenderFailure(`JAVA:${name}`, message);
}
