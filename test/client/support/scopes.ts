import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { type IGrammar, INITIAL, parseRawGrammar, Registry } from 'vscode-textmate';

const grammars: Record<string, string> = {
  'source.trimou': 'syntaxes/trimou.tmLanguage.json',
  'source.json-trimou': 'syntaxes/json-trimou.tmLanguage.json',
  'source.webhook-preview': 'syntaxes/webhook-preview.tmLanguage.json',
};

let registry: Registry | undefined;

/**
 * Checks colours against a picture: a line such as `  ^^^ variable.other -string` speaks of the characters above it. Each
 * word is a scope they must be in (whole or its beginning), or with a minus one that they must not be in.
 */
export async function checkScopes(scopeName: string, picture: string): Promise<void> {
  const { source, claims } = read(picture);
  const scopes = await tokenize(scopeName, source);
  for (const { line, from, to, words } of claims) {
    for (let column = from; column < to; column++) {
      const found = scopes[line]?.[column] ?? [];
      for (const word of words) {
        const wanted = !word.startsWith('-');
        const scope = wanted ? word : word.slice(1);
        const isIn = found.some(name => name === scope || name.startsWith(`${scope}.`));
        const where = `${JSON.stringify(source[line])} column ${column} (${source[line]?.[column]})`;
        assert.equal(isIn, wanted, `${where} ${wanted ? 'lacks' : 'has'} ${scope}: ${found.join(' ')}`);
      }
    }
  }
}

/** The scopes of every character of every line. */
export async function tokenize(scopeName: string, lines: readonly string[]): Promise<string[][][]> {
  const grammar = await load(scopeName);
  let stack = INITIAL;
  return lines.map(line => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.flatMap(token => Array<string[]>(token.endIndex - token.startIndex).fill(token.scopes));
  });
}

function read(picture: string) {
  const source: string[] = [];
  const claims: { line: number; from: number; to: number; words: string[] }[] = [];
  for (const line of picture.replace(/^\n/, '').replace(/\n$/, '').split('\n')) {
    const claim = /^( *)(\^+) (.+)$/.exec(line);
    if (!claim) {
      source.push(line);
      continue;
    }
    const from = claim[1]!.length;
    claims.push({ line: source.length - 1, from, to: from + claim[2]!.length, words: claim[3]!.split(' ') });
  }
  assert.ok(claims.length > 0, 'the picture claims nothing');
  return { source, claims };
}

async function load(scopeName: string): Promise<IGrammar> {
  registry ??= new Registry({ onigLib: loadOniguruma(), loadGrammar });
  const grammar = await registry.loadGrammar(scopeName);
  assert.ok(grammar, `no grammar ${scopeName}`);
  return grammar;
}

async function loadGrammar(scopeName: string) {
  const file = grammars[scopeName];
  return file ? parseRawGrammar(readFileSync(file, 'utf8'), file) : null;
}

async function loadOniguruma() {
  const main = createRequire(path.resolve('package.json')).resolve('vscode-oniguruma');
  await loadWASM({ data: readFileSync(path.join(path.dirname(main), 'onig.wasm')) });
  return { createOnigScanner, createOnigString };
}
