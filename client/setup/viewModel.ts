import * as l10n from '@vscode/l10n';
import type { DriftAnswer, SetupAnswer, SetupField } from '../../server/protocol';

type SheetAnswer = SetupAnswer & { readonly kind: 'sheet' };

/** By the id of a field: the digest it had when it was ticked off. */
export type Ticks = Readonly<Record<string, string>>;

/** What the template draws. */
export interface Sheet {
  readonly action: string;
  readonly total: number;
  readonly done: number;
  readonly progress: string;
  readonly warning?: string;
  readonly sections: readonly object[];
}

/** A field is done as long as what is to be filled in is what it was when it was ticked off. */
export function isDone({ id, digest }: SetupField, ticks: Ticks): boolean {
  return ticks[id] === digest;
}

export function sheetView({ action, errors, sections }: SheetAnswer, ticks: Ticks): Sheet {
  const fields = sections.flatMap(({ items }) => items);
  const done = fields.filter(field => isDone(field, ticks)).length;
  return {
    action: action.name,
    total: fields.length,
    done,
    progress: l10n.t('{0} of {1} filled in', done, fields.length),
    ...(errors > 0 && { warning: warningOf(errors) }),
    sections: sections.map(({ title, items }) => ({
      title,
      progress: `${items.filter(item => isDone(item, ticks)).length}/${items.length}`,
      items: items.map(item => fieldView(item, ticks)),
    })),
  };
}

function warningOf(errors: number): string {
  return errors === 1
    ? l10n.t('The checks found an error in this action. Fix that before you fill in the form.')
    : l10n.t('The checks found {0} errors in this action. Fix that before you fill in the form.', errors);
}

function fieldView(field: SetupField, ticks: Ticks) {
  const { id, title, parts, place } = field;
  const done = isDone(field, ticks);
  return {
    id,
    title,
    done,
    changed: !done && Object.hasOwn(ticks, id),
    hasPlace: place !== undefined,
    comparable: parts.some(({ value }) => value !== undefined),
    checkId: `tick-${id}`,
    placeId: `place-${id}`,
    compareId: `compare-${id}`,
    parts: parts.map(({ label, value, hint }, at) => ({
      label: parts.length === 1 && label === title ? '' : label,
      value,
      copy: value !== undefined,
      // Only what can be scrolled is a stop for the keyboard and a landmark.
      isLong: value?.includes('\n'),
      hint: hint ?? '',
      name: parts.length > 1 ? `${title}, ${label}` : title,
      at: String(at),
      field: id,
      copyId: `copy-${at}-${id}`,
    })),
  };
}

/** The fields that can be compared, for the list of what a pasted text may be. */
export function comparableFields({
  sections,
}: SheetAnswer): readonly { readonly id: string; readonly title: string }[] {
  const fields = sections.flatMap(({ items }) => items);
  return fields
    .filter(({ parts }) => parts.some(({ value }) => value !== undefined))
    .map(({ id, title }) => ({ id, title }));
}

export function differencesView({ differences }: DriftAnswer & { readonly kind: 'compared' }) {
  const words = {
    same: l10n.t('Same'),
    differs: l10n.t('Differs'),
    missing: l10n.t('Missing'),
    extra: l10n.t('Extra'),
  };
  const wrong = differences.filter(({ state }) => state !== 'same').length;
  return {
    summary:
      wrong === 0
        ? l10n.t('Tealium has what the files have.')
        : wrong === 1
          ? l10n.t('1 difference.')
          : l10n.t('{0} differences.', wrong),
    differences: differences.map(({ title, state, message, expected, actual }, at) => ({
      title,
      state,
      message,
      word: words[state],
      at: String(at),
      hasBoth: expected !== undefined && actual !== undefined,
    })),
  };
}
