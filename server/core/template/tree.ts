import type { Range, Span } from '../text/range';

/**
 * A parsed template. The nodes, in order and with their children, cover `source` exactly, however broken the text is.
 */
export interface Template {
  readonly source: string;
  readonly children: readonly Node[];
  readonly problems: readonly TemplateProblem[];
}

/** Something the engine refuses, with Trimou's own code; `line` is the line Trimou would report (1-based), if it reports one. */
export interface TemplateProblem {
  readonly code: TrimouCode;
  readonly message: string;
  readonly line?: number;
  /** The smallest range a person would point at. */
  readonly range: Range;
  /** What the author did wrong, where the parser knows it; the checks turn it into a rule. */
  readonly cause: ProblemCause;
}

export type Node =
  | TextNode
  | LineBreakNode
  | CommentNode
  | DelimitersNode
  | VariableNode
  | SectionNode
  | PartialNode
  | ExtendNode
  | BlockNode
  | NestedTemplateNode
  | BrokenNode;

/** A run of text without a line separator. */
export interface TextNode {
  readonly kind: 'text';
  readonly range: Range;
}

/** One line separator: `\n`, `\r\n` or a lone `\r`. */
interface LineBreakNode {
  readonly kind: 'line-break';
  readonly range: Range;
}

/** One tag, delimiters included. */
export interface Tag {
  /** All of `{{#items }}`. */
  readonly range: Range;
  /** The content, trimmed, without sigil: for `{{#items }}`, `items`. */
  readonly content: Span;
  /** The line Trimou counts for this tag (1-based; line breaks inside tags are not counted). */
  readonly line: number;
  /** Trimou's running number of this piece of the template, which its messages call `idx`. */
  readonly index: number;
}

/** `{{! … }}` */
interface CommentNode {
  readonly kind: 'comment';
  readonly range: Range;
  readonly tag: Tag;
}

/** `{{=<% %>=}}` */
interface DelimitersNode {
  readonly kind: 'delimiters';
  readonly range: Range;
  readonly tag: Tag;
  /** The pair in force after this tag; absent when the tag is invalid. */
  readonly delimiters?: { readonly open: string; readonly close: string };
}

/** `{{name}}`, `{{{name}}}`, `{{&name}}`, with or without parameters. */
export interface VariableNode {
  readonly kind: 'variable';
  readonly range: Range;
  readonly tag: Tag;
  readonly form: 'plain' | 'triple' | 'ampersand';
  readonly expression: Expression;
}

/** `{{#x}}…{{/x}}` and `{{^x}}…{{/x}}`. `close` is absent when the section is never closed. */
export interface SectionNode {
  readonly kind: 'section';
  readonly inverted: boolean;
  /** From the start of the opening tag to the end of the closing one. */
  readonly range: Range;
  readonly tag: Tag;
  readonly expression: Expression;
  readonly children: readonly Node[];
  readonly close?: Tag;
}

/** `{{>name}}` */
export interface PartialNode {
  readonly kind: 'partial';
  readonly range: Range;
  readonly tag: Tag;
}

/** `{{<base}}…{{/base}}` */
export interface ExtendNode {
  readonly kind: 'extend';
  readonly range: Range;
  readonly tag: Tag;
  readonly children: readonly Node[];
  readonly close?: Tag;
}

/** `{{$block}}…{{/block}}` */
export interface BlockNode {
  readonly kind: 'block';
  readonly range: Range;
  readonly tag: Tag;
  readonly children: readonly Node[];
  readonly close?: Tag;
}

/** `{{+name}}…{{/name}}` */
interface NestedTemplateNode {
  readonly kind: 'nested-template';
  readonly range: Range;
  readonly tag: Tag;
  readonly children: readonly Node[];
  readonly close?: Tag;
}

/** Text that was meant as a tag and is none: an unclosed tag, a stray section end, an empty tag. */
interface BrokenNode {
  readonly kind: 'broken';
  readonly range: Range;
  readonly tag?: Tag;
}

/** What a variable or section tag asks for. */
export type Expression = Path | Call;

/** An ordinary key: `customer.name`, `.`, `this`; blanks and quotes are ordinary characters in it. */
export interface Path {
  readonly kind: 'path';
  readonly range: Range;
  readonly text: string;
  /** Split at dots as Trimou does: empty parts vanish; `.` and `this` are a single part. */
  readonly parts: readonly Span[];
}

/** A helper of the profile with its arguments: `isEq plan "pro"`, `formatDate d pattern="yyyy"`. */
export interface Call {
  readonly kind: 'call';
  readonly range: Range;
  readonly name: Span;
  readonly parameters: readonly Argument[];
  readonly hash: readonly HashEntry[];
}

/** `pattern="yyyy"` */
export interface HashEntry {
  readonly range: Range;
  readonly name: Span;
  readonly value: Argument;
}

/** `"pro"`, `true`, `1`, `1L`; each has its value in Java. */
export type Literal =
  | { readonly kind: 'string'; readonly range: Range; readonly value: string }
  | { readonly kind: 'boolean'; readonly range: Range; readonly value: boolean }
  | { readonly kind: 'integer'; readonly range: Range; readonly value: number }
  | { readonly kind: 'long'; readonly range: Range; readonly value: bigint };

/** An argument. Anything but a literal or a list is a path, which is looked up when rendering. */
export type Argument =
  | Literal
  | { readonly kind: 'list'; readonly range: Range; readonly items: readonly Argument[] }
  | Path;

/** Trimou's problem codes (semantics of the engine, version 2.3.0), or a raw Java exception that escapes from it. */
export type TrimouCode =
  | 'COMPILE_INVALID_TAG'
  | 'COMPILE_INVALID_SECTION_END'
  | 'COMPILE_INVALID_TEMPLATE'
  | 'COMPILE_INVALID_DELIMITERS'
  | 'COMPILE_HELPER_VALIDATION_FAILURE'
  | 'COMPILE_NESTED_TEMPLATE_ERROR'
  | 'RENDER_INVALID_PARTIAL_KEY'
  | 'RENDER_INVALID_EXTEND_KEY'
  | 'RENDER_NO_VALUE'
  | 'RENDER_HELPER_INVALID_OPTIONS'
  | 'RENDER_REFLECT_INVOCATION_ERROR'
  | 'RENDER_TEMPLATE_INVOCATION_RECURSIVE_LIMIT_EXCEEDED'
  | 'RENDER_GENERIC_ERROR'
  | 'RENDER_ASYNC_PROCESSING_ERROR'
  | `JAVA:${string}`;

/** What the author did wrong, as far as the parser can tell; one for each rule of the groups Braces and Helpers. */
export type ProblemCause =
  | 'unclosed-tag'
  | 'half-closed-tag'
  | 'empty-tag'
  | 'unclosed-section'
  | 'unopened-section-end'
  | 'mismatched-section-end'
  | 'invalid-delimiters'
  | 'braces-in-comment'
  | 'tag-in-tag'
  | 'blank-in-name'
  | 'unterminated-literal'
  | 'trailing-open-brace'
  | 'helper-arguments'
  | 'helper-as-value'
  | 'helper-as-section'
  | 'nested-template'
  | 'engine';
