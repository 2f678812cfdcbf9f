import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../core/check/finding';
import { closeSection, format, indentOnType } from '../core/language';
import { type CloseSectionParams, requests } from '../protocol';
import { ask, type FeatureContext } from './ask';
import { offsetIn, offsetsIn, rangeIn } from './convert';
import { guard } from './guard';

/**
 * Formats templates: as a whole, in a range, and line by line while they are typed.
 * @param closesSections whether the editor asks for the ends of sections itself
 */
export function answerFormatting(context: FeatureContext, closesSections: () => boolean): void {
  const { connection } = context;
  const log = connection.console;
  connection.onDocumentFormatting(guard(log, 'Formatting', [], params => formatAll(context, params)));
  connection.onDocumentRangeFormatting(guard(log, 'Formatting', [], params => formatRange(context, params)));
  connection.onDocumentOnTypeFormatting(
    guard(log, 'Indenting', [], params => formatTyped(context, params, !closesSections())),
  );
  connection.onRequest(
    requests.closeSection,
    guard<CloseSectionParams, string | null>(
      log,
      'Closing a section',
      null,
      async at => (await endAt(context, at)) ?? null,
    ),
  );
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

/** The end tag of the section that was just begun at a place. */
function endAt(context: FeatureContext, at: CloseSectionParams): Promise<string | undefined> {
  return ask<string | undefined>(context, at, undefined, {
    template: (template, { document }) =>
      context.workspace.settings.closeSections === false
        ? undefined
        : closeSection(template, offsetIn(document, at.position)),
  });
}

async function formatTyped(
  context: FeatureContext,
  params: DocumentOnTypeFormattingParams,
  closes: boolean,
): Promise<TextEdit[]> {
  const end = closes && params.ch === '}' ? await endAt(context, params) : undefined;
  if (end) return [{ range: { start: params.position, end: params.position }, newText: end }];
  return ask<TextEdit[]>(context, params, [], {
    template: (template, found) =>
      textEdits(indentOnType(template, offsetIn(found.document, params.position), params.options), found),
  });
}

function textEdits(edits: readonly Edit[], { document }: { readonly document: TextDocument }): TextEdit[] {
  return edits.map(({ range, text }) => ({ range: rangeIn(document, range), newText: text }));
}
