import { t } from '@vscode/l10n';
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentSymbol,
  type FoldingRange,
  FoldingRangeKind,
  InsertTextFormat,
  InsertTextMode,
  type Location,
  MarkupKind,
  type Position,
  type Range,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit, Finding, Severity } from '../core/check/finding';
import { explanationOf } from '../core/check/rulesPage';
import type { Completion, Fold, Place, SemanticToken, TemplateSymbol } from '../core/language';
import type { Range as Offsets } from '../core/text/range';

/**
 * The only place where offsets become lines and columns, and back. Both count UTF-16 units; a line ends with `\n`,
 * `\r\n` or a lone `\r`; texts have no byte order mark.
 */
export function rangeIn(document: TextDocument, { start, end }: Offsets): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** A position past the end of its line or text counts as that end. */
export function offsetIn(document: TextDocument, position: Position): number {
  return document.offsetAt(position);
}

export function offsetsIn(document: TextDocument, { start, end }: Range): Offsets {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

/** The texts of an action's files by path; a place in any other file cannot be shown. */
export type Texts = (path: string) => TextDocument | undefined;

export function diagnosticOf(finding: Finding, document: TextDocument, texts: Texts): Diagnostic {
  const related = (finding.related ?? []).flatMap(({ path, range, message }) => {
    const location = locationOf({ path, range }, texts);
    return location ? [{ location, message }] : [];
  });
  return {
    range: rangeIn(document, finding.range),
    severity: severities[finding.severity],
    code: finding.code,
    codeDescription: { href: explanationOf(finding.code) },
    source: 'intercom-webhook',
    message: messageOf(finding),
    ...(finding.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/**
 * The message, and below it a line with the part of an event that proves it. What happens in every event needs no
 * example.
 */
function messageOf(finding: Finding): string {
  const { message, involved } = finding;
  const event = involved && finding.example;
  if (!event) return message;
  let example = '';
  for (const name of new Set([...involved, ...Object.keys(event)])) {
    if (!(name in event)) continue;
    const entry = `${JSON.stringify(name)}:${JSON.stringify(event[name])}`;
    const longer = example === '' ? entry : `${example},${entry}`;
    if (longer.length + 3 > longestExample) {
      example = example === '' ? `${entry.slice(0, longestExample)}…` : `${example},…`;
      break;
    }
    example = longer;
  }
  return `${message}\n${t`For example with ${`{${example}}`}`}`;
}

/** In characters: what a hover shows in one line. */
const longestExample = 80;

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function locationOf({ path, range }: Place, texts: Texts): Location | undefined {
  const document = texts(path);
  return document && { uri: path, range: rangeIn(document, range) };
}

/** What the editor can do with completion items. */
export interface CompletionAbilities {
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  /** It accepts one range for all items of a list. */
  readonly sharesRange: boolean;
  /** It runs commands of VS Code. */
  readonly runsCommands: boolean;
}

/**
 * The items of a list, each recognized by its `data`; the range they replace is given once for all if the editor
 * accepts that.
 */
export function completionsOf(
  items: readonly Completion[],
  document: TextDocument,
  abilities: CompletionAbilities,
  list: number,
): CompletionItem[] | CompletionList {
  const [first] = items;
  const isOfFirst = ({ range: { start, end } }: Completion) => start === first!.range.start && end === first!.range.end;
  const isShared = first !== undefined && abilities.sharesRange && items.every(isOfFirst);
  const all = items.map((item, index) => {
    const newText = abilities.snippets ? (item.snippet ?? item.text) : item.text;
    const edit = isShared
      ? // Without a text the editor takes the label.
        newText !== item.label && { textEditText: newText }
      : { textEdit: { range: rangeIn(document, item.range), newText } };
    return completionItemOf(item, document, abilities, { ...edit, data: { list, index } });
  });
  return isShared
    ? { isIncomplete: false, itemDefaults: { editRange: rangeIn(document, first.range) }, items: all }
    : all;
}

/** An item without its documentation, which the editor asks for when it shows it. */
function completionItemOf(
  item: Completion,
  document: TextDocument,
  { snippets, labelDetails, runsCommands }: CompletionAbilities,
  edit: Pick<CompletionItem, 'textEdit' | 'textEditText' | 'data'>,
): CompletionItem {
  const snippet = snippets ? item.snippet : undefined;
  const detail = [item.type, item.value].filter(text => text !== undefined).join(' · ');
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    ...edit,
    ...(snippet !== undefined && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(item.text.includes('\n') && { insertTextMode: InsertTextMode.adjustIndentation }),
    ...(item.also?.length && { additionalTextEdits: item.also.map(edit => textEditOf(edit, document)) }),
    sortText: `${item.rank}${item.order ?? item.label}`,
    ...(item.filter !== undefined && { filterText: item.filter }),
    ...(detail !== '' && (labelDetails ? { labelDetails: labelDetailsOf(item) } : { detail })),
    ...(runsCommands && item.kind === 'helper' && snippet !== undefined && { command: parameterHints }),
  };
}

/** Shows the first parameter, as if the helper had been typed. */
const parameterHints = { title: 'Parameters', command: 'editor.action.triggerParameterHints' };

function textEditOf({ range, text }: { range: Offsets; text: string }, document: TextDocument): TextEdit {
  return { range: rangeIn(document, range), newText: text };
}

function labelDetailsOf({ type, value }: Completion) {
  return { ...(value !== undefined && { detail: `  ${value}` }), ...(type !== undefined && { description: type }) };
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  variable: CompletionItemKind.Variable,
  member: CompletionItemKind.Field,
  loop: CompletionItemKind.Property,
  helper: CompletionItemKind.Function,
  suffix: CompletionItemKind.Method,
  'section-end': CompletionItemKind.Keyword,
  argument: CompletionItemKind.Property,
  template: CompletionItemKind.File,
  attribute: CompletionItemKind.Field,
  field: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  url: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
};

export function markdown(value: string) {
  return { kind: MarkupKind.Markdown, value } as const;
}

export function workspaceEditOf(edits: readonly Edit[], texts: Texts): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { path, range, text } of edits) {
    const document = texts(path);
    if (!document) continue;
    changes[path] ??= [];
    changes[path].push({ range: rangeIn(document, range), newText: text });
  }
  return { changes };
}

export function quickFixOf(
  { title, preferred, edits }: { title: string; preferred?: boolean; edits: readonly Edit[] },
  diagnostic: Diagnostic,
  texts: Texts,
): CodeAction {
  const edit = workspaceEditOf(edits, texts);
  const diagnostics = [diagnostic];
  return { title, kind: CodeActionKind.QuickFix, diagnostics, ...(preferred && { isPreferred: true }), edit };
}

export function documentSymbolOf(symbol: TemplateSymbol, document: TextDocument): DocumentSymbol {
  return {
    name: symbol.name,
    kind: symbolKinds[symbol.kind],
    range: rangeIn(document, symbol.range),
    selectionRange: rangeIn(document, symbol.selection),
    children: symbol.children.map(child => documentSymbolOf(child, document)),
  };
}

/** Fields as in the outline of JSON. */
const symbolKinds: Readonly<Record<TemplateSymbol['kind'], SymbolKind>> = {
  object: SymbolKind.Module,
  list: SymbolKind.Array,
  string: SymbolKind.String,
  value: SymbolKind.Constant,
  section: SymbolKind.Object,
  'inverted-section': SymbolKind.Object,
  block: SymbolKind.Module,
  'nested-template': SymbolKind.Module,
};

/** Only what spans several lines can be folded; the line with the end of a section or a bracket stays visible. */
export function foldingRangeOf({ range, kind }: Fold, document: TextDocument): readonly FoldingRange[] {
  const startLine = document.positionAt(range.start).line;
  const last = document.positionAt(range.end).line;
  const endLine = kind === 'comment' ? last : last - 1;
  if (endLine <= startLine) return [];
  return [{ startLine, endLine, ...(kind === 'comment' && { kind: FoldingRangeKind.Comment }) }];
}

/** Names of the protocol, so that every theme has colours; `unmapped` is our own and changes nothing unless a theme knows it. */
export const semanticTokensLegend = {
  tokenTypes: ['variable', 'property', 'function', 'method', 'namespace'],
  tokenModifiers: ['readonly', 'unmapped'],
};

/** Type and modifiers of each kind, as places in the legend and bits. */
const semanticTokenNumbers: Readonly<Record<SemanticToken['kind'], readonly [type: number, modifiers: number]>> = {
  variable: [0, 0],
  property: [1, 0],
  function: [2, 0],
  method: [3, 0],
  loop: [0, 1],
  template: [4, 0],
  unknown: [0, 2],
};

/**
 * The protocol's five numbers for each token, with places relative to the token before; tokens over several lines are
 * left out.
 */
export function semanticTokenData(tokens: readonly SemanticToken[], document: TextDocument): number[] {
  const data: number[] = [];
  let last: Position = { line: 0, character: 0 };
  for (const { range, kind } of tokens) {
    const { start, end } = rangeIn(document, range);
    if (start.line !== end.line || end.character === start.character) continue;
    const character = start.line === last.line ? start.character - last.character : start.character;
    data.push(start.line - last.line, character, end.character - start.character, ...semanticTokenNumbers[kind]);
    last = start;
  }
  return data;
}
