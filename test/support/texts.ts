import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';

/** A text of the sources, with a placeholder for each value: `No action names {0}.`. */
interface SourceText {
  readonly file: string;
  readonly text: string;
}

export interface SourceTexts {
  /** What `t` is asked for. */
  readonly asked: readonly SourceText[];
  /** What markup has in `{{#t}}…{{/t}}`. */
  readonly inMarkup: readonly SourceText[];
  /** What goes by `t`, and is no type, no import, no key. */
  readonly plain: readonly SourceText[];
}

/** All texts in the sources of a folder. */
export function textsIn(folder: string): SourceTexts {
  const asked: SourceText[] = [];
  const plain: SourceText[] = [];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts')) continue;
    const name = path.join(folder, file);
    const { body } = parseSync(readFileSync(name, 'utf8'), { syntax: 'typescript', target: 'es2022' });
    collect(body, { asked: text => asked.push({ file: name, text }), plain: text => plain.push({ file: name, text }) });
  }
  const inMarkup = plain.flatMap(({ file, text }) =>
    [...text.matchAll(/\{\{#t\}\}(.*?)\{\{\/t\}\}/gs)].map(([, inner]) => ({ file, text: inner! })),
  );
  return { asked, inMarkup, plain };
}

type Syntax = { readonly type?: string; readonly [member: string]: unknown };
interface Found {
  readonly asked: (text: string) => void;
  readonly plain: (text: string) => void;
}

function collect(value: unknown, found: Found): void {
  if (Array.isArray(value)) for (const one of value) collect(one, found);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  const node = value as Syntax;
  if (/^(Import|ExportAll|Ts.*Type$)/.test(node.type ?? '')) return;
  const text = textOf(node);
  if (text !== undefined) found.plain(text);
  const isCall = node.type === 'CallExpression' && isT(node.callee);
  if (isCall) {
    const [first, ...values] = (node.arguments as { expression: Syntax }[]).map(({ expression }) => expression);
    for (const each of branchesOf(first!)) found.asked(textOf(each) ?? '');
    collect(values, found);
  } else if (node.type === 'TaggedTemplateExpression' && isT(node.tag)) {
    const template = node.template as Syntax;
    found.asked(textOf(template)!);
    collect(template.expressions, found);
  } else {
    for (const [member, inner] of Object.entries(node)) if (member !== 'key') collect(inner, found);
  }
}

/** Both sides of `a ? 'one' : 'other'`; a variable is read elsewhere, and is none. */
function branchesOf(node: Syntax): readonly Syntax[] {
  if (node.type === 'ConditionalExpression') {
    return [...branchesOf(node.consequent as Syntax), ...branchesOf(node.alternate as Syntax)];
  }
  return textOf(node) === undefined ? [] : [node];
}

/** `t` of `@vscode/l10n`, or `l10n.t` of either. */
function isT(value: unknown): boolean {
  const { type, value: name, object, property } = value as Syntax;
  if (type === 'Identifier') return name === 't';
  return type === 'MemberExpression' && (object as Syntax).value === 'l10n' && (property as Syntax).value === 't';
}

function textOf({ type, value, quasis }: Syntax): string | undefined {
  if (type === 'StringLiteral') return value as string;
  if (type !== 'TemplateLiteral') return undefined;
  const [first = '', ...others] = (quasis as { cooked: string }[]).map(({ cooked }) => cooked);
  return others.reduce((text, piece, at) => `${text}{${at}}${piece}`, first);
}
