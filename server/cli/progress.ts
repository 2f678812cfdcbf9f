import { counted, printable } from './printable';

/** Where progress appears. */
interface Screen {
  readonly isTTY?: boolean;
  /** Characters in a line. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** Says what is being done, in a line that the next call replaces; an empty one takes it away. */
export type Progress = (line: string) => void;

/** In milliseconds: what takes less needs no progress line, and one that changes more often cannot be read. */
const patience = 500;
const pause = 100;

/** Progress on a terminal; anywhere else, as in a file or in CI, none. */
export function progressOn(screen: Screen, now: () => number): Progress {
  if (!screen.isTTY) return () => undefined;
  const started = now();
  let last = Number.NEGATIVE_INFINITY;
  let shown = false;
  return line => {
    if (line === '') {
      if (shown) screen.write(clearLine);
      shown = false;
      return;
    }
    if (now() - started < patience || now() - last < pause) return;
    last = now();
    shown = true;
    screen.write(`${clearLine}${printable(line).slice(0, (screen.columns || 80) - 1)}`);
  };
}

const clearLine = '\r\u001b[K';

/** `Checking 3 of 120 files: shop/a.webhook.json` */
export function step(verb: string, index: number, count: number, file: string): string {
  return `${verb} ${index + 1} of ${counted(count, 'file')}: ${file}`;
}
