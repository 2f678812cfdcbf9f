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
 * Underlines in a preview what is no JSON, and the message where nothing could be rendered; each leads to its cause. They are
 * hints under a wave of our own: the problems of the template are where it can be mended, and would be listed twice.
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
      // Hints have no hover; and what was rendered is no markup.
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
      // What was compared with, and what was sent, is history: nobody can mend it.
      const { saved, sent } = subjectOf(uri) ?? {};
      if (!saved && !sent) problems.set(uri, [...problemsIn(view)]);
      underline();
    }),
    previews.onDidClose(uri => problems.delete(uri)),
    window.onDidChangeVisibleTextEditors(underline),
  );
}

/** Where the rendered text is no JSON, in the lines of the document. */
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
  // Only once the document says so: half a tag is no problem yet.
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
