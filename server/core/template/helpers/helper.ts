import type { AttributeType } from '../../action/model';
import type { JavaValue } from '../java/values';
import type { Call, SectionNode, VariableNode } from '../tree';

/**
 * A helper, described once: the parser and the checks read its shape, completion and hover its texts, and the renderer
 * runs `print` (for `{{name …}}`) and `enter` (for `{{#name …}}`).
 */
export interface Helper {
  readonly name: string;
  readonly kind: 'section' | 'value' | 'both';
  readonly origin: Origin;
  /** Whether Tealium's own documentation names it; Trimou has more helpers than Tealium promises. */
  readonly documentedByTealium: boolean;
  readonly parameters: readonly Parameter[];
  readonly hash: readonly HashKey[];
  /** How many hash entries there must be, whatever their names; 0 by default. */
  readonly requiredHashEntries?: number;
  /** The types of attribute its first parameter is meant for. */
  readonly appliesTo: readonly AttributeType[];
  readonly prints: Printed;
  /** One paragraph, in plain words. */
  readonly help: string;
  readonly example: Example;
  /** The class that Trimou names in its messages. */
  readonly javaClass: string;
  /** Its output is never escaped, not even in `{{name}}`. */
  readonly raw?: boolean;
  /** What Trimou refuses while compiling, beyond kind and number of parameters: the message, or a Java exception's name. */
  readonly validate?: (call: Call, node: VariableNode | SectionNode) => Refusal | undefined;
  /** Trimou fails while compiling if the body is a single piece of text. */
  readonly bodyNeedsTag?: boolean;
  readonly print?: (call: HelperCall) => string | Included | null;
  readonly enter?: (call: HelperCall) => Body;
}

/**
 * What may follow a dot: `{{items.toJson}}`. It is an ordinary property, so it also works in parameters and sections.
 */
export interface Suffix {
  readonly name: string;
  readonly kind: 'suffix';
  readonly origin: Origin;
  readonly documentedByTealium: boolean;
  readonly parameters: readonly [];
  readonly hash: readonly [];
  readonly appliesTo: readonly AttributeType[];
  readonly prints: Printed;
  readonly help: string;
  readonly example: Example;
  /** The value of the property, or null where this value does not have it. */
  readonly apply: (value: JavaValue) => JavaValue;
}

type Origin = 'trimou built in' | 'trimou extra' | 'tealium';

export interface Parameter {
  readonly name: string;
  readonly help: string;
  readonly optional?: boolean;
  /** May be repeated. */
  readonly variadic?: boolean;
}

export interface HashKey {
  readonly name: string;
  readonly help: string;
  readonly required?: boolean;
  /** The values it may have, where there is a choice. */
  readonly values?: readonly string[];
}

/** What comes out: `body` is the section's own content, once or more often. */
export type Printed =
  | 'body'
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'json'
  | 'json-escaped-text'
  | 'list'
  | 'hex'
  | 'base64'
  | 'date'
  | 'value'
  | 'uuid'
  | 'url-encoded-text'
  | 'html-escaped-text'
  | 'xml-escaped-text'
  | 'nothing';

/** A render that a test repeats: `data` is JSON, where `{"$date": ms}` is a date and `{"$set": […]}` a set. */
export interface Example {
  readonly template: string;
  readonly data: string;
  readonly output: string;
  /** Other templates it renders, by name. */
  readonly templates?: Readonly<Record<string, string>>;
}

interface Refusal {
  readonly message: string;
  /** Set where a raw Java exception escapes instead of Trimou's own. */
  readonly exception?: string;
  /** Set where Trimou wraps a Java exception, and names neither helper nor line. */
  readonly bare?: boolean;
}

/** A call with its arguments resolved. */
export interface HelperCall {
  readonly parameters: readonly JavaValue[];
  readonly hash: ReadonlyMap<string, JavaValue>;
  readonly definition: Call;
  readonly node: VariableNode | SectionNode;
  /** The name of the template, as Trimou's messages give it. */
  readonly template: string;
  /** Milliseconds since 1970: the moment of the render. */
  readonly now: number;
  /** Texts rendered earlier in this render, by key, for helpers that keep results. */
  readonly cache: Map<string, { text: string; guard: string | undefined }>;
  /** The innermost context object that is not null. */
  peek(): JavaValue;
  /** Looks a key up as a variable of that name would be. */
  lookUp(key: string): JavaValue;
  /** Tag and place as Trimou's messages print them: `SECTION:each m [template: main, line: 1, idx: 2]`. */
  describe(): string;
  uuid(): string;
  /** The source of a template by name, for helpers that print it. */
  sourceOf(name: string): string | undefined;
}

/** Another template, rendered in place of the tag. */
export interface Included {
  readonly include: string;
}

/** What a section helper asks for. */
export type Body =
  | { readonly kind: 'skip' }
  /** Not the body but this text, escaped like a variable unless it is `raw`. */
  | { readonly kind: 'text'; readonly text: string; readonly raw?: boolean }
  | { readonly kind: 'once' }
  /** The body once, with another context object. */
  | { readonly kind: 'with'; readonly context: JavaValue }
  /** The body for each item. `numbers`: their 1-based numbers in the loop, if some items were left out. */
  | {
      readonly kind: 'each';
      readonly items: readonly JavaValue[];
      readonly size: number;
      readonly numbers?: readonly number[];
      readonly alias: string | null;
      readonly omitMeta: boolean;
    }
  /** The body as long as `again` says so; it is asked before each turn. */
  | { readonly kind: 'repeat'; readonly again: () => boolean }
  /** The body is rendered apart, and what `finish` makes of it is printed unescaped, as the section's output. */
  | { readonly kind: 'capture'; readonly finish: (text: string) => string }
  /** The body, and something to be done when it is rendered. */
  | { readonly kind: 'then'; readonly done: () => void }
  /** The body, with something printed unescaped before and after it. */
  | { readonly kind: 'wrapped'; readonly before: string; readonly after: string };

export const skip: Body = { kind: 'skip' };
export const once: Body = { kind: 'once' };
