import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines } from '../../client/preview/lines';
import { Mapping } from '../../client/preview/mapping';

suite('the mapping between a template and its preview', () => {
  // {"a": "{{x}}", {{#l}}{{.}};{{/l}}\n "b": 1}   prints   {"a": "hello", 1;22;\n "b": 1}
  const template = '{"a": "{{x}}", {{#l}}{{.}};{{/l}}\n "b": 1}';
  const output = '{"a": "hello", 1;22;\n "b": 1}';
  const mapping = new Mapping({
    pieces: [0, 7, 0, 0, 0, 5, 7, 5, 0, 3, 5, 0, 0, 1, 9, 5, 0, 1, 5, 0, 0, 2, -5, 5, 0, 1, 5, 0, 0, 9, 7, 0],
    sections: [15, 21, 27, 33],
  });
  /** What is shown on the other side for the `[` `]` or the `|` in a template. */
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

  test('there and back', () => {
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

/** The text without its marks, and what they mark. */
function selected(marked: string) {
  const cursor = marked.indexOf('|');
  if (cursor >= 0) return { text: marked.replace('|', ''), selection: { start: cursor, end: cursor } };
  // The text itself has no brackets.
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  return { text: marked.replace(/[[\]]/g, ''), selection: { start, end } };
}
