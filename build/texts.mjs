// The texts of the sources, and their translations as they are packed.
import fs from 'node:fs';
import path from 'node:path';
import { parseSync } from '@swc/core';

/**
 * @typedef {{ file: string, text: string }} SourceText with a placeholder for each value: `No action names {0}.`
 * @typedef {object} SourceTexts
 * @property {SourceText[]} asked what `t` is asked for
 * @property {SourceText[]} inMarkup what markup has in `{{#t}}…{{/t}}`
 * @property {SourceText[]} plain texts that `t` is not asked for, types, imports and keys aside
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
    collect(body, {
      asked: text => asked.push({ file: name, text }),
      plain: text => plain.push({ file: name, text }),
      isTable: tables.test(name),
    });
  }
  const inMarkup = plain.flatMap(({ file, text }) =>
    [...text.matchAll(/\{\{#t\}\}(.*?)\{\{\/t\}\}/gs)].map(([, inner]) => ({ file, text: inner })),
  );
  return { asked, inMarkup, plain };
}

/** Their texts are asked for where they are shown, by `t(title)`; which members hold texts, whatever table it is. */
const tables = /server[\\/]core[\\/]intercom[\\/]error(Code)?s\.ts$/;
const inTables = ['title', 'meaning', 'remedy'];

/**
 * Splits each bundle in l10n/ in two: what the client asks for stays a bundle, as VS Code reads it; the server's is
 * packed.
 */
export function packTexts(root, outdir) {
  const askedIn = folder => {
    const { asked, inMarkup } = textsIn(path.join(root, folder));
    return new Set([...asked, ...inMarkup].map(({ text }) => text));
  };
  const [client, server] = ['client', 'server'].map(askedIn);
  fs.mkdirSync(outdir, { recursive: true });
  for (const file of fs.readdirSync(path.join(root, 'l10n'))) {
    const [, language] = /^bundle\.l10n\.(.+)\.json$/.exec(file);
    const translated = JSON.parse(fs.readFileSync(path.join(root, 'l10n', file), 'utf8'));
    const all = Object.entries(translated);
    const bundle = Object.fromEntries(all.filter(([english, text]) => client.has(english) && text !== english));
    const texts = Object.fromEntries([...server].map(english => [english, translated[english] ?? '']));
    fs.writeFileSync(path.join(outdir, file), JSON.stringify(bundle));
    fs.writeFileSync(path.join(outdir, `server.${language}.txt`), packed(texts));
  }
}

/**
 * Packs translations without their English, which would be half of the size: a perfect hash of the English gives the
 * line of the translation, so that only these texts may be looked up. A text without a translation gets an empty line.
 * The first line has the hash's seed for each group of texts. `server/lsp/texts.ts` reads it.
 * @param {Readonly<Record<string, string>>} texts
 */
export function packed(texts) {
  const entries = Object.entries(texts);
  if (entries.some(([, line]) => line.includes('\n'))) throw new Error('A text of the server is one line.');
  const groups = Array.from({ length: Math.ceil(entries.length / 4) }, () => []);
  for (const entry of entries) groups[hashOf(entry[0], 0) % groups.length].push(entry);
  const lines = [];
  const seeds = [];
  // The largest first, while there is room.
  for (const group of [...groups].sort((one, other) => other.length - one.length)) {
    let seed = 0;
    let places;
    do {
      seed++;
      places = group.map(([english]) => hashOf(english, seed) % entries.length);
    } while (new Set(places).size < places.length || places.some(place => lines[place] !== undefined));
    seeds[groups.indexOf(group)] = seed;
    for (const [at, place] of places.entries()) lines[place] = group[at][1];
  }
  return [seeds.map(seed => seed.toString(36)).join(' '), ...lines].join('\n');
}

/** FNV-1a with a seed; as in `server/lsp/texts.ts`. */
function hashOf(text, seed) {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function collect(value, found) {
  if (Array.isArray(value)) for (const one of value) collect(one, found);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  if (/^(Import|ExportAll|Ts.*Type$)/.test(value.type ?? '')) return;
  const text = textOf(value);
  if (text !== undefined) found.plain(text);
  if (found.isTable && value.type === 'KeyValueProperty' && inTables.includes(value.key.value)) {
    for (const each of branchesOf(value.value)) found.asked(textOf(each));
  }
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

/** Both sides of `a ? 'one' : 'other'`; none for a variable, whose text is found where it is set. */
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
