import { FileType, l10n, type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { ActionContext, ReplayAnswer, ReplayParams } from '../../server/protocol';
import { nameOf } from '../documents';
import { bytes, count } from '../results/format';

/** Asks for files of many events: those of the workspace, nearest to the action first, or others on the disk. */
export async function chooseEvents({ action }: ActionContext): Promise<readonly Uri[]> {
  const found = await workspace.findFiles('**/*.jsonl', '**/node_modules/**', 500);
  const folder = action.uri.slice(0, action.uri.lastIndexOf('/') + 1);
  const files = found
    .filter(({ path }) => !/\.replay(\.\d+)?\.jsonl$/i.test(path))
    .sort((one, other) => distance(folder, one) - distance(folder, other) || one.path.localeCompare(other.path));
  if (files.length === 0) return browse();
  const items = await Promise.all(
    files.map(async (file): Promise<QuickPickItem & { file?: Uri }> => {
      const { size } = await workspace.fs.stat(file);
      return { label: nameOf(file), description: `${workspace.asRelativePath(file)} · ${bytes(size)}`, file };
    }),
  );
  items.push({ label: l10n.t('$(folder-opened) Browse…') });
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Replay Events with “{0}”', action.name),
    placeHolder: l10n.t('A file with one event a line'),
    matchOnDescription: true,
  });
  if (!chosen) return [];
  return chosen.file ? [chosen.file] : browse();
}

async function browse(): Promise<readonly Uri[]> {
  const filters = { [l10n.t('Events, one a line')]: ['jsonl', 'ndjson', 'log', 'txt'] };
  const chosen = await window.showOpenDialog({
    ...{ title: l10n.t('Replay Events'), openLabel: l10n.t('Replay'), filters, canSelectMany: true },
  });
  return chosen ?? [];
}

function distance(folder: string, { path }: Uri): number {
  const own = Uri.parse(folder).path;
  return path.startsWith(own) ? 0 : 1;
}

/** Whether a file can hold many events, by its name and by what it is. */
export async function isManyEvents(uri: Uri): Promise<boolean> {
  if (!/\.jsonl$/i.test(uri.path)) return false;
  return (await workspace.fs.stat(uri)).type === FileType.File;
}

/** Asks where the events go: `none` for a dry run; undefined when nothing was chosen. */
export async function chooseTarget(events: string): Promise<'none' | 'sandbox' | 'intercom' | undefined> {
  const items: (QuickPickItem & { target: 'none' | 'sandbox' | 'intercom' })[] = [
    {
      label: l10n.t('$(beaker) Send to the Sandbox'),
      detail: l10n.t('Answers as the real API does, or says where not. Needs no account.'),
      target: 'sandbox',
    },
    {
      label: l10n.t('$(eye) Dry Run'),
      detail: l10n.t('Renders and checks every event, and sends nothing.'),
      target: 'none',
    },
    {
      label: l10n.t('$(cloud-upload) Send to Intercom'),
      detail: l10n.t('Changes the real workspace behind your access token.'),
      target: 'intercom',
    },
  ];
  const title = l10n.t('Replay {0}', events);
  return (await window.showQuickPick(items, { title, placeHolder: l10n.t('Where the events go') }))?.target;
}

type Earlier = Extract<ReplayAnswer, { kind: 'exists' }>;
type HowOn = Pick<ReplayParams, 'previous' | 'retry'>;

/** Asks what to do with the results of an earlier replay; undefined when nothing was chosen. */
export async function chooseHowOn(events: string, { results, counts, other }: Earlier): Promise<HowOn | undefined> {
  const file = nameOf(Uri.parse(results));
  const items: (QuickPickItem & { how: HowOn })[] = [];
  if (other === undefined) {
    items.push({
      label: l10n.t('$(debug-continue) Resume'),
      detail: l10n.t('Goes on where it stopped. Nothing is sent twice.'),
      how: { previous: 'resume' },
    });
    if (counts.failed > 0) {
      items.push({
        label: l10n.t('$(debug-restart) Resume and Retry Failed'),
        description: count(counts.failed),
        detail: l10n.t('Also sends again what was answered with an error, or never left.'),
        how: { previous: 'resume', retry: ['failed'] },
      });
    }
    if (counts.uncertain > 0) {
      items.push({
        label: l10n.t('$(warning) Resume and Send Uncertain Again'),
        description: count(counts.uncertain),
        detail: l10n.t('They were sent and nobody knows whether they arrived, so they may arrive twice.'),
        how: { previous: 'resume', retry: ['failed', 'uncertain'] },
      });
    }
  }
  items.push({
    label: l10n.t('$(refresh) Start Over'),
    detail: l10n.t('Sends every event again. The earlier results are kept beside the new ones.'),
    how: { previous: 'restart' },
  });
  const placeHolder =
    other === undefined
      ? l10n.t('{0} holds the results of an earlier replay: {1} sent', file, count(counts.sent))
      : l10n.t('{0} holds the results of another replay: {1}', file, other);
  return (await window.showQuickPick(items, { title: l10n.t('Replay {0}', events), placeHolder }))?.how;
}
