import { localeOf } from './locale';

/** A moment, taken apart in a time zone by Java's calendar (Gregorian; Julian before 15 October 1582). */
export interface DateFields {
  /** Of the era: 1 is the year before 2 in both eras. */
  readonly year: number;
  readonly beforeChrist: boolean;
  /** 0-based. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  readonly dayOfYear: number;
  /** Minutes east of Greenwich. */
  readonly offset: number;
}

const dayMs = 86_400_000;
/** The days of 400 years, after which the calendar repeats. */
const cycleDays = 146_097;
/** The moment (in local time) when Java's calendar changes from Julian to Gregorian. */
const cutover = -12_219_292_800_000;

/** @param zone an offset in minutes or a zone of the tz database */
export function dateFields(ms: number, zone: Zone): DateFields {
  const offset = offsetOf(ms, zone);
  const local = ms + offset * 60_000;
  const days = Math.floor(local / dayMs);
  const time = local - days * dayMs;
  const { year, month, day, dayOfYear } = local < cutover ? julian(days) : gregorian(days);
  return {
    year: year > 0 ? year : 1 - year,
    beforeChrist: year <= 0,
    month,
    day,
    dayOfYear,
    hour: Math.floor(time / 3_600_000),
    minute: Math.floor(time / 60_000) % 60,
    second: Math.floor(time / 1000) % 60,
    millisecond: time % 1000,
    weekday: (((days + 4) % 7) + 7) % 7,
    offset,
  };
}

/** An offset from Greenwich in minutes, or a zone whose offset changes. */
export type Zone = { readonly kind: 'fixed'; readonly id: string; readonly minutes: number } | NamedZone;

interface NamedZone {
  readonly kind: 'named';
  readonly id: string;
  readonly format: Intl.DateTimeFormat;
}

export const utc: Zone = { kind: 'fixed', id: 'UTC', minutes: 0 };

/** `TimeZone.getTimeZone`: a name of the tz database or `GMT+5:30`; everything unknown is GMT. */
export function zoneOf(id: string): Zone {
  if (id === 'UTC' || id === 'Etc/UTC' || id === 'Zulu' || id === 'UCT') return { ...utc, id };
  const custom = /^GMT([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(id);
  if (custom) {
    const [, sign, hours, minutes = '0'] = custom;
    const total = Number(hours) * 60 + Number(minutes);
    if (Number(hours) > 23 || Number(minutes) > 59) return { kind: 'fixed', id: 'GMT', minutes: 0 };
    const normal = `GMT${sign}${hours!.padStart(2, '0')}:${minutes.padStart(2, '0')}`;
    return { kind: 'fixed', id: total === 0 ? 'GMT' : normal, minutes: sign === '-' ? -total : total };
  }
  const fixed = fixedZones[id as keyof typeof fixedZones];
  if (fixed !== undefined) return { kind: 'fixed', id, minutes: fixed };
  // JavaScript takes names in any case and also bare offsets; Java knows the exact names only.
  if (!/^[A-Z][A-Za-z_]*(\/[A-Za-z0-9_+-]+)*$|^[A-Z]{3}\d[A-Z]{3}$/.test(id))
    return { kind: 'fixed', id: 'GMT', minutes: 0 };
  try {
    const format = new Intl.DateTimeFormat('en-US', { ...zoneParts, timeZone: id });
    return { kind: 'named', id, format };
  } catch {
    // An unknown name is Greenwich in Java.
    return { kind: 'fixed', id: 'GMT', minutes: 0 };
  }
}

/** Abbreviations that Java takes for fixed offsets (source: Java SE 17, TimeZone). */
const fixedZones = { GMT: 0, EST: -300, MST: -420, HST: -600 };

const zoneParts = {
  hourCycle: 'h23',
  era: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

/** The beginning of 1900: before it, Java takes the zone's present standard time instead of the local mean time. */
const firstTransition = -2_208_988_800_000;

function offsetOf(ms: number, zone: Zone): number {
  if (zone.kind === 'fixed') return zone.minutes;
  if (ms >= firstTransition) return offsetAt(nearby(ms), zone);
  return Math.min(offsetAt(Date.UTC(2024, 0, 1), zone), offsetAt(Date.UTC(2024, 6, 1), zone));
}

/** Java's dates go on where those of JavaScript end: for them, the same moment of another 400 years. */
function nearby(ms: number): number {
  const cycle = cycleDays * dayMs;
  return Math.abs(ms) < 8.6e15 ? ms : (ms % cycle) + Math.sign(ms) * cycle;
}

function offsetAt(ms: number, zone: NamedZone): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of zone.format.formatToParts(ms)) parts[type] = value;
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
  local.setUTCHours(Number(parts.hour), Number(parts.minute), Number(parts.second));
  return Math.round((local.getTime() - Math.floor(ms / 1000) * 1000) / 60_000);
}

/** `PST` or `Pacific Standard Time`, as Java names the zone at that moment. */
export function zoneName(ms: number, zone: Zone, long: boolean, locale: string | undefined): string {
  if (zone.kind === 'fixed') {
    if (!long) return zone.id;
    return fixedNames[zone.id as keyof typeof fixedNames] ?? zone.id;
  }
  const name = (style: 'long' | 'short'): string => {
    const format = new Intl.DateTimeFormat(localeOf(locale) ?? 'en-US', { timeZone: zone.id, timeZoneName: style });
    return format.formatToParts(nearby(ms)).find(part => part.type === 'timeZoneName')?.value ?? zone.id;
  };
  if (long) return name('long');
  const short = name('short');
  const offset = /^GMT([+-])(\d{1,2})(?::(\d\d))?$/.exec(short);
  if (!offset) return short;
  const full = name('long');
  if (/ Time$/.test(full)) return abbreviations[full as keyof typeof abbreviations] ?? initials(full);
  return `GMT${offset[1]}${offset[2]!.padStart(2, '0')}:${offset[3] ?? '00'}`;
}

/** `JST` for `Japan Standard Time`; the standard time of Europe's zones is left without its S. */
function initials(full: string): string {
  const words = /European Standard Time$/.test(full) ? full.replace('Standard ', '') : full;
  return words.replace(/(\p{L})[\p{L}'’]*[^\p{L}]*/gu, '$1').toUpperCase();
}

/** Abbreviations in Java that are not made of initials (source: Java SE 17). */
const abbreviations = {
  'Nepal Time': 'NPT',
  'Singapore Standard Time': 'SGT',
  'Hong Kong Standard Time': 'HKT',
  'Moscow Standard Time': 'MSK',
  'Brasilia Standard Time': 'BRT',
  'Argentina Standard Time': 'ART',
};

const fixedNames = {
  UTC: 'Coordinated Universal Time',
  GMT: 'Greenwich Mean Time',
  EST: 'Eastern Standard Time',
  MST: 'Mountain Standard Time',
  HST: 'Hawaii-Aleutian Standard Time',
};

function gregorian(days: number) {
  const cycle = Math.floor(days / cycleDays);
  const date = new Date((days - cycle * cycleDays) * dayMs);
  const year = date.getUTCFullYear() + cycle * 400;
  const dayOfYear = (date.getTime() - Date.UTC(date.getUTCFullYear())) / dayMs + 1;
  // In 1582 ten days were left out.
  const skipped = year === 1582 ? 10 : 0;
  return { year, month: date.getUTCMonth(), day: date.getUTCDate(), dayOfYear: dayOfYear - skipped };
}

function julian(days: number) {
  const shifted = days + 719_470;
  const cycle = Math.floor(shifted / 1461);
  const rest = shifted - cycle * 1461;
  const yearOfCycle = Math.min(3, Math.floor(rest / 365));
  // Years begin in March here, so that the leap day is the last one.
  const dayOfMarchYear = rest - yearOfCycle * 365;
  const marchMonth = Math.floor((5 * dayOfMarchYear + 2) / 153);
  const day = dayOfMarchYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = (marchMonth + 2) % 12;
  const year = cycle * 4 + yearOfCycle + (month < 2 ? 1 : 0);
  const leap = year % 4 === 0 ? 1 : 0;
  const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
  return { year, month, day, dayOfYear: before[month]! + (month > 1 ? leap : 0) + day };
}
