import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import type { Finding } from '../core/check/finding';
import { findingsAt } from '../core/language';
import type { Range } from '../core/text/range';
import { type Counterexample, type CounterexamplesParams, requests } from '../protocol';
import type { FeatureContext } from './ask';
import { diagnosticOf, offsetIn } from './convert';
import { canonical } from './files';
import { guard } from './guard';
import { shows } from './preview';
import type { Look } from './workspace';

/** Answers which events prove what is found at a place. */
export function answerCounterexamples({ connection, workspace, diagnostics }: FeatureContext): void {
  connection.onRequest(
    requests.counterexamples,
    guard<CounterexamplesParams, readonly Counterexample[]>(
      connection.console,
      'Counterexamples',
      [],
      async ({ uri, position }) => {
        const looks = await workspace.lookAll(uri);
        return looks.flatMap(look => {
          const at = offsetIn(look.document, position);
          const found = provenAt(look, diagnostics.findingsIn(look), { start: at, end: at });
          return found.map(({ counterexample }) => counterexample);
        });
      },
    ),
  );
}

/** What stands below the fixes of a finding: a look at what it says. It mends nothing, so it is never preferred. */
export function counterexampleActions(look: Look, findings: readonly Finding[], range: Range): readonly CodeAction[] {
  return provenAt(look, findings, range).map(({ finding, counterexample }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, look.document, look.texts)],
    // The editor's command.
    command: { title, command: 'intercomWebhook.showCounterexample', arguments: [counterexample] },
  }));
}

const title = 'Show Counterexample';

function provenAt({ document, project }: Look, findings: readonly Finding[], range: Range) {
  return findingsAt(findings, canonical(document.uri), range).flatMap(finding => {
    const { code, message, path: uri, counterexample: attributes } = finding;
    if (!project || !attributes) return [];
    const counterexample = { uri, action: project.path, code, message, attributes };
    return shows(project, counterexample) ? [{ finding, counterexample }] : [];
  });
}
