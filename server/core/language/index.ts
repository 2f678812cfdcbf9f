/** The language features: what each answers, in offsets and plain values. `server/lsp` translates for the editor. */

export { check, checkTemplate } from '../check/check';
export { completeAction } from './actionCompletion';
export { actionHover } from './actionHover';
export { fixAll, fixesAt } from './codeActions';
export { actionCodeLenses, type CodeLens, codeLenses } from './codeLenses';
export { type Completion, complete } from './completion';
export { actionDefinition, definition, type Place } from './definition';
export type { ActionDocument, TemplateDocument } from './document';
export { documentSymbols, type SectionSymbol } from './documentSymbols';
export { type Fold, folds } from './folding';
export { type FormatOptions, format, indentOnType } from './formatting';
export { highlights } from './highlights';
export { type Hover, hover } from './hover';
export { linkedNames } from './linkedEditing';
export { actionReferences, references } from './references';
export {
  actionTarget,
  filesOf,
  type Refusal,
  type RenameTarget,
  type Renaming,
  rename,
  templateTarget,
} from './rename';
export { type SemanticToken, semanticTokens } from './semanticTokens';
export { hasConditions, refusalOf } from './verdict';
