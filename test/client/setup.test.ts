import assert from 'node:assert/strict';
import { renderDifferences, renderPage, renderSheet } from '../../client/setup/template';
import { comparableFields, differencesView, isDone, sheetView } from '../../client/setup/viewModel';

const hostile = '<script>alert("x")</script>\'&{{a}}';
const field = (id: string, value: string) => ({
  id,
  title: id,
  parts: [{ label: 'Map', value }],
  digest: `${id}${value}`,
});
const answer = {
  kind: 'sheet' as const,
  action: { uri: 'file:///a', name: 'Save' },
  errors: 0,
  sections: [
    { title: 'Headers', items: [field('a', '1'), field('b', '2')] },
    {
      title: 'Other',
      items: [{ id: 'c', title: 'Redirection', parts: [{ label: 'Redirection', hint: 'Leave it off.' }], digest: 'c' }],
    },
  ],
};

suite('Tealium Setup, as it is drawn', () => {
  test('a field is done until what is to be filled in changes', () => {
    assert.ok(isDone(field('a', '1'), { a: 'a1' }));
    assert.ok(!isDone(field('a', '2'), { a: 'a1' }));
    const view = sheetView(answer, { a: 'a1', b: 'b1', c: 'c' });
    assert.equal(view.progress, '2 of 3 filled in');
    const html = renderSheet(view);
    assert.equal(html.split(' checked').length, 3);
    assert.equal(html.split('Changed since it was filled in.').length, 2);
    assert.match(html, /Headers <span class="from">1&#x2F;2</);
  });

  test('what has no value has no button', () => {
    const html = renderSheet(sheetView(answer, {}));
    assert.equal(html.split('data-copy=').length, 3);
    assert.deepEqual(
      comparableFields(answer).map(({ id }) => id),
      ['a', 'b'],
    );
    assert.match(html, /Leave it off\./);
  });

  test('only a value of many lines is a stop for the keyboard', () => {
    const sections = [{ title: 'Templates', items: [field('a', '1'), field('b', '{\n}')] }];
    const html = renderSheet(sheetView({ ...answer, sections }, {}));
    assert.deepEqual(html.match(/<pre[^>]*>/g), ['<pre>', '<pre tabindex="0" role="region" aria-label="b">']);
  });

  test('errors of the checks are told', () => {
    assert.equal(sheetView(answer, {}).warning, undefined);
    assert.match(renderSheet(sheetView({ ...answer, errors: 2 }, {})), /The checks found 2 errors in this action/);
  });

  test('every value is escaped, in texts and in attributes', () => {
    const items = [
      { id: hostile, title: hostile, parts: [{ label: hostile, value: hostile, hint: hostile }], digest: 'd' },
    ];
    const sheet = { ...answer, action: { uri: 'file:///a', name: hostile }, sections: [{ title: hostile, items }] };
    const difference = {
      title: hostile,
      state: 'differs' as const,
      message: hostile,
      expected: hostile,
      actual: hostile,
    };
    const all = [
      renderSheet(sheetView(sheet, {})),
      renderDifferences(differencesView({ kind: 'compared', differences: [difference] })),
    ].join();
    assert.ok(!all.includes('<script'));
    assert.ok(!/="[^"]*<[^"]*"/.test(all));
    assert.ok(all.includes('&lt;script&gt;'));
  });

  test('the page lets its own script and style sheet run, and nothing else', () => {
    const html = renderPage({
      cspSource: 'vscode:',
      nonce: 'n',
      base: 'b.css',
      style: 's.css',
      script: 's.js',
      language: 'en',
    });
    assert.match(html, /default-src 'none'; style-src vscode:; script-src 'nonce-n'"/);
    assert.equal(html.split('<script').length, 2);
    assert.ok(!/ on\w+=|style=/.test(html));
  });

  test('differences in words, with what can be compared', () => {
    const view = differencesView({
      kind: 'compared',
      differences: [
        { title: 'URL', state: 'differs', message: 'm', expected: 'a', actual: 'b' },
        { title: 'x', state: 'extra', message: 'm' },
        { title: 'y', state: 'same', message: 'm' },
      ],
    });
    assert.equal(view.summary, '2 differences.');
    assert.equal(renderDifferences(view).split('>Show Difference<').length, 2);
  });
});
