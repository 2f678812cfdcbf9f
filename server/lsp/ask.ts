import type { Connection, TextDocumentIdentifier } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ActionDocument, EventDocument, TemplateDocument } from '../core/language';
import type { CompletionAbilities, Texts } from './convert';
import type { Diagnostics } from './diagnostics';
import { isGiant, isTemplate, type Workspace } from './workspace';

/** What the features need in order to answer. */
export interface FeatureContext {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly diagnostics: Diagnostics;
  /** Known once the editor has introduced itself. */
  readonly abilities: () => CompletionAbilities & { readonly createsFiles: boolean };
}

/** The document that a question is about, and the texts that places in other files refer to. */
export interface Found {
  readonly document: TextDocument;
  readonly texts: Texts;
}

/** Asks a feature about a document: one function for each kind of document; `none` is the answer for any other. */
export async function ask<R>(
  { workspace }: FeatureContext,
  { textDocument }: { readonly textDocument: TextDocumentIdentifier },
  none: R,
  features: {
    readonly template: (template: TemplateDocument, found: Found) => R | Promise<R>;
    readonly action?: (action: ActionDocument, found: Found) => R | Promise<R>;
    readonly event?: (event: EventDocument, found: Found) => R | Promise<R>;
  },
): Promise<R> {
  const found = await workspace.look(textDocument.uri);
  if (!found || isGiant(found.document)) return none;
  if (isTemplate(found.document)) return features.template(workspace.templateOf(found), found);
  const action = workspace.actionOf(found);
  if (action) return features.action ? features.action(action, found) : none;
  const event = features.event && workspace.eventOf(found);
  return event && features.event ? features.event(event, found) : none;
}
