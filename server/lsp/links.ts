import type { DocumentLink, DocumentLinkParams, WorkspaceSymbol, WorkspaceSymbolParams } from 'vscode-languageserver';
import { SymbolKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  actionLinks,
  type WorkspaceSymbol as FoundSymbol,
  type DocumentLink as Link,
  templateLinks,
  workspaceSymbols,
} from '../core/language';
import { ask, type FeatureContext, type Found } from './ask';
import { rangeIn } from './convert';
import { nameOf } from './files';
import { guard } from './guard';

/** Links names of files to the files, and finds what is in actions from anywhere. */
export function answerLinks(context: FeatureContext): void {
  const { connection } = context;
  const log = connection.console;
  connection.onDocumentLinks(guard(log, 'Links', [], params => linksOf(context, params)));
  connection.onWorkspaceSymbol(guard(log, 'Symbols of the workspace', [], params => symbolsFor(context, params)));
}

function linksOf(context: FeatureContext, params: DocumentLinkParams): Promise<DocumentLink[]> {
  const shown = (links: readonly Link[], { document }: Found) =>
    links.map(({ range, path }) => ({ range: rangeIn(document, range), target: path }));
  return ask<DocumentLink[]>(context, params, [], {
    template: (template, found) => shown(templateLinks(template), found),
    action: (action, found) => shown(actionLinks(action), found),
  });
}

/** Nobody reads more than this, and the editor asks again for each letter. */
const mostSymbols = 500;

async function symbolsFor({ workspace }: FeatureContext, { query }: WorkspaceSymbolParams): Promise<WorkspaceSymbol[]> {
  await workspace.ready;
  const actions = await workspace.projects.actions.all();
  const symbols = actions.flatMap(({ uri, text, action }) => {
    const found = workspaceSymbols(action, query);
    const document = TextDocument.create(uri, 'jsonc', 0, found.length > 0 ? text : '');
    return found.map(({ name, kind, range }) => ({
      name,
      kind: kinds[kind],
      containerName: action.name?.text || nameOf(uri),
      location: { uri, range: rangeIn(document, range) },
    }));
  });
  return symbols.slice(0, mostSymbols);
}

const kinds: Readonly<Record<FoundSymbol['kind'], SymbolKind>> = {
  action: SymbolKind.Module,
  template: SymbolKind.File,
  variable: SymbolKind.Variable,
};
