import { t } from '@vscode/l10n';
import type { Call } from '../../template/tree';
import type { Range } from '../../text/range';
import { type Reported, replace } from '../rule';

/**
 * `YYYY-mm-DD`: letters that Java reads as something else, in the date pattern that a helper is given. Undefined where
 * nothing is wrong with it.
 */
export function misreadPattern(call: Call, path: string, text: string): Reported | undefined {
  const entry = call.hash.find(({ name }) => name.text === 'pattern' || name.text === 'format');
  if (entry?.value.kind !== 'string') return undefined;
  const { value } = entry.value;
  const slips = slipsIn(value);
  const meant = slips.reduceRight((pattern, { at, letters, meant }) => {
    return pattern.slice(0, at) + meant.repeat(letters.length) + pattern.slice(at + letters.length);
  }, value);
  if (meant === value) return undefined;
  const range = insideQuotes(entry.value.range);
  const reasons = slips.map(
    ({ letters, meant, reads }) => t`\`${letters}\` is the ${reads}: write \`${meant.repeat(letters.length)}\`.`,
  );
  return {
    code: 'helper-arguments',
    severity: 'warning',
    range,
    message: reasons.join(' '),
    fixes:
      text.slice(range.start, range.end) === value
        ? [{ title: t`Change to ${meant}`, edits: [replace(path, range.start, range.end, meant)], preferred: true }]
        : [],
  };
}

interface PatternSlip {
  readonly at: number;
  readonly letters: string;
  readonly meant: string;
  /** What the letters mean to Java. */
  readonly reads: string;
}

/** Source: Java, SimpleDateFormat, "Date and Time Patterns". */
function slipsIn(pattern: string): readonly PatternSlip[] {
  // Between apostrophes there is text.
  const bare = pattern.replace(/'[^']*'/g, quoted => ' '.repeat(quoted.length));
  const hasHour = /[HhKk]/.test(bare);
  return [...bare.matchAll(/([A-Za-z])\1*/g)].flatMap(({ 0: letters, 1: letter = '', index: at }) => {
    const before = bare.slice(0, at);
    const slip = (meant: string, reads: string) => [{ at, letters, meant, reads }];
    if (letter === 'Y' && !bare.includes('w')) return slip('y', t('year of the week, which differs around New Year'));
    if (letter === 'D' && /[Mm]/.test(bare)) return slip('d', t('day of the year'));
    if (letter === 'm' && !hasHour && !bare.includes('M')) return slip('M', t('minute'));
    if (letter === 'M' && /[HhKk]:$/.test(before)) return slip('m', t('month'));
    if (letter === 'S' && /[Mm]:$/.test(before)) return slip('s', t('millisecond'));
    if (letter === 'h' && !bare.includes('a')) return slip('H', t('12-hour clock, without AM or PM'));
    return [];
  });
}

function insideQuotes({ start, end }: Range): Range {
  return { start: start + 1, end: end - 1 };
}
