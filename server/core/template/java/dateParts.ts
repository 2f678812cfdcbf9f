import { type DateFields, dateFields, utc, zoneName } from './dateFields';
import { halfOfDay, monthName, weekdayName } from './dateNames';

/**
 * What `%t` and a letter print of a moment, in UTC (source: Java SE 17, java.util.Formatter); undefined for an unknown letter.
 */
export function datePart(letter: string, ms: number, locale: string | undefined): string | undefined {
  const fields = dateFields(ms, utc);
  const part = (each: string): string => datePart(each, ms, locale)!;
  switch (letter) {
    case 'R':
      return `${part('H')}:${part('M')}`;
    case 'T':
      return `${part('R')}:${part('S')}`;
    case 'r':
      return `${part('I')}:${part('M')}:${part('S')} ${halfOfDay(fields.hour, locale).toUpperCase()}`;
    case 'D':
      return `${part('m')}/${part('d')}/${part('y')}`;
    case 'F':
      return `${part('Y')}-${part('m')}-${part('d')}`;
    case 'c':
      return `${part('a')} ${part('b')} ${part('d')} ${part('T')} ${part('Z')} ${part('Y')}`;
    case 's':
      return String(Math.trunc(ms / 1000));
    case 'Q':
      return String(ms);
    case 'Z':
      return zoneName(ms, utc, false, locale);
    case 'z':
      return '+0000';
    default:
      return dayOrTime(letter, fields, locale);
  }
}

function dayOrTime(letter: string, fields: DateFields, locale: string | undefined): string | undefined {
  const padded = (value: number, length: number): string => String(value).padStart(length, '0');
  const twelve = fields.hour % 12 === 0 ? 12 : fields.hour % 12;
  switch (letter) {
    case 'H':
      return padded(fields.hour, 2);
    case 'k':
      return String(fields.hour);
    case 'I':
      return padded(twelve, 2);
    case 'l':
      return String(twelve);
    case 'M':
      return padded(fields.minute, 2);
    case 'S':
      return padded(fields.second, 2);
    case 'L':
      return padded(fields.millisecond, 3);
    case 'N':
      return padded(fields.millisecond * 1_000_000, 9);
    case 'p':
      return halfOfDay(fields.hour, locale).toLowerCase();
    case 'B':
    case 'b':
    case 'h':
      return monthName(fields.month, letter === 'B', locale);
    case 'A':
    case 'a':
      return weekdayName(fields.weekday, letter === 'A', locale);
    case 'C':
      return padded(Math.floor(fields.year / 100), 2);
    case 'Y':
      return padded(fields.year, 4);
    case 'y':
      return padded(fields.year % 100, 2);
    case 'j':
      return padded(fields.dayOfYear, 3);
    case 'm':
      return padded(fields.month + 1, 2);
    case 'd':
      return padded(fields.day, 2);
    case 'e':
      return String(fields.day);
    default:
      return undefined;
  }
}
