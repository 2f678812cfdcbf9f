import { t } from '@vscode/l10n';

/**
 * A choice's words in the language of the editor, to follow "`name`"; `negated` has their opposite (`is empty`, `is not
 * empty`). Some of them quote a text, a number or a key from the event.
 */
export function inWords(words: string): string {
  const [, count, things] = /^has (\d+) (elements|entries)$/.exec(words) ?? [];
  if (count !== undefined) return things === 'elements' ? t`has ${count} elements` : t`has ${count} entries`;
  const fixed = phrases()[words]?.[0];
  if (fixed !== undefined) return fixed;
  if (words.startsWith('has no ')) return t`has no ${words.slice('has no '.length)}`;
  return words.startsWith('has ') ? t`has ${words.slice('has '.length)}` : t`is ${words.slice('is '.length)}`;
}

export function negated(words: string): string {
  const fixed = phrases()[words]?.[1];
  if (fixed !== undefined) return fixed;
  return words.startsWith('has ')
    ? t`does not have ${words.slice('has '.length)}`
    : t`is not ${words.slice('is '.length)}`;
}

const phrases = (): Readonly<Record<string, readonly [string, string]>> => ({
  'is missing': [t('is missing'), t('is there')],
  'is empty': [t('is empty'), t('is not empty')],
  'is true': [t('is true'), t('is not true')],
  'is false': [t('is false'), t('is not false')],
  'is negative': [t('is negative'), t('is not negative')],
  'is between 0 and 1': [t('is between 0 and 1'), t('is not between 0 and 1')],
  'is a whole number': [t('is a whole number'), t('is not a whole number')],
  'is 10,000,000 or more': [t('is 10,000,000 or more'), t('is not 10,000,000 or more')],
  'is a list': [t('is a list'), t('is not a list')],
  'is an object': [t('is an object'), t('is not an object')],
  'is an empty object': [t('is an empty object'), t('is not an empty object')],
  'has a value': [t('has a value'), t('does not have a value')],
  'has a fraction': [t('has a fraction'), t('does not have a fraction')],
  'has one element': [t('has one element'), t('does not have one element')],
  'has two elements': [t('has two elements'), t('does not have two elements')],
  'has three or more elements': [t('has three or more elements'), t('does not have three or more elements')],
  'has entries': [t('has entries'), t('does not have entries')],
  'has one entry': [t('has one entry'), t('does not have one entry')],
  'has an entry of 0': [t('has an entry of 0'), t('does not have an entry of 0')],
  'has a key with a quote': [t('has a key with a quote'), t('does not have a key with a quote')],
  'has a key with a backslash': [t('has a key with a backslash'), t('does not have a key with a backslash')],
  'holds text': [t('holds text'), t('does not hold text')],
  'holds digits only': [t('holds digits only'), t('does not hold digits only')],
  'holds a quote': [t('holds a quote'), t('does not hold a quote')],
  'holds a backslash': [t('holds a backslash'), t('does not hold a backslash')],
  'holds a line break': [t('holds a line break'), t('does not hold a line break')],
  'holds a dollar sign': [t('holds a dollar sign'), t('does not hold a dollar sign')],
  'holds a list': [t('holds a list'), t('does not hold a list')],
  'holds a list with a quote': [t('holds a list with a quote'), t('does not hold a list with a quote')],
});
