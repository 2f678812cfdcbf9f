import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cards } from '../../server/core/check/rules';
import { type SourceTexts, textsIn } from '../support/texts';

type Texts = Readonly<Record<string, string>>;
const read = (file: string): Texts => JSON.parse(readFileSync(file, 'utf8'));
const client = textsIn('client');
const server = textsIn('server');
const wordsOf = ({ asked, inMarkup }: SourceTexts) => [...asked, ...inMarkup].map(({ text }) => text);

suite('the texts that the code asks for', () => {
  const german = read('l10n/bundle.l10n.de.json');

  // When a text is added: its German belongs into l10n/bundle.l10n.de.json.
  test('stand in the German bundle, each in use', () => {
    const asked = [...new Set([...wordsOf(client), ...wordsOf(server)])];
    assert.deepEqual(asked.sort(), Object.keys(german).sort());
  });

  test('keep their placeholders, their code and their blanks', () => {
    for (const [english, translated] of Object.entries(german)) {
      for (const parts of [placeholdersOf, codeOf, blanksOf]) {
        assert.deepEqual(parts(translated), parts(english), english);
      }
    }
  });

  test('have placeholders that are filled in: none stands right behind another brace', () => {
    for (const text of [...wordsOf(client), ...wordsOf(server), ...Object.values(german)]) {
      const filled = [...text.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) => (/^\d+$/.test(name!) ? [name] : []));
      assert.deepEqual(
        filled,
        [...text.matchAll(/\{(\d+)\}/g)].map(([, name]) => name),
        text,
      );
    }
  });

  test('make no markup in pages', () => {
    for (const { text } of client.inMarkup) assert.doesNotMatch(text + german[text], /[<>&"]/);
  });

  test('shout at nobody', () => assert.doesNotMatch(JSON.stringify(german), /\p{L}!/u));
});

suite('the texts of the client', () => {
  // When this fails: pass the text to `l10n.t`, or put it in `{{#t}}…{{/t}}` in markup.
  test('are all asked for, but for names and what no user reads', () => {
    const asked = new Set(client.asked.map(({ text }) => text));
    const visible = client.plain.filter(({ file, text }) => !asked.has(text) && !isInternal(file, text));
    assert.deepEqual(
      visible.filter(({ text }) => isWords(text)),
      [],
    );
  });
});

suite('the sentences of what is in German on the server', () => {
  const parts = ['check', 'json', 'action', 'expect', 'setup', 'preview', 'answer', 'replay'];

  for (const folder of [...parts.map(part => `server/core/${part}`), 'server/lsp']) {
    // When this fails: pass the sentence to `t`. (Internal failures are reported in the words of the log.)
    test(`are all asked for: ${folder}`, () => {
      const { asked, plain } = textsIn(folder);
      const known = new Set([...asked.map(({ text }) => text), ...[...cards.values()].map(({ summary }) => summary)]);
      const sentences = plain.filter(({ text }) => /^\S+ .*\S[.:]$/.test(text) && !known.has(text));
      assert.deepEqual(
        sentences.filter(({ text }) => !/; the log says why\.$|^Sending failed\.$/.test(text)),
        [],
      );
    });
  }
});

suite('the texts of the manifest', () => {
  const english = read('package.nls.json');
  const german = read('package.nls.de.json');

  // What each rule is about is English, as its page is, and so are the assumptions about the engine.
  test('have each their German, but for the summaries of rules and the settings of the engine', () => {
    const isEnglish = (key: string) =>
      /^setting\.rules\.(?!other\.)|^setting\.profile\.|^settings\.template-/.test(key);
    assert.deepEqual(
      Object.keys(german),
      Object.keys(english).filter(key => !isEnglish(key)),
    );
  });

  test('keep their links and their code', () => {
    for (const [key, text] of Object.entries(german)) {
      for (const parts of [linksOf, codeOf]) assert.deepEqual(parts(text), parts(english[key]!), key);
    }
  });
});

/** `{0}`, `{{title}}`; German may have them in another order. */
function placeholdersOf(text: string): readonly string[] {
  return (text.match(/\{\d+\}|\{\{\w+\}\}/g) ?? []).sort();
}

function codeOf(text: string): readonly string[] {
  return (text.match(/`[^`]+`|\$\([\w-]+\)/g) ?? []).sort();
}

function blanksOf(text: string): readonly unknown[] {
  return [/^\s*/.exec(text)![0], /\s*$/.exec(text)![0]];
}

function linksOf(text: string): readonly string[] {
  return text.match(/\]\([^)]+\)|#[\w.]+#/g) ?? [];
}

/** Whether it is several words, or one as on a button; for markup, looks outside tags and `{{#t}}`. */
function isWords(text: string): boolean {
  const isMarkup = /<\/?\w|\{\{/.test(text);
  return isMarkup ? /[A-Za-z]{2}/.test(seenOf(text)) : /[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]+…?$/.test(text);
}

function seenOf(markup: string): string {
  const untranslated = markup.replaceAll(/\{\{#t\}\}.*?\{\{\/t\}\}/gs, '').replaceAll(/\{\{.*?\}\}/gs, '');
  const attributes = [...untranslated.matchAll(/\b(?:aria-label|title|placeholder|alt)="([^"]*)"/g)];
  return untranslated.replaceAll(/<[^>]*>/g, '') + attributes.map(([, value]) => value).join(' ');
}

/** Names that are the same in every language, keys, and what the browser reads. */
function isInternal(file: string, text: string): boolean {
  return (
    /^(Intercom|Intercom Webhook( Trace)?(: \{0\})?|Tealium Webhook to Intercom)$/.test(text) ||
    /^(Rendered Template: \{0\}|Action Failed)$/.test(text) ||
    /^(Enter|Escape|Delete)$/.test(text) ||
    /^(\d+px|underline wavy) /.test(text) ||
    file.endsWith('load.browser.ts')
  );
}
