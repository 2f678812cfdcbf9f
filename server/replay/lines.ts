import { createReadStream } from 'node:fs';

/** One line of a file, without its end. */
export interface TextLine {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** How many bytes of the file were read up to its end. */
  readonly read: number;
  /** Why it has no text: it is no UTF-8, or too long to be held. */
  readonly problem?: string;
}

/** A line of more bytes than this is not an event; it is skipped without being held in memory. */
export const longestLine = 2_000_000;

const newline = 0x0a;

/**
 * The lines of a file of any size; no more than one line is held in memory. Lines end with LF or CRLF; a byte order
 * mark and empty lines are left out. Throws what the file system throws.
 * @param longest bytes
 */
export async function* linesOf(file: string, longest = longestLine): AsyncGenerator<TextLine> {
  let line = 1;
  let read = 0;
  let held: Buffer[] = [];
  let size = 0;
  const take = (last: Buffer): TextLine | undefined => {
    const parts = size > longest ? [] : [...held, last];
    const whole = size + last.length;
    held = [];
    size = 0;
    return textOf(line++, parts, whole, read, longest);
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      read += end + 1 - start;
      const text = take(chunk.subarray(start, end));
      start = end + 1;
      if (text) yield text;
    }
    const rest = chunk.subarray(start);
    read += rest.length;
    size += rest.length;
    if (size > longest) held = [];
    else if (rest.length > 0) held.push(rest);
  }
  const text = take(Buffer.alloc(0));
  if (text) yield text;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function textOf(
  line: number,
  parts: readonly Buffer[],
  size: number,
  read: number,
  longest: number,
): TextLine | undefined {
  if (size > longest) {
    const problem = `This line has ${size} bytes, and an event at most ${longest}. Is there one event in each line?`;
    return { line, text: '', read, problem };
  }
  try {
    // The decoder removes a byte order mark; inside the file it counts as a blank.
    const text = decoder.decode(Buffer.concat(parts)).trim();
    return text === '' ? undefined : { line, text, read };
  } catch {
    return { line, text: '', read, problem: 'This line is not UTF-8. Save the file in UTF-8.' };
  }
}
