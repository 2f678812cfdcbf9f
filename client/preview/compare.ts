import { commands, l10n, type QuickPickItem, QuickPickItemKind, type Uri, window, workspace } from 'vscode';
import type { ActionContext } from '../../server/protocol';
import { activeFile, findAction } from '../action';
import { fileMeant, isOurs } from '../documents';
import { eventItem, withoutVerdict } from '../target';
import { addressOf, type Subject, subjectOf, titleOf } from './address';
import type { PreviewServices } from './previews';
import { previewable } from './show';

type Item = QuickPickItem & { readonly other?: Subject };

/** Shows a preview side by side with another one of the same file: for another event, as saved, or as last sent. */
export async function compareWith(services: PreviewServices, given: Uri | undefined): Promise<void> {
  const preview = given ?? window.activeTextEditor?.document.uri;
  const file = fileMeant(given) ?? activeFile();
  const context = await findAction(services.server, file);
  if (!context) return;
  const subject = (preview && subjectOf(preview)) ?? { uri: previewable(context, file) };
  const { uri } = subject;
  const event = subject.event ?? (subject.counterexample ? undefined : context.chosen);
  const items: Item[] = [savedItem(subject), ...sentItems(services, context, uri)];
  const others = context.events.filter(each => each.uri !== event?.uri || each.line !== event?.line);
  if (others.length > 0) items.push({ label: l10n.t('Events'), kind: QuickPickItemKind.Separator });
  for (const other of others) {
    items.push({ ...eventItem(other, context), other: { uri, event: withoutVerdict(other) } });
  }
  const title = l10n.t('Compare the Preview of {0} With', titleOf(subject));
  const other = (
    await window.showQuickPick(items, {
      title,
      placeHolder: l10n.t('What stands on the left'),
      matchOnDescription: true,
      matchOnDetail: true,
    })
  )?.other;
  if (!other) return;
  const left = other.sent ? l10n.t('last send') : other.saved ? l10n.t('saved') : other.event?.name;
  const right = subject.counterexample ? l10n.t('counterexample') : (event?.name ?? l10n.t('preview'));
  const names = `${left} ↔ ${right}, ${titleOf({ uri })}`;
  await commands.executeCommand('vscode.diff', addressOf(other), addressOf(subject), names, { preview: true });
}

/** The newest send of the action, however far it got; texts that were cut to save room cannot be compared. */
function sentItems({ results }: PreviewServices, { action, template }: ActionContext, uri: string): readonly Item[] {
  const sent = results.entries.find(({ cut, report }) => !cut && report.action.uri === action.uri);
  const isThere =
    sent && (!template || sent.report.trace.some(({ title }) => title === `Rendered Template: ${template}`));
  if (!isThere) return [];
  const { at, event, outcome } = sent.report;
  const came = outcome.kind === 'response' ? `${outcome.status}` : outcome.reason;
  return [
    {
      label: `$(history) ${l10n.t('The Last Send')}`,
      description: `${new Date(at).toLocaleTimeString()}, ${event.name}, ${came}`,
      other: { uri, sent: { id: sent.id, ...(template !== undefined && { template }) } },
    },
  ];
}

function savedItem({ uri, event, counterexample }: Subject): Item {
  const dirty = workspace.textDocuments.some(document => document.isDirty && isOurs(document));
  return {
    label: `$(save) ${l10n.t('The Saved Files')}`,
    description: dirty ? l10n.t('without what is not saved') : l10n.t('everything is saved: no difference now'),
    other: { uri, saved: true, ...(event && { event }), ...(counterexample && { counterexample }) },
  };
}
