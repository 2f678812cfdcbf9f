import {
  DecorationRangeBehavior,
  Disposable,
  OverviewRulerLane,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  TextEditorRevealType,
  ThemeColor,
  Uri,
  window,
} from 'vscode';
import type { PreviewOrigin } from '../../server/protocol';
import { rangeOf } from '../place';
import { previewScheme } from './address';
import type { Stretch } from './mapping';
import type { Previews, Shown } from './previews';

/** Highlights what the selection in a template or action prints, and where the selection in a preview comes from. */
export class Highlights implements Disposable {
  readonly #linked = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('intercomWebhook.previewHighlightBackground'),
    border: '1px solid',
    borderColor: new ThemeColor('intercomWebhook.previewHighlightBorder'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.wordHighlightStrongForeground'),
    overviewRulerLane: OverviewRulerLane.Center,
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });
  readonly #outdated = window.createTextEditorDecorationType({ opacity: '0.55' });
  /** What was selected in a preview last for a file: it goes on with it, and what somebody else selected stays. */
  readonly #selected = new WeakMap<TextEditor, Selection>();
  readonly #listening: Disposable;

  constructor(private readonly previews: Previews) {
    this.#listening = Disposable.from(
      this.#linked,
      this.#outdated,
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (textEditor === window.activeTextEditor) this.#follow(textEditor, kind !== undefined);
      }),
      window.onDidChangeActiveTextEditor(editor => editor && this.#follow(editor, false)),
      window.onDidChangeVisibleTextEditors(() => this.#update()),
      previews.onDidUpdate(() => this.#update()),
    );
  }

  dispose(): void {
    this.#listening.dispose();
  }

  #update(): void {
    for (const editor of previewEditors()) {
      const view = this.previews.viewOf(editor.document);
      if (!view) continue;
      const { start, lines, isCurrent } = view;
      const old = isCurrent ? [] : [rangeIn(view, { start: 0, end: lines.text.length - start })];
      editor.setDecorations(this.#outdated, old);
    }
    if (window.activeTextEditor) this.#follow(window.activeTextEditor, false);
  }

  /** `byHand`: the user has just put the selection there. */
  #follow(editor: TextEditor, byHand: boolean): void {
    const previews = previewEditors();
    if (previews.length === 0) return;
    if (editor.document.uri.scheme === previewScheme) this.#followPreview(editor, byHand);
    else for (const preview of previews) this.#followFile(editor, preview, byHand);
  }

  #followFile(editor: TextEditor, preview: TextEditor, byHand: boolean): void {
    const { document, selection } = editor;
    const view = this.previews.viewOf(preview.document);
    const origin = view && originIn(view, document);
    // While the user types, the highlights stay until the next answer comes.
    if (!view || !origin) {
      if (view && !view.rendered) preview.setDecorations(this.#linked, []);
      return;
    }
    const at = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
    const ranges = view.preview
      .mappingOf(origin)
      .outputsOf(at, document.getText())
      .map(stretch => rangeIn(view, stretch));
    editor.setDecorations(this.#linked, []);
    preview.setDecorations(this.#linked, ranges);
    if (byHand || this.#selected.get(preview)?.isEqual(preview.selection)) this.#select(preview, ranges[0]);
    const isSeen = ranges.some(range => preview.visibleRanges.some(visible => visible.intersection(range)));
    if (ranges[0] && !isSeen) preview.revealRange(ranges[0], TextEditorRevealType.InCenterIfOutsideViewport);
  }

  #select(preview: TextEditor, range: Range | undefined): void {
    const { start } = preview.selection;
    const selection = new Selection(range?.start ?? start, range?.end ?? start);
    preview.selection = selection;
    this.#selected.set(preview, selection);
  }

  #followPreview(preview: TextEditor, byHand: boolean): void {
    const view = this.previews.viewOf(preview.document);
    if (!view) return;
    preview.setDecorations(this.#linked, []);
    const { lines, start } = view;
    const at = {
      start: lines.offset(preview.selection.start) - start,
      end: lines.offset(preview.selection.end) - start,
    };
    for (const editor of window.visibleTextEditors) {
      if (editor.document.uri.scheme === previewScheme) continue;
      const found = at.start < 0 ? failedIn(view, editor.document) : sourceIn(view, editor.document, at);
      editor.setDecorations(this.#linked, found ? [found] : []);
      if (!found || !byHand) continue;
      editor.selection = new Selection(found.start, found.end);
      editor.revealRange(found, TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
}

function previewEditors(): readonly TextEditor[] {
  return window.visibleTextEditors.filter(({ document }) => document.uri.scheme === previewScheme);
}

/** Where in a file a stretch of the rendered text comes from. */
function sourceIn(view: Shown, document: TextDocument, at: Stretch): Range | undefined {
  const origin = originIn(view, document);
  const source = origin && view.rendered && view.preview.mappingOf(origin).sourceOf(at, view.rendered.text);
  return source && new Range(document.positionAt(source.start), document.positionAt(source.end));
}

/** The place in a file because of which nothing could be rendered. */
function failedIn({ failure }: Shown, document: TextDocument): Range | undefined {
  const place = failure?.place;
  if (!place || Uri.parse(place.uri).toString() !== document.uri.toString()) return undefined;
  return rangeOf(place);
}

/** What a file gave to the preview; undefined while the file says something newer. */
function originIn({ rendered, isCurrent }: Shown, document: TextDocument): PreviewOrigin | undefined {
  const uri = document.uri.toString();
  const origin = isCurrent ? rendered?.origins.find(each => Uri.parse(each.uri).toString() === uri) : undefined;
  const isNewest = origin?.version === undefined ? !document.isDirty : origin.version === document.version;
  return isNewest ? origin : undefined;
}

function rangeIn({ lines, start }: Shown, stretch: Stretch): Range {
  const from = lines.at(start + stretch.start);
  const to = lines.at(start + stretch.end);
  return new Range(from.line, from.character, to.line, to.character);
}
