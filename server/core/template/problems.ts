import type { Range } from '../text/range';
import type { TagType } from './scan';
import type { ProblemCause, TemplateProblem, TrimouCode } from './tree';

/** One problem; `line` only where Trimou's own message names one. */
export function problem(
  code: TrimouCode,
  cause: ProblemCause,
  range: Range,
  message: string,
  line?: number,
): TemplateProblem {
  const base = { code, message: `${code}: ${message}`, range, cause };
  return line === undefined ? base : { ...base, line };
}

export function noContent(type: TagType, line: number, range: Range): TemplateProblem {
  return problem('COMPILE_INVALID_TAG', 'empty-tag', range, `Tag has no content [type: ${type}, line: ${line}]`, line);
}

export function startDelimiterInside(
  type: TagType,
  line: number,
  delimiter: string,
  cause: ProblemCause,
  range: Range,
): TemplateProblem {
  const message = `Tag content contains current start delimiter [type: ${type}, line: ${line}, delimiter: ${delimiter}]`;
  return problem('COMPILE_INVALID_TAG', cause, range, message, line);
}

export function blankInName(template: string, type: TagType, line: number, range: Range): TemplateProblem {
  const message = `Tag content must be a non-whitespace character sequence [template: ${template}, type: ${type}, line: ${line}]`;
  return problem('COMPILE_INVALID_TAG', 'blank-in-name', range, message, line);
}

/** Trimou quotes everything since the tag began, which is the rest of the template; we quote the first line. */
export function unterminatedTag(buffer: string, cause: ProblemCause, range: Range): TemplateProblem {
  const [first = ''] = buffer.slice(0, 120).split(/[\r\n]/);
  const message = `Unexpected non-text buffer at the end of the document (probably unterminated tag): ${first}`;
  return problem('COMPILE_INVALID_TEMPLATE', cause, range, message);
}

export function unopenedSectionEnd(key: string, line: number, range: Range): TemplateProblem {
  const message = `Invalid section end: ${key} has no matching section start [line: ${line}]`;
  return problem('COMPILE_INVALID_SECTION_END', 'unopened-section-end', range, message, line);
}

export function mismatchedSectionEnd(
  key: string,
  start: string,
  line: number,
  cause: ProblemCause,
  range: Range,
): TemplateProblem {
  const message = `Invalid section end: ${key} is not matching section start ${start} [line: ${line}]`;
  return problem('COMPILE_INVALID_SECTION_END', cause, range, message, line);
}

/** `description` as Trimou prints a container: `[type: SECTION, content: x, line: 2, idx: 4]`. */
export function unclosedContainer(description: string, line: number, range: Range): TemplateProblem {
  const message = `Incorrect last container segment on the stack: ${description}`;
  return problem('COMPILE_INVALID_TEMPLATE', 'unclosed-section', range, message, line);
}

/** A lone `=` makes the engine fail with a Java exception; otherwise its message says what it could not read. */
export function invalidDelimiters(content: string, line: number, range: Range): TemplateProblem {
  if (content.length === 1) {
    const message = 'begin 1, end 0, length 1';
    return problem('JAVA:StringIndexOutOfBoundsException', 'invalid-delimiters', range, message);
  }
  const what = content.endsWith('=') ? 'Invalid delimiters set' : 'Invalid set delimiters tag';
  const message = `${what}: ${content} [line: ${line}]`;
  return problem('COMPILE_INVALID_DELIMITERS', 'invalid-delimiters', range, message, line);
}
