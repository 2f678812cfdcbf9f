import { localeOf } from './locale';

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** @param month 0-based */
export function monthName(month: number, long: boolean, locale: string | undefined, standalone = false): string {
  const known = localeOf(locale);
  if (known === undefined) return long ? months[month]! : months[month]!.slice(0, 3);
  // Many languages decline the month's name beside a day.
  const style = { month: long ? 'long' : 'short', timeZone: 'UTC' } as const;
  const options = standalone ? style : { ...style, day: 'numeric' as const };
  const parts = new Intl.DateTimeFormat(known, options).formatToParts(Date.UTC(2001, month, 4));
  return parts.find(part => part.type === 'month')?.value ?? months[month]!;
}

/** @param weekday 0 is Sunday */
export function weekdayName(weekday: number, long: boolean, locale: string | undefined): string {
  const known = localeOf(locale);
  if (known === undefined) return long ? weekdays[weekday]! : weekdays[weekday]!.slice(0, 3);
  const options = { weekday: long ? 'long' : 'short', timeZone: 'UTC' } as const;
  const parts = new Intl.DateTimeFormat(known, options).formatToParts(Date.UTC(2001, 6, 1 + weekday));
  return parts.find(part => part.type === 'weekday')?.value ?? weekdays[weekday]!;
}

export function halfOfDay(hour: number, locale: string | undefined): string {
  const known = localeOf(locale);
  const english = hour < 12 ? 'AM' : 'PM';
  if (known === undefined) return english;
  const options = { hour: 'numeric', hour12: true, timeZone: 'UTC' } as const;
  const parts = new Intl.DateTimeFormat(known, options).formatToParts(Date.UTC(2001, 0, 1, hour));
  return parts.find(part => part.type === 'dayPeriod')?.value ?? english;
}

export function eraName(beforeChrist: boolean, locale: string | undefined): string {
  const english = beforeChrist ? 'BC' : 'AD';
  const known = localeOf(locale);
  if (known === undefined) return english;
  const options = { era: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  const moment = beforeChrist ? Date.UTC(-100, 0, 1) : Date.UTC(2001, 0, 1);
  const parts = new Intl.DateTimeFormat(known, options).formatToParts(moment);
  return parts.find(part => part.type === 'era')?.value ?? english;
}
