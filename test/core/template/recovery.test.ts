import assert from 'node:assert/strict';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import type { Node } from '../../../server/core/template/tree';
import { walk } from '../../../server/core/template/walk';

/** What is left of a template in which something is half typed: `«…»` is a broken piece, the rest is as it was meant. */
suite('Recovery', () => {
  const cases: readonly (readonly [name: string, template: string, outline: string, problem: string])[] = [
    ['a tag that ends with the line', 'Hi {{na\nyou {{b}}', 'Hi «{{na» you [b]', 'unclosed-tag {{na'],
    ['a tag before a quote', '"{{na", "{{b}}"', '"«{{na»", "[b]"', 'unclosed-tag {{na'],
    ['a tag with one brace', '"{{na}","{{b}}"', '"«{{na}»","[b]"', 'half-closed-tag {{na}'],
    ['a triple with two braces', '"{{{na}}","{{b}}"', '"«{{{na}}»","[b]"', 'half-closed-tag {{{na}}'],
    [
      'a call runs to the end of the line',
      '{{join tags on=", "\n{{b}}',
      '«{{join tags on=", "» [b]',
      'unclosed-tag {{join tags on=", "',
    ],
    ['an opening tag still opens', '{{#a\n{{b}}{{/a}}c', '(#a [b])c', 'unclosed-tag {{#a'],
    ['a closing tag still closes', '{{#a}}{{b}}{{/a} c {{d}}', '(#a [b]) c [d]', 'half-closed-tag {{/a}'],
    ['a section without an end', '{{#a}}b {{c}}', '(#a b [c])', 'unclosed-section {{#a}}'],
    ['an inner section without an end', '{{#a}}{{#b}}x{{/a}}y', '(#a (#b x))y', 'unclosed-section {{#b}}'],
    ['a misspelled end', '{{#items}}x{{/item}}y', '(#items x)y', 'mismatched-section-end {{/item}}'],
    ['an end in other case', '{{#items}}x{{/Items}}y', '(#items x)y', 'mismatched-section-end {{/Items}}'],
    [
      'an end that belongs to nothing',
      '{{#items}}x{{/other}}y{{/items}}',
      '(#items x«{{/other}}»y)',
      'mismatched-section-end {{/other}}',
    ],
    ['an end too many', 'x{{/a}}y', 'x«{{/a}}»y', 'unopened-section-end {{/a}}'],
    ['an end with parameters', '{{#if a}}x{{/if a}}y', '(#if a x)y', 'blank-in-name if a'],
    ['an empty tag', 'x{{}}y{{b}}', 'x«{{}}»y[b]', 'empty-tag {{}}'],
    ['a comment around a tag', '{{! {{a}} }}b', '«{{! {{a}} }}»b', 'braces-in-comment {{! {{a}} }}'],
    ['a comment that ends with the line', '{{! todo\n{{a}}', '«{{! todo» [a]', 'unclosed-tag {{! todo'],
    ['braces too many', '{{{{{a}}}}}', '«{{{»[a]}}}', 'tag-in-tag {{{'],
    ['a brace at the very end', 'a{', 'a«{»', 'trailing-open-brace {'],
    ['delimiters that are none', '{{=<%}}{{a}}', '{{=<%}}[a]', 'invalid-delimiters {{=<%}}'],
    ['a quote left open', "{{it's}}b", "[it's]b", "unterminated-literal it's"],
  ];

  for (const [name, template, expected, problem] of cases) {
    test(name, () => {
      const tree = parse(template, tealiumProfile);
      assert.equal(outline(tree.source, tree.children), expected);
      const found = tree.problems.map(({ cause, range }) => `${cause} ${template.slice(range.start, range.end)}`);
      assert.deepEqual(found, [problem]);
    });
  }

  test('every prefix of a body parses, and what is complete is understood', () => {
    const body =
      '{"a":"{{a}}",{{#if b}}"b":[{{#each list}}{{.}}{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}],{{/if}}"c":{{c.toInteger}}}';
    for (let length = 0; length <= body.length; length++) {
      const tree = parse(body.slice(0, length), tealiumProfile);
      let variables = 0;
      walk(tree, { enter: node => (variables += node.kind === 'variable' ? 1 : 0) });
      const complete = body.slice(0, length).match(/\{\{[a-z.][\w.]*\}\}/gi)?.length ?? 0;
      assert.equal(variables, complete, body.slice(0, length));
    }
  });

  test('the first problem is the verdict of the engine', () => {
    const [first, ...rest] = parse('a\n{{b\n{{c}}\n{{/d}}\n{{if x}}', tealiumProfile).problems;
    assert.equal(first?.code, 'COMPILE_INVALID_TAG');
    assert.equal(first?.line, 2);
    assert.deepEqual(
      rest.map(problem => [problem.cause, problem.line]),
      [
        ['unopened-section-end', 4],
        ['helper-as-value', 5],
      ],
    );
  });

  const hostile: Record<string, string> = {
    braces: '{',
    'closing braces': '}',
    'unclosed sections': '{{#a}}',
    'unclosed tags': '{{a ',
    'unclosed comments': '{{! {{x',
    'comments with tags': '{{! {{x}} ',
    quotes: '{{"',
    brackets: '{{[',
    'half-closed tags': '{{{a}',
    'stray ends': '{{/a}}',
    'line breaks': '\r',
    delimiters: '{{=<< >>=}}<<={{ }}=>>',
  };
  for (const [name, piece] of Object.entries(hostile)) {
    test(`200,000 characters of ${name} parse in no time`, () => {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      const start = process.cpuUsage();
      assert.equal(parse(text, tealiumProfile).source, text);
      const { user, system } = process.cpuUsage(start);
      assert.ok(user + system < 3_000_000, `${(user + system) / 1000} ms`);
    });
  }
});

function outline(source: string, nodes: readonly Node[]): string {
  return nodes.map(node => outlineOf(source, node)).join('');
}

function outlineOf(source: string, node: Node): string {
  const text = source.slice(node.range.start, node.range.end);
  switch (node.kind) {
    case 'line-break':
      return ' ';
    case 'broken':
      return `«${text}»`;
    case 'variable':
      return `[${node.tag.content.text}]`;
    case 'section':
      return `(#${node.tag.content.text} ${outline(source, node.children).trimStart()})`;
    default:
      return text;
  }
}
