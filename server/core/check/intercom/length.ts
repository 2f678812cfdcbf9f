import { t } from '@vscode/l10n';
import type { OutlineList } from '../../json/outline';
import type { Report } from '../rule';

/** Reports a list that is too long. Items on a branch of the template may be absent, and are not counted. */
export function checkLength(list: OutlineList, most: number | undefined, report: Report): void {
  const always = list.items.filter(({ conditions }) => conditions.length === list.conditions.length).length;
  if (most === undefined || always <= most) return;
  report({
    code: 'too-many-items',
    range: { start: list.range.start, end: list.range.start + 1 },
    message: t`Intercom takes at most ${most} items here, and these are ${always}.`,
  });
}
