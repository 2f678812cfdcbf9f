import { javaException } from '../failure';
import { type DateFields, dateFields, type Zone, zoneName } from './dateFields';
import { eraName, halfOfDay, monthName, weekdayName } from './dateNames';

export interface DateStyle {
  readonly zone: Zone;
  /** A language tag; English by default. */
  readonly locale?: string | undefined;
}

/**
 * `SimpleDateFormat.format` (source: its documentation in Java SE 17).
 * @param ms milliseconds since 1970
 */
export function formatDate(pattern: string, ms: number, { zone, locale }: DateStyle): string {
  const fields = dateFields(ms, zone);
  let output = '';
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at]!;
    if (character === "'") {
      const { text, end } = quoted(pattern, at);
      output += text;
      at = end;
    } else if (/[A-Za-z]/.test(character)) {
      let end = at + 1;
      while (pattern[end] === character) end++;
      output += field(character, end - at, fields, { ms, zone, locale });
      at = end;
    } else {
      output += character;
      at++;
    }
  }
  return output;
}

/** Text between apostrophes; two of them are one, inside as outside. */
function quoted(pattern: string, start: number): { text: string; end: number } {
  if (pattern[start + 1] === "'") return { text: "'", end: start + 2 };
  let text = '';
  for (let at = start + 1; at < pattern.length; at++) {
    if (pattern[at] !== "'") {
      text += pattern[at];
    } else if (pattern[at + 1] === "'") {
      text += "'";
      at++;
    } else {
      return { text, end: at + 1 };
    }
  }
  throw javaException('IllegalArgumentException', 'Unterminated quote');
}

interface Moment {
  readonly ms: number;
  readonly zone: Zone;
  readonly locale: string | undefined;
}

function field(letter: string, count: number, fields: DateFields, moment: Moment): string {
  const { locale } = moment;
  const padded = (value: number): string => String(value).padStart(count, '0');
  switch (letter) {
    case 'G':
      return eraName(fields.beforeChrist, locale);
    case 'y':
      return year(fields.year, count);
    case 'Y':
      return year(weekYear(fields), count);
    case 'M':
    case 'L':
      return count >= 3 ? monthName(fields.month, count > 3, locale, letter === 'L') : padded(fields.month + 1);
    case 'w':
      return padded(weekOfYear(fields));
    case 'W':
      return padded(Math.floor((fields.day - 1 + mod(fields.weekday - (fields.day - 1), 7)) / 7) + 1);
    case 'D':
      return padded(fields.dayOfYear);
    case 'd':
      return padded(fields.day);
    case 'F':
      return padded(Math.floor((fields.day - 1) / 7) + 1);
    case 'E':
      return weekdayName(fields.weekday, count > 3, locale);
    case 'u':
      return padded(fields.weekday === 0 ? 7 : fields.weekday);
    case 'a':
      return halfOfDay(fields.hour, locale);
    case 'H':
      return padded(fields.hour);
    case 'k':
      return padded(fields.hour === 0 ? 24 : fields.hour);
    case 'K':
      return padded(fields.hour % 12);
    case 'h':
      return padded(fields.hour % 12 === 0 ? 12 : fields.hour % 12);
    case 'm':
      return padded(fields.minute);
    case 's':
      return padded(fields.second);
    case 'S':
      return padded(fields.millisecond);
    case 'z':
      return zoneName(moment.ms, moment.zone, count > 3, locale);
    case 'Z':
      return offsetText(fields.offset, '', 2);
    case 'X':
      return isoOffset(fields.offset, count);
    default:
      throw javaException('IllegalArgumentException', `Illegal pattern character '${letter}'`);
  }
}

/** Two letters print the last two digits; all other numbers of letters the whole year. */
function year(value: number, count: number): string {
  const digits = String(Math.abs(count === 2 ? value % 100 : value));
  return value < 0 ? `-${digits.padStart(count, '0')}` : digits.padStart(count, '0');
}

function isoOffset(offset: number, count: number): string {
  if (count > 3) throw javaException('IllegalArgumentException', 'invalid ISO 8601 format: length=4');
  if (offset === 0) return 'Z';
  return offsetText(offset, count === 3 ? ':' : '', count === 1 ? 1 : 2);
}

function offsetText(offset: number, separator: string, parts: 1 | 2): string {
  const size = Math.abs(offset);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  const minutes = parts === 2 ? separator + String(size % 60).padStart(2, '0') : '';
  return `${offset < 0 ? '-' : '+'}${hours}${minutes}`;
}

/** The week begins on Sunday and the first week is the one with January 1st in it, as in the United States. */
function weekOfYear(fields: DateFields): number {
  const firstWeekday = mod(fields.weekday - (fields.dayOfYear - 1), 7);
  if (belongsToNextYear(fields)) return 1;
  return Math.floor((fields.dayOfYear - 1 + firstWeekday) / 7) + 1;
}

function weekYear(fields: DateFields): number {
  const year = fields.beforeChrist ? 1 - fields.year : fields.year;
  return year + (belongsToNextYear(fields) ? 1 : 0);
}

/** Whether January 1st comes before the week ends. */
function belongsToNextYear(fields: DateFields): boolean {
  return fields.month === 11 && fields.day + (6 - fields.weekday) > 31;
}

function mod(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
