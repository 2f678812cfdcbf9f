import { t } from '@vscode/l10n';
import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import { inlayHints } from '../core/language';
import { ask, type FeatureContext } from './ask';
import { offsetsIn } from './convert';
import { guard } from './guard';

/** Shows behind each tag what it prints for the chosen event. */
export function answerInlayHints(context: FeatureContext): void {
  const { connection, workspace } = context;
  connection.languages.inlayHint.on(
    guard(connection.console, 'Inlay hints', [], (params: InlayHintParams) =>
      ask<InlayHint[]>(context, params, [], {
        template(template, { document }) {
          if (workspace.settings.inlayHints === false) return [];
          const tooltip = t`What this tag prints for the event ${template.event?.name ?? ''}.`;
          return inlayHints(template, offsetsIn(document, params.range)).map(({ offset, text, whole }) => ({
            position: document.positionAt(offset),
            label: `= ${text}`,
            tooltip: whole ?? tooltip,
            paddingLeft: true,
          }));
        },
      }),
    ),
  );
}

/** Tells the editor to ask again: the event, a value in it or the settings have changed. */
export function refreshInlayHints({ languages }: FeatureContext['connection']): void {
  languages.inlayHint.refresh().catch(() => undefined); // It is closing down.
}
