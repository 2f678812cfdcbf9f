// The texts of the sources, and their translations as they are packed.
import fs from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';

/**
 * @typedef {{ file: string, text: string }} SourceText with a placeholder for each value: `No action names {0}.`
 * @typedef {object} SourceTexts
 * @property {SourceText[]} asked what `t` is asked for
 * @property {SourceText[]} inMarkup what markup has in `{{#t}}…{{/t}}`
 * @property {SourceText[]} plain what goes by `t`, and is no type, no import, no key
 */

/**
 * All texts in the sources of a folder.
 * @param {string} folder
 * @returns {SourceTexts}
 */
export function textsIn(folder) {
  const asked = [];
  const plain = [];
  for (const file of fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!file.endsWith('.ts')) continue;
    const name = path.join(folder, file);
    const { body } = parseSync(fs.readFileSync(name, 'utf8'), { syntax: 'typescript', target: 'es2022' });
    collect(body, { asked: text => asked.push({ file: name, text }), plain: text => plain.push({ file: name, text }) });
  }
  const inMarkup = plain.flatMap(({ file, text }) =>
    [...text.matchAll(/\{\{#t\}\}(.*?)\{\{\/t\}\}/gs)].map(([, inner]) => ({ file, text: inner })),
  );
  return { asked, inMarkup, plain };
}

/** Parts each bundle in l10n/ in two: what the client asks for stays a bundle, as VS Code reads it; the server's is packed. */
export function packTexts(root, outdir) {
  const askedIn = folder => {
    const { asked, inMarkup } = textsIn(path.join(root, folder));
    return new Set([...asked, ...inMarkup].map(({ text }) => text));
  };
  const [client, server] = ['client', 'server'].map(askedIn);
  fs.mkdirSync(outdir, { recursive: true });
  for (const file of fs.readdirSync(path.join(root, 'l10n'))) {
    const [, language] = /^bundle\.l10n\.(.+)\.json$/.exec(file);
    const all = Object.entries(JSON.parse(fs.readFileSync(path.join(root, 'l10n', file), 'utf8')));
    const of = asked => Object.fromEntries(all.filter(([english]) => asked.has(english)));
    fs.writeFileSync(path.join(outdir, file), JSON.stringify(of(client)));
    fs.writeFileSync(path.join(outdir, `server.${language}.txt`), packed(of(server)));
  }
}

/**
 * Texts without their English, which would be half of it: the first line has a digest of each English, the others the
 * translations in the same order. `server/lsp/texts.ts` reads it.
 * @param {Readonly<Record<string, string>>} texts
 */
export function packed(texts) {
  const digests = Object.keys(texts).map(digestOf);
  if (new Set(digests).size < digests.length) throw new Error('Two texts have the same digest: make digests longer.');
  const lines = Object.values(texts);
  if (lines.some(line => line.includes('\n'))) throw new Error('A text of the server is one line.');
  return [digests.join(''), ...lines].join('\n');
}

/** As in `server/lsp/texts.ts`. */
function digestOf(english) {
  let hash = 0;
  for (let at = 0; at < english.length; at++) hash = (Math.imul(31, hash) + english.charCodeAt(at)) | 0;
  return (hash >>> 0).toString(36).slice(-4).padStart(4, '0');
}

function collect(value, found) {
  if (Array.isArray(value)) for (const one of value) collect(one, found);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  if (/^(Import|ExportAll|Ts.*Type$)/.test(value.type ?? '')) return;
  const text = textOf(value);
  if (text !== undefined) found.plain(text);
  if (value.type === 'CallExpression' && isT(value.callee)) {
    const [first, ...values] = value.arguments.map(({ expression }) => expression);
    for (const each of branchesOf(first)) found.asked(textOf(each));
    collect(values, found);
  } else if (value.type === 'TaggedTemplateExpression' && isT(value.tag)) {
    found.asked(textOf(value.template));
    collect(value.template.expressions, found);
  } else {
    for (const [member, inner] of Object.entries(value)) if (member !== 'key') collect(inner, found);
  }
}

/** Both sides of `a ? 'one' : 'other'`; a variable is read elsewhere, and is none. */
function branchesOf(node) {
  if (node.type === 'ConditionalExpression') return [...branchesOf(node.consequent), ...branchesOf(node.alternate)];
  return textOf(node) === undefined ? [] : [node];
}

/** `t` of `@vscode/l10n`, or `l10n.t` of either. */
function isT({ type, value, object, property }) {
  if (type === 'Identifier') return value === 't';
  return type === 'MemberExpression' && object.value === 'l10n' && property.value === 't';
}

function textOf({ type, value, quasis }) {
  if (type === 'StringLiteral') return value;
  if (type !== 'TemplateLiteral') return undefined;
  const [first, ...others] = quasis.map(({ cooked }) => cooked);
  return others.reduce((text, piece, at) => `${text}{${at}}${piece}`, first);
}
