import { t } from '@vscode/l10n';
import { type CodeAction, CodeActionKind, type Position } from 'vscode-languageserver';
import type { Finding } from '../core/check/finding';
import { findingsAt } from '../core/language';
import type { Range } from '../core/text/range';
import { type Counterexample, type CounterexamplesParams, requests } from '../protocol';
import type { FeatureContext } from './ask';
import { diagnosticOf, offsetsIn } from './convert';
import { canonical } from './files';
import { guard } from './guard';
import { shows } from './preview';
import type { Look } from './workspace';

/** Answers which events prove a finding at a place, or else on its line. */
export function answerCounterexamples({ connection, workspace, diagnostics }: FeatureContext): void {
  connection.onRequest(
    requests.counterexamples,
    guard<CounterexamplesParams, readonly Counterexample[]>(
      connection.console,
      'Counterexamples',
      [],
      async ({ uri, position }) => {
        const looks = await workspace.lookAll(uri);
        const within = (start: Position, end: Position) =>
          looks.flatMap(look => {
            const range = offsetsIn(look.document, { start, end });
            return provenAt(look, diagnostics.findingsIn(look), range).map(({ counterexample }) => counterexample);
          });
        const found = within(position, position);
        const { line } = position;
        // Like the editor's own list of fixes, which takes what is nearby if nothing is at the cursor.
        return found.length > 0 ? found : within({ line, character: 0 }, { line, character: Number.MAX_VALUE });
      },
    ),
  );
}

/** The action below a finding's fixes that shows the event. It fixes nothing, so it is never preferred. */
export function counterexampleActions(look: Look, findings: readonly Finding[], range: Range): readonly CodeAction[] {
  return provenAt(look, findings, range).map(({ finding, counterexample }) => ({
    title: title(),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, look.document, look.texts)],
    // The editor's command.
    command: { title: title(), command: 'intercomWebhook.showCounterexample', arguments: [counterexample] },
  }));
}

const title = () => t('Show Counterexample');

function provenAt({ document, project }: Look, findings: readonly Finding[], range: Range) {
  return findingsAt(findings, canonical(document.uri), range).flatMap(finding => {
    const { code, message, path: uri, counterexample: attributes } = finding;
    if (!project || !attributes) return [];
    const counterexample = { uri, action: project.path, code, message, attributes };
    return shows(project, counterexample) ? [{ finding, counterexample }] : [];
  });
}
