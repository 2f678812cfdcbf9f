import { t } from '@vscode/l10n';
import { valuePlace } from '../../action/eventKeys';
import { eventText, type SampleEvent } from '../../action/events';
import type { Attribute } from '../../action/project';
import { type Reported, replace } from '../rule';

/** An id in an event with more digits than a number can hold: a different id would be sent. */
export function changedNumber(event: SampleEvent, { name, type }: Pick<Attribute, 'name' | 'type'>): Reported[] {
  const isNumeric = /number|tally/.test(type);
  if (!isLong(event.attributes.get(name), isNumeric)) return [];
  const { path, range: whole } = event;
  const place = valuePlace(event, name);
  const text = eventText(event)?.slice(place.start - whole.start, place.end - whole.start) ?? '';
  for (const { 0: token, 1: quoted, index } of text.matchAll(/"((?:[^"\\]|\\.)*)"|[-+.\w]+/g)) {
    const digits = quoted ?? token;
    const kept = String(Number(digits));
    if ((quoted !== undefined && !isNumeric) || !longInteger.test(digits) || kept === digits) continue;
    const start = place.start + index;
    const range = { start, end: start + token.length };
    const changes = t`\`${name}\`: ${digits} has more digits than a number holds and becomes ${kept}`;
    const message = isNumeric
      ? t`${changes}: declare it as \`string\`, and write it in quotes.`
      : t`${changes}: write it in quotes.`;
    const edits = [replace(path, range.start, range.end, `"${digits}"`)];
    const fix = isNumeric ? undefined : { title: t('Put quotes around it'), edits, preferred: true };
    return [{ code: 'event-attribute', path, range, message, fixes: [fix] }];
  }
  return [];
}

const longInteger = /^-?[1-9]\d{15,}$/;

function isLong(value: unknown, isNumeric: boolean): boolean {
  if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
  if (typeof value === 'string') return isNumeric && longInteger.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(each => isLong(each, isNumeric));
}
