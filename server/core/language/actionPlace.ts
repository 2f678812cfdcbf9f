import { findNodeAtLocation, getLocation, type JSONPath, parseTree } from 'jsonc-parser';
import type { Project } from '../action/project';
import { type Range, touches } from '../text/range';

/** A place where an action has a value, or where one may be written. */
export interface ActionPlace {
  /** `action.headers.0.map` */
  readonly path: JSONPath;
  /** Of the value, quotes included; empty where there is none yet. */
  readonly range: Range;
  /** Whether the value begins with a quote. */
  readonly quote: boolean;
  /** The text there, up to the cursor. */
  readonly typed: string;
  /** A value beside it, by its name. */
  readonly beside: (name: string) => unknown;
}

/**
 * Which value of an action an offset is in, however broken the text around it; undefined on a name and outside all
 * fields.
 */
export function actionPlaceAt({ text }: Pick<Project, 'text'>, offset: number): ActionPlace | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  if (isAtPropertyKey || path.length === 0) return undefined;
  const within = previousNode && { start: previousNode.offset, end: previousNode.offset + previousNode.length };
  const inText = previousNode?.type === 'string' && touches(within!, offset);
  const range = inText ? textRange(text, offset, within!) : bareRange(text, offset);
  if (!range) return undefined;
  const around = path.slice(0, -1);
  const beside = (name: string): unknown => {
    const tree = parseTree(text, [], { allowTrailingComma: true });
    return tree && findNodeAtLocation(tree, [...around, name])?.value;
  };
  return { path, range, quote: inText, typed: text.slice(range.start, offset), beside };
}

/** The range of the string that the cursor is in; undefined after its closing quote and before its opening one. */
function textRange(text: string, offset: number, { start, end }: Range): Range | undefined {
  const range = { start, end: endOfText(text, offset, end) };
  return start === offset || (offset === range.end && closed(text, range)) ? undefined : range;
}

/**
 * The range of a value that is typed without quotes, or not typed yet: `PO` in `"method": PO|`, and the place after the
 * colon.
 */
function bareRange(text: string, offset: number): Range | undefined {
  const before = /"\s*:\s*([^\s,"{}[\]][^,"{}[\]\r\n]*)?$/.exec(text.slice(0, offset));
  if (!before) return undefined;
  const typed = before[1] ?? '';
  const [after] = /^[^\s,"{}[\]]*/.exec(text.slice(offset))!;
  if (typed === '' && /^["{[]/.test(text.slice(offset))) return undefined;
  return { start: offset - typed.length, end: offset + after.length };
}

/**
 * Where a string ends: if its closing quote is missing, for the parser it ends with the line, but for its author with
 * the word.
 */
function endOfText(text: string, offset: number, end: number): number {
  if (text[end - 1] === '"' && end > offset) return end;
  return offset + /^[^\s,"}\]]*/.exec(text.slice(offset, end))![0].length;
}

function closed(text: string, { start, end }: Range): boolean {
  return end - start > 1 && text[end - 1] === '"';
}
