import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines } from '../../client/preview/lines';
import { Mapping } from '../../client/preview/mapping';
import { Preview, type View } from '../../client/preview/preview';
import type { PreviewAnswer } from '../../server/protocol';

suite('the mapping between a template and its preview', () => {
  // {"a": "{{x}}", {{#l}}{{.}};{{/l}}\n "b": 1}   prints   {"a": "hello", 1;22;\n "b": 1}
  const template = '{"a": "{{x}}", {{#l}}{{.}};{{/l}}\n "b": 1}';
  const output = '{"a": "hello", 1;22;\n "b": 1}';
  const mapping = new Mapping({
    pieces: [0, 7, 0, 0, 0, 5, 7, 5, 0, 3, 5, 0, 0, 1, 9, 5, 0, 1, 5, 0, 0, 2, -5, 5, 0, 1, 5, 0, 0, 9, 7, 0],
    sections: [15, 21, 27, 33],
  });
  /** Asserts what is highlighted on the other side for the `[` `]` or the `|` in a template. */
  const shows = (marked: string, ...expected: string[]) => {
    const { selection, text } = selected(marked);
    assert.equal(text, template);
    assert.deepEqual(
      mapping.outputsOf(selection, text).map(({ start, end }) => output.slice(start, end)),
      expected,
    );
  };
  const comesFrom = (marked: string, expected: string | undefined) => {
    const { selection, text } = selected(marked);
    assert.equal(text, output);
    const source = mapping.sourceOf(selection, text);
    assert.equal(source && template.slice(source.start, source.end), expected);
  };

  test('a cursor in or beside a tag shows what it printed, in a loop every time', () => {
    shows('{"a": "{{|x}}", {{#l}}{{.}};{{/l}}\n "b": 1}', 'hello');
    shows('{"a": "|{{x}}", {{#l}}{{.}};{{/l}}\n "b": 1}', 'hello');
    shows('{"a": "{{x}}|", {{#l}}{{.}};{{/l}}\n "b": 1}', 'hello');
    shows('{"a": "{{x}}", {{#l}}{{|.}};{{/l}}\n "b": 1}', '1', '22');
  });

  test('a cursor in text shows that text, as far as its line goes', () => {
    shows('{"|a": "{{x}}", {{#l}}{{.}};{{/l}}\n "b": 1}', '{"a": "');
    shows('{"a": "{{x}}", {{#l}}{{.}};{{/l}}\n "b|": 1}', '"b": 1}');
  });

  test('a cursor in the tag of a section shows all that is inside', () => {
    shows('{"a": "{{x}}", {{#|l}}{{.}};{{/l}}\n "b": 1}', '1;22;');
    shows('{"a": "{{x}}", {{#l}}{{.}};{{/|l}}\n "b": 1}', '1;22;');
  });

  test('a selection shows what it covers', () => {
    shows('{"[a": "{{]x}}", {{#l}}{{.}};{{/l}}\n "b": 1}', 'a": "hello');
    shows('{"a": "{{x}}", {{#l}}{{.}};{{/l}}\n "[b]": 1}', 'b');
    shows('[{"a": "{{x}}", {{#l}}{{.}};{{/l}}\n "b": 1}]', output);
  });

  test('a cursor in the preview leads to the tag, or to the line of text', () => {
    comesFrom('{"a": "he|llo", 1;22;\n "b": 1}', '{{x}}');
    comesFrom('{"a": "hello", 1;2|2;\n "b": 1}', '{{.}}');
    comesFrom('{"|a": "hello", 1;22;\n "b": 1}', '{"a": "');
    comesFrom('{"a": "hello", 1;22;\n "b"|: 1}', '"b": 1}');
  });

  test('a selection in the preview leads to all that printed it', () => {
    comesFrom('{"a": "h[ell]o", 1;22;\n "b": 1}', '{{x}}');
    comesFrom('{"[a": "h]ello", 1;22;\n "b": 1}', 'a": "{{x}}');
    comesFrom('{"a": "hello", [1;22;]\n "b": 1}', '{{.}};');
  });

  test('what comes from elsewhere leads nowhere', () => {
    const partial = new Mapping({ pieces: [10, 2, 3, 4], sections: [] });
    assert.equal(partial.sourceOf({ start: 4, end: 4 }, output), undefined);
    assert.deepEqual(partial.outputsOf({ start: 0, end: 0 }, template), []);
    assert.deepEqual(partial.sourceOf({ start: 11, end: 11 }, output), { start: 3, end: 7 });
  });
});

suite('lines and columns', () => {
  test('line ends of every kind', () => {
    const lines = new Lines('a\r\nb\rc\n');
    assert.deepEqual(
      [0, 3, 5, 7].map(offset => lines.at(offset)),
      [0, 1, 2, 3].map(line => ({ line, character: 0 })),
    );
    assert.equal(lines.count, 4);
  });

  test('lead from an offset to a line and back to the same offset', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', 'é', '😀')), fc.nat(), (parts, number) => {
        const lines = new Lines(parts.join(''));
        const offset = number % (lines.text.length + 1);
        assert.equal(lines.offset(lines.at(offset)), offset);
      }),
    );
  });

  test('a place behind the end is taken back', () => {
    assert.equal(new Lines('ab\nc').offset({ line: 9, character: 9 }), 4);
  });
});

suite('a preview while somebody types', () => {
  const event = { uri: 'file:///e.json', name: 'e' };
  const rendered = (text: string): PreviewAnswer => ({
    kind: 'rendered',
    text,
    event,
    action: 'file:///a',
    origins: [],
  });
  const range = { start: { line: 2, character: 4 }, end: { line: 2, character: 5 } };
  const failed: PreviewAnswer = {
    kind: 'failed',
    message: 'No end.',
    event,
    place: { uri: 'file:///a%20b.trimou', range },
  };
  const message = '# Not rendered.\n# In a b.trimou, line 3, column 5:\n# No end.\n';

  /** A preview whose server gives these answers, one after the other; and all that it showed. */
  function previewOf(...answers: readonly (PreviewAnswer | Promise<PreviewAnswer>)[]) {
    const shown: View[] = [];
    let asked = 0;
    const preview: Preview = new Preview(
      async () => answers[asked++]!,
      () => shown.push(preview.view),
    );
    return { preview, shown, asked: () => asked, text: () => preview.view.lines.text };
  }

  test('asks once for many keys, and once more for those that came while it waited', async () => {
    let answer: (answer: PreviewAnswer) => void = () => undefined;
    const slow = new Promise<PreviewAnswer>(resolve => {
      answer = resolve;
    });
    const { preview, asked, shown } = previewOf(slow, rendered('new'));
    preview.ask();
    preview.ask();
    const all = preview.ask();
    await new Promise(resolve => setTimeout(resolve, 30));
    assert.equal(asked(), 1);
    preview.ask();
    preview.ask();
    answer(rendered('old'));
    await all;
    assert.equal(asked(), 2);
    assert.deepEqual(
      shown.map(({ lines }) => lines.text),
      ['old', 'new'],
    );
  });

  test('keeps the text when it cannot be rendered, and says why when that lasts', async () => {
    const { preview, text } = previewOf(rendered('{}'), failed, failed, rendered('[]'));
    await preview.ask();
    await preview.ask();
    assert.deepEqual([text(), preview.view.isCurrent], ['{}', false]);
    await new Promise(resolve => setTimeout(resolve, 850));
    assert.equal(text(), `${message}# Below is what it was before.\n\n{}`);
    assert.equal(text().slice(preview.view.start), '{}');
    await preview.ask();
    assert.match(text(), /^# Not rendered/);
    await preview.ask();
    assert.deepEqual([text(), preview.view.isCurrent], ['[]', true]);
  });

  test('a failure that is mended at once is never told', async () => {
    const { preview, shown } = previewOf(rendered('{}'), failed, rendered('[]'));
    for (let key = 0; key < 3; key++) await preview.ask();
    await new Promise(resolve => setTimeout(resolve, 850));
    assert.deepEqual(
      shown.map(({ lines }) => lines.text),
      ['{}', '{}', '[]'],
    );
  });

  test('says at once why there is nothing to begin with', async () => {
    const { preview, text } = previewOf(failed, { kind: 'nothing', message: 'No file.' });
    await preview.ask();
    assert.equal(text(), message);
    await preview.ask();
    assert.equal(text(), '# Not rendered.\n# No file.\n');
  });

  test('is asked for once by all who want to show it', async () => {
    const { preview, asked, text } = previewOf(rendered('{}'), rendered('[]'));
    await Promise.all([preview.ready(), preview.ready()]);
    await preview.ready();
    assert.deepEqual([asked(), text()], [1, '{}']);
  });

  test('is silent when it was closed while it waited', async () => {
    const { preview, asked } = previewOf(rendered('{}'));
    const asking = preview.ask();
    preview.dispose();
    await asking;
    assert.equal(asked(), 0);
  });
});

/** The text without its marks, and what they mark. */
function selected(marked: string) {
  const cursor = marked.indexOf('|');
  if (cursor >= 0) return { text: marked.replace('|', ''), selection: { start: cursor, end: cursor } };
  // The text itself has no brackets.
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  return { text: marked.replace(/[[\]]/g, ''), selection: { start, end } };
}
