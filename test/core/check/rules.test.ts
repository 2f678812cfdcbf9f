import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { actionRules, cards, formRules, jsonProof, templateRules } from '../../../server/core/check/rules';
import { findingsOf, goodAction } from '../../support/action';
import { findIn } from '../../support/marked';

const docs = readFileSync('docs/rules.md', 'utf8');
const sections = new Map(
  docs
    .split(/^## /m)
    .slice(1)
    .map(section => [section.split('\n', 1)[0]!, section]),
);

/** What the documentation's templates may use. */
const variables = {
  name: 'string',
  email: 'string',
  plan: 'string?',
  vip: 'boolean?',
  is_member: 'badge?',
  total: 'number',
  seats: 'number',
  age: 'number?',
  joined: 'date',
  tags: 'array of strings',
  counts: 'tally',
  'items.sku': 'array of strings',
  'items.price': 'array of numbers',
};

suite('the catalogue of rules', () => {
  test('every code is unique and belongs to one rule', () => {
    const codes = [...templateRules, ...formRules, ...actionRules, jsonProof].flatMap(rule =>
      rule.cards.map(card => card.code),
    );
    assert.deepEqual(
      codes.filter((code, index) => codes.indexOf(code) !== index),
      [],
    );
    for (const code of codes) assert.match(code, /^[a-z]+(-[a-z]+)*$/);
  });

  test('every code has its section, every section its code', () => {
    assert.deepEqual([...sections.keys()].sort(), [...cards.keys()].sort());
  });

  for (const [code, section] of sections) {
    test(`the documentation of ${code}: its severity, a wrong and a right example`, async () => {
      const { severity, group } = cards.get(code)!;
      assert.match(section.toLowerCase(), new RegExp(`\\*\\*${severity}`), `${code} is of severity ${severity}`);
      const wrong = exampleIn(section, 'Wrong');
      const right = exampleIn(section, 'Right');
      const found = (example: Example) => codesIn(example, right, group === 'Intercom');
      assert.ok((await found(wrong)).includes(code), `the wrong example is not found: ${wrong.text}`);
      assert.deepEqual(await found(right), [], `the right example is not clean: ${right.text}`);
    });
  }
});

interface Example {
  readonly language: string;
  readonly text: string;
}

function exampleIn(section: string, label: string): Example {
  const [, language, text] = new RegExp(`^${label}:\\n\`\`\`(.*)\\n([^]*?)\\n\`\`\``, 'm').exec(section) ?? [];
  assert.ok(language && text, `no example: ${label}`);
  return { language, text };
}

/** What is found in an example; a piece of an action replaces the right piece. */
async function codesIn({ language, text }: Example, right: Example, intercom: boolean): Promise<string[]> {
  const [kind, ...request] = language.split(' ');
  if (kind === 'json-trimou' && request.length > 0)
    return (await findIn(text, { variables, json: true, request: request.join(' ') })).map(({ code }) => code);
  switch (language) {
    case 'trimou':
    case 'json-trimou':
      return (await findIn(text, { variables, json: language === 'json-trimou' })).map(({ code }) => code);
    case 'json event':
      return (await findingsOf({ files: { 'events/two.event.json': text } })).map(([code]) => code);
    default: {
      const pattern = right.text
        .trim()
        .split(/\s+/)
        .map(word => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
      const place = new RegExp(pattern.join('\\s*'));
      assert.match(goodAction, place, 'the right example is no piece of the good action');
      const action = goodAction.replace(place, () => text);
      const change = { files: { 'a.webhook.json': action }, ...(intercom && { intercom }) };
      return (await findingsOf(change)).map(([code]) => code);
    }
  }
}
