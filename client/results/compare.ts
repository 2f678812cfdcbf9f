import { commands, l10n, type QuickPickItem, window } from 'vscode';
import { documentOf } from './documents';
import { moment } from './format';
import type { Entry } from './history';
import { statusOf, targetName } from './status';
import type { Results } from './store';
import { type TextName, textTitle } from './texts';

/** Shows a text of a send side by side with that of another one, the earlier of the two on the left. */
export async function compareSend(results: Results, entry: Entry, name: TextName): Promise<void> {
  const title = l10n.t('Compare the {0} of “{1}” With', textTitle(name), nameOf(entry));
  const items = othersOf(results, entry)
    .filter(other => documentOf(other, name))
    .map(other => ({ ...itemOf(other), other }));
  if (items.length === 0) throw new Error(l10n.t('there is no other send to compare with. Send once more first.'));
  const other = (await window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true }))?.other;
  if (!other) return;
  const [left, right] = other.report.at <= entry.report.at ? [other, entry] : [entry, other];
  const names = `${sideOf(left)} ↔ ${sideOf(right)}, ${textTitle(name)}`;
  await commands.executeCommand('vscode.diff', documentOf(left, name), documentOf(right, name), names);
}

/** Sends of the same action first, each time the newest first. */
function othersOf({ entries }: Results, entry: Entry): readonly Entry[] {
  const others = entries.filter(({ id }) => id !== entry.id);
  const isSame = ({ report }: Entry) => report.action.uri === entry.report.action.uri;
  return [...others.filter(isSame), ...others.filter(other => !isSame(other))];
}

function itemOf(entry: Entry): QuickPickItem {
  const { at, event, outcome, target } = entry.report;
  const icon = outcome.kind === 'response' && outcome.status < 300 ? 'pass' : 'error';
  return {
    label: `$(${icon}) ${statusOf(outcome).status}`,
    description: nameOf(entry),
    detail: `${event.name} · ${targetName(target)} · ${moment(at)}`,
  };
}

function nameOf({ report }: Entry): string {
  return report.action.name;
}

function sideOf({ report: { outcome, event, at } }: Entry): string {
  return `${event.name}, ${statusOf(outcome).badge}, ${moment(at)}`;
}
