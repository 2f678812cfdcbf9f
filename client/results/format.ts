import * as l10n from '@vscode/l10n';
import type { Place } from '../../server/protocol';

/** `0.4 ms`, `143 ms`, `2.4 s`. */
export function duration(ms: number): string {
  if (ms >= 999.5) return `${tenths(ms / 1_000)} s`;
  return `${ms >= 9.95 || Number.isInteger(ms) ? Math.round(ms) : tenths(ms)} ms`;
}

/** The weight of a text in UTF-8: `312 B`, `1.2 KB`, `10.4 MB`. */
export function weight(text: string): string {
  return bytes(new TextEncoder().encode(text).length);
}

/** The same for a number of bytes. */
export function bytes(size: number): string {
  if (size < 1_000) return `${size} B`;
  return size < 1_000_000 ? `${tenths(size / 1_000)} KB` : `${tenths(size / 1_000_000)} MB`;
}

/** The time of day, as the reader's locale writes it: `14:02:11`. */
export function clock(at: number): string {
  return new Date(at).toLocaleTimeString();
}

/** The same without seconds. */
export function shortClock(at: number): string {
  return new Date(at).toLocaleTimeString(undefined, { timeStyle: 'short' });
}

/** `Nov 27`. */
export function day(at: number): string {
  return new Date(at).toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
}

/** Date and time of day. */
export function moment(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'short', timeStyle: 'medium' });
}

/** `12,000`. */
export function count(value: number): string {
  return value.toLocaleString(locale());
}

/** `2.4`. */
export function tenths(value: number): string {
  return value.toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false });
}

/** Numbers are written as the words around them. */
function locale(): string {
  return l10n.t('en');
}

/** `body_template.json.trimou, line 4`. */
export function placeName({ uri, range }: Place): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  return l10n.t('{0}, line {1}', decoded(last), range.start.line + 1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A name with a percent sign that encodes nothing is shown as it is.
    return text;
  }
}
