import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  Location,
  l10n,
  languages,
  MarkdownString,
  OverviewRulerLane,
  Range,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { Place } from '../../server/protocol';
import { rangeOf } from '../place';
import { subjectOf } from './address';
import type { View } from './preview';
import type { Previews } from './previews';

/**
 * Underlines in a preview what is not JSON, or the message where nothing could be rendered; each links to its cause.
 * They are hints with a wavy line of our own: as errors they would be listed twice, once here and once in the template,
 * where they can be fixed.
 */
export function underlineProblems(previews: Previews): Disposable {
  const problems = languages.createDiagnosticCollection('intercomWebhook.preview');
  const wave = window.createTextEditorDecorationType({
    textDecoration: 'underline wavy var(--vscode-editorError-foreground)',
    overviewRulerColor: new ThemeColor('editorOverviewRuler.errorForeground'),
    overviewRulerLane: OverviewRulerLane.Right,
  });
  const underline = () => {
    for (const editor of window.visibleTextEditors) {
      const found = problems.get(editor.document.uri);
      if (!found) continue;
      // Hints have no hover of their own; and the message may quote rendered text, which must not count as markup.
      const waves = found.map(({ range, message }) => ({
        range,
        hoverMessage: new MarkdownString().appendText(message),
      }));
      editor.setDecorations(wave, waves);
    }
  };
  return Disposable.from(
    problems,
    wave,
    previews.onDidUpdate(({ uri, view }) => {
      // The saved and the sent text are only there to compare with: nobody can fix them.
      const { saved, sent } = subjectOf(uri) ?? {};
      if (!saved && !sent) problems.set(uri, [...problemsIn(view)]);
      underline();
    }),
    previews.onDidClose(uri => problems.delete(uri)),
    window.onDidChangeVisibleTextEditors(underline),
  );
}

/** Where the rendered text is not JSON, in the lines of the document. */
export function problemRange({ lines, start, rendered, isCurrent }: View): Range | undefined {
  const problem = isCurrent ? rendered?.problem : undefined;
  if (!problem) return undefined;
  const from = lines.at(start + problem.start);
  const to = lines.at(start + problem.end);
  return new Range(from.line, from.character, to.line, to.character);
}

function* problemsIn(view: View): Iterable<Diagnostic> {
  const { start, rendered, isCurrent, failure } = view;
  const problem = isCurrent ? rendered?.problem : undefined;
  const range = problemRange(view);
  if (problem && range) yield diagnostic(range, problem.message, problem.place);
  // Only once the document shows it: a half-typed tag is not a problem yet.
  if (failure?.place && (start > 0 || !rendered))
    yield diagnostic(new Range(0, 0, 0, 15), failure.message, failure.place);
}

function diagnostic(range: Range, message: string, place: Place | undefined): Diagnostic {
  const found = new Diagnostic(range, message, DiagnosticSeverity.Hint);
  found.source = 'intercom-webhook';
  if (place) {
    const location = new Location(Uri.parse(place.uri), rangeOf(place));
    found.relatedInformation = [new DiagnosticRelatedInformation(location, l10n.t('What prints this'))];
  }
  return found;
}
