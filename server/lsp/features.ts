import { t } from '@vscode/l10n';
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CompletionItem,
  type CompletionList,
  type DocumentHighlight,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type FoldingRange,
  type FoldingRangeParams,
  type Hover,
  type LinkedEditingRanges,
  type SemanticTokens,
  type SemanticTokensParams,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import {
  actionHover,
  actionSemanticTokens,
  type Completion,
  complete,
  completeAction,
  type Hover as Description,
  documentSymbols,
  eventHover,
  fileItems,
  fixAll,
  fixesAt,
  folds,
  highlights,
  hover,
  linkedNames,
  pathGlobs,
  semanticTokens,
} from '../core/language';
import { ask, type FeatureContext } from './ask';
import {
  completionsOf,
  diagnosticOf,
  documentSymbolOf,
  foldingRangeOf,
  markdown,
  offsetIn,
  offsetsIn,
  quickFixOf,
  rangeIn,
  semanticTokenData,
  type Texts,
  workspaceEditOf,
} from './convert';
import { answerCounterexamples, counterexampleActions } from './counterexamples';
import { canonical, relativeTo } from './files';
import { guard, harmlessly } from './guard';
import { refactoringsAt } from './refactorings';

/** The kind of the action that fixes everything that can be fixed without asking. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.intercomWebhook`;

/** Answers the editor's questions about open documents. */
export function answerFeatures(context: FeatureContext): void {
  const { connection } = context;
  const log = connection.console;
  const completions = new Completions(context);
  connection.onCompletion(guard(log, 'Completion', [], at => completions.list(at)));
  connection.onCompletionResolve(item => harmlessly(log, 'Completion', item, {}, () => completions.resolve(item)));
  connection.onHover(guard(log, 'Hover', null, at => hoverAt(context, at)));
  connection.onCodeAction(guard(log, 'Code actions', [], params => codeActionsOf(context, params)));
  connection.onDocumentHighlight(guard(log, 'Highlights', [], at => highlightsAt(context, at)));
  connection.languages.onLinkedEditingRange(guard(log, 'Linked editing', null, at => linkedAt(context, at)));
  connection.onDocumentSymbol(guard(log, 'Outline', [], params => symbolsOf(context, params)));
  connection.onFoldingRanges(guard(log, 'Folding', [], params => foldsOf(context, params)));
  connection.languages.semanticTokens.on(guard(log, 'Colouring', noTokens, params => tokensOf(context, params)));
  answerCounterexamples(context);
}

type At = TextDocumentPositionParams;

/** Completion in two steps: the list, and the documentation of the item that somebody looks at. */
class Completions {
  /** The items of the last list: an editor asks for the documentation of no other. */
  #last: readonly Completion[] = [];
  #list = 0;

  constructor(private readonly context: FeatureContext) {}

  list(at: At): Promise<CompletionItem[] | CompletionList> {
    return ask(this.context, at, [], {
      template: (template, { document }) => this.#items(complete(template, offsetIn(document, at.position)), document),
      action: async (action, { document }) => {
        const offset = offsetIn(document, at.position);
        const { files } = this.context.workspace;
        const { path } = action.project;
        const lists = await Promise.all(pathGlobs(action, offset).map(glob => files.list(path, glob)));
        const paths = [...new Set(lists.flat())].map(uri => relativeTo(path, uri));
        return this.#items([...completeAction(action, offset), ...fileItems(action, offset, paths)], document);
      },
    });
  }

  resolve(item: CompletionItem): CompletionItem {
    const place = item.data as { list: number; index: number } | undefined;
    const documentation = place?.list === this.#list ? this.#last[place.index]?.documentation?.() : undefined;
    return documentation === undefined ? item : { ...item, documentation: markdown(documentation) };
  }

  #items(items: readonly Completion[], document: TextDocument): CompletionItem[] | CompletionList {
    this.#last = items;
    return completionsOf(items, document, this.context.abilities(), ++this.#list);
  }
}

function hoverAt(context: FeatureContext, at: At): Promise<Hover | null> {
  const show = (found: Description | undefined, document: TextDocument): Hover | null =>
    found ? { contents: markdown(found.markdown), range: rangeIn(document, found.range) } : null;
  return ask(context, at, null, {
    template: (template, { document }) => show(hover(template, offsetIn(document, at.position)), document),
    action: (action, { document }) => show(actionHover(action, offsetIn(document, at.position)), document),
    event: (event, { document }) => show(eventHover(event, offsetIn(document, at.position)), document),
  });
}

async function codeActionsOf(
  { workspace, diagnostics, abilities }: FeatureContext,
  { textDocument, range, context }: CodeActionParams,
): Promise<CodeAction[]> {
  const looks = await workspace.lookAll(textDocument.uri);
  const path = canonical(textDocument.uri);
  const wants = (kind: string) => context.only?.some(only => kind === only || kind.startsWith(`${only}.`)) ?? false;
  if (wants(fixAllKind)) {
    const edits = fixAll(
      looks.flatMap(look => diagnostics.findingsIn(look)),
      path,
    );
    const edit = workspaceEditOf(edits, looks[0]?.texts ?? noTexts);
    return edits.length > 0 ? [{ title: t('Fix All'), kind: fixAllKind, edit }] : [];
  }
  const refactors = !context.only || wants(CodeActionKind.RefactorExtract) || wants(CodeActionKind.RefactorInline);
  // The other actions that share this template would not have a new one.
  const { runsCommands, ...editor } = abilities();
  const can = { createsFiles: editor.createsFiles && looks.length === 1, runsCommands };
  const forms =
    refactors && looks[0] ? await refactoringsAt(workspace, looks[0], offsetsIn(looks[0].document, range), can) : [];
  const wanted = forms.filter(({ kind }) => !context.only || wants(kind ?? ''));
  if (context.only && !wants(CodeActionKind.QuickFix)) return wanted;
  const actions = looks.flatMap(look => {
    const { document, texts } = look;
    const findings = diagnostics.findingsIn(look);
    const at = offsetsIn(document, range);
    const fixes = fixesAt(findings, path, at);
    return [
      ...fixes.map(({ finding, fix }) => quickFixOf(fix, diagnosticOf(finding, document, texts), texts)),
      ...counterexampleActions(look, findings, at),
    ];
  });
  return [...new Map(actions.map(action => [JSON.stringify(action), action])).values(), ...wanted];
}

const noTexts: Texts = () => undefined;

function highlightsAt(context: FeatureContext, at: At): Promise<DocumentHighlight[]> {
  return ask(context, at, [], {
    template: (template, { document }) =>
      highlights(template, offsetIn(document, at.position)).map(range => ({ range: rangeIn(document, range) })),
  });
}

function linkedAt(context: FeatureContext, at: At): Promise<LinkedEditingRanges | null> {
  return ask<LinkedEditingRanges | null>(context, at, null, {
    template(template, { document }) {
      const ranges = linkedNames(template, offsetIn(document, at.position)).map(range => rangeIn(document, range));
      return ranges.length > 0 ? { ranges } : null;
    },
  });
}

function symbolsOf(context: FeatureContext, params: DocumentSymbolParams): Promise<DocumentSymbol[]> {
  return ask(context, params, [], {
    template: (template, { document }) => documentSymbols(template).map(symbol => documentSymbolOf(symbol, document)),
  });
}

function foldsOf(context: FeatureContext, params: FoldingRangeParams): Promise<FoldingRange[]> {
  return ask(context, params, [], {
    template: (template, { document }) => folds(template).flatMap(fold => foldingRangeOf(fold, document)),
  });
}

function tokensOf(context: FeatureContext, params: SemanticTokensParams): Promise<SemanticTokens> {
  return ask<SemanticTokens>(context, params, noTokens, {
    template: (template, { document }) => ({ data: semanticTokenData(semanticTokens(template), document) }),
    action: (action, { document }) => ({ data: semanticTokenData(actionSemanticTokens(action), document) }),
  });
}

const noTokens: SemanticTokens = { data: [] };
