import { findNodeAtLocation, getLocation, type JSONPath, parseTree } from 'jsonc-parser';
import type { Project } from '../action/project';
import { type Range, touches } from '../text/range';

/** A place where a value of an action stands, or may be written. */
export interface ActionPlace {
  /** `action.headers.0.map` */
  readonly path: JSONPath;
  /** Of the value, quotes included; empty where there is none yet. */
  readonly range: Range;
  /** Whether the value begins with a quote. */
  readonly quote: boolean;
  /** What stands there, up to the cursor. */
  readonly typed: string;
  /** A value beside it, by its name. */
  readonly beside: (name: string) => unknown;
}

/** Where in an action a place is, however broken the text around it; undefined on a name and outside of all fields. */
export function actionPlaceAt({ text }: Pick<Project, 'text'>, offset: number): ActionPlace | undefined {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  if (isAtPropertyKey || path.length === 0) return undefined;
  const node = previousNode && previousNode.type !== 'property' ? previousNode : undefined;
  const whole = node && { start: node.offset, end: node.offset + node.length };
  const value = whole && touches(whole, offset) ? whole : { start: offset, end: offset };
  const quote = text[value.start] === '"' && value.start < offset;
  const range = quote ? { start: value.start, end: endOfText(text, offset, value.end) } : value;
  // Behind the closing quote, and before the opening one, nothing is written.
  if (value !== whole ? /["\w]/.test(text[offset - 1] ?? '') : !quote || (offset === range.end && closed(text, range)))
    return undefined;
  const around = path.slice(0, -1);
  const beside = (name: string): unknown => {
    const tree = parseTree(text, [], { allowTrailingComma: true });
    return tree && findNodeAtLocation(tree, [...around, name])?.value;
  };
  return { path, range, quote, typed: text.slice(range.start, offset), beside };
}

/** A text without its closing quote ends with its line to the parser, and with its last word to its author. */
function endOfText(text: string, offset: number, end: number): number {
  if (text[end - 1] === '"' && end > offset) return end;
  return offset + /^[^\s,"}\]]*/.exec(text.slice(offset, end))![0].length;
}

function closed(text: string, { start, end }: Range): boolean {
  return end - start > 1 && text[end - 1] === '"';
}
