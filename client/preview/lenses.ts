import {
  CodeLens,
  type CodeLensProvider,
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
  type Uri,
} from 'vscode';
import { previewScheme, subjectOf } from './address';
import type { Previews } from './previews';

/** The line above a preview: which event it shows, and what it can be compared with. */
export function registerPreviewLenses(previews: Previews): Disposable {
  const changed = new EventEmitter<void>();
  previews.onDidUpdate(() => changed.fire());
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: ({ uri }: TextDocument) => {
      const { event, counterexample, sent, saved } = subjectOf(uri) ?? {};
      if (counterexample) return [saveLens(uri)];
      const name = event?.name ?? previews.eventOf(uri)?.name;
      if (!name || sent || saved) return [];
      return [
        new CodeLens(range, {
          title: l10n.t('Event: {0}', name),
          command: 'intercomWebhook.selectEvent',
          arguments: [uri],
        }),
        new CodeLens(range, {
          title: l10n.t('Compare With…'),
          command: 'intercomWebhook.compareWith',
          arguments: [uri],
        }),
      ];
    },
  };
  return languages.registerCodeLensProvider({ scheme: previewScheme }, provider);
}

function saveLens(uri: Uri): CodeLens {
  const command = 'intercomWebhook.saveCounterexample';
  return new CodeLens(range, { title: l10n.t('Save as Sample Event'), command, arguments: [uri] });
}

const range = new Range(0, 0, 0, 0);
