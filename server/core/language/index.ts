/** The language features: what each answers, in offsets and plain values. `server/lsp` translates for the editor. */

export { check, checkTemplate } from '../check/check';
export { completeAction } from './actionCompletion';
export { actionHover, eventHover } from './actionHover';
export { closeSection } from './closeSection';
export { findingsAt, fixAll, fixesAt } from './codeActions';
export { actionCodeLenses, type CodeLens, codeLenses, eventsCodeLenses } from './codeLenses';
export { type Completion, complete } from './completion';
export { fileItems, pathGlobs } from './completion/paths';
export { actionDefinition, definition, eventDefinition, type Place } from './definition';
export type { ActionDocument, EventDocument, TemplateDocument } from './document';
export { actionLinks, type DocumentLink, templateLinks } from './documentLinks';
export { documentSymbols, type TemplateSymbol } from './documentSymbols';
export { type Fold, folds } from './folding';
export { type FormatOptions, format, indentOnType } from './formatting';
export { highlights } from './highlights';
export { type Hover, hover } from './hover';
export { inlayHints } from './inlayHints';
export { linkedNames } from './linkedEditing';
export { type Places, type Refactoring, refactorings } from './refactorings';
export { actionReferences, eventReferences, references } from './references';
export {
  actionTarget,
  eventTarget,
  filesOf,
  type Refusal,
  type RenameTarget,
  type Renaming,
  rename,
  templateTarget,
} from './rename';
export { selectionRanges } from './selectionRanges';
export { actionSemanticTokens, type SemanticToken, semanticTokens } from './semanticTokens';
export { type SignatureHelp, signatureHelp } from './signatureHelp';
export { hasConditions, refusalOf } from './verdict';
export { type WorkspaceSymbol, workspaceSymbols } from './workspaceSymbols';
