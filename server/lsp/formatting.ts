import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../core/check/finding';
import { format, indentOnType } from '../core/language';
import { ask, type FeatureContext } from './ask';
import { offsetIn, offsetsIn, rangeIn } from './convert';
import { guard } from './guard';

/** Lays templates out: whole ones, ranges, and lines while they are typed. */
export function answerFormatting(context: FeatureContext): void {
  const { connection } = context;
  const log = connection.console;
  connection.onDocumentFormatting(guard(log, 'Formatting', [], params => formatAll(context, params)));
  connection.onDocumentRangeFormatting(guard(log, 'Formatting', [], params => formatRange(context, params)));
  connection.onDocumentOnTypeFormatting(guard(log, 'Indenting', [], params => formatTyped(context, params)));
}

function formatAll(context: FeatureContext, params: DocumentFormattingParams): Promise<TextEdit[]> {
  return ask<TextEdit[]>(context, params, [], {
    template: (template, found) => textEdits(format(template, params.options), found),
  });
}

function formatRange(context: FeatureContext, params: DocumentRangeFormattingParams): Promise<TextEdit[]> {
  return ask<TextEdit[]>(context, params, [], {
    template: (template, found) =>
      textEdits(format(template, params.options, offsetsIn(found.document, params.range)), found),
  });
}

function formatTyped(context: FeatureContext, params: DocumentOnTypeFormattingParams): Promise<TextEdit[]> {
  return ask<TextEdit[]>(context, params, [], {
    template: (template, found) =>
      textEdits(indentOnType(template, offsetIn(found.document, params.position), params.options), found),
  });
}

function textEdits(edits: readonly Edit[], { document }: { readonly document: TextDocument }): TextEdit[] {
  return edits.map(({ range, text }) => ({ range: rangeIn(document, range), newText: text }));
}
