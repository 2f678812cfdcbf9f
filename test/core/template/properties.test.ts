import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile, trimouProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';
import type { Argument, Expression, Node, Tag, Template } from '../../../server/core/template/tree';
import { nodesAt, pathsOf, walk } from '../../../server/core/template/walk';
import { javaValue } from '../../tools/corpus';

/** Pieces of which templates, whole and broken, are made. */
const pieces = [
  ...['{{a}}', '{{{a}}}', '{{&a.b}}', '{{.}}', '{{#a}}', '{{/a}}', '{{^a}}', '{{#list}}', '{{/list}}', '{{! note }}'],
  ...['{{#each list}}', '{{/each}}', '{{#if a}}', '{{/if}}', '{{#isEq a "x"}}', '{{/isEq}}', '{{>part}}', '{{<base}}'],
  ...[
    '{{/base}}',
    '{{$b}}',
    '{{/b}}',
    '{{+n}}',
    '{{/n}}',
    '{{>n}}',
    '{{=<% %>=}}',
    '<%={{ }}=%>',
    '<%a%>',
    '{{iter.index}}',
  ],
  ...['{{join list on=", "}}', '{{a.toJson}}', '{{#escapeJson}}', '{{/escapeJson}}', '{{alt a [1,"b",c] k=\'v\'}}'],
  ...[
    '{{',
    '}}',
    '{',
    '}',
    '{{{',
    '}}}',
    '{{#',
    '{{/',
    '{{!',
    '{{=',
    '"',
    "'",
    '[',
    ']',
    '=',
    'a',
    ' ',
    '\t',
    '\n',
    '\r\n',
    '\r',
  ],
  ...['text', '\u2028', '\u00a0', 'é', '😀', '\ud83d', '<', '>', '%'],
];

const source = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

suite('Properties of the parser', () => {
  test('any text has a tree that covers it exactly', () => {
    fc.assert(
      fc.property(source, text => covers(parse(text, tealiumProfile))),
      { numRuns: 2000 },
    );
  });

  test('parse, print, parse gives the same tree', () => {
    fc.assert(
      fc.property(source, text => {
        const tree = parse(text, tealiumProfile);
        const again = parse(printed(tree), tealiumProfile);
        assert.deepEqual(again, tree);
      }),
    );
  });

  test('every span quotes what stands there, inside of its tag', () => {
    fc.assert(
      fc.property(source, text => {
        walk(parse(text, tealiumProfile), {
          enter: node => {
            for (const tag of tagsOf(node)) checkTag(text, node, tag);
          },
        });
      }),
      { numRuns: 1000 },
    );
  });

  test('problems lie in the text', () => {
    fc.assert(
      fc.property(source, text => {
        for (const { range, message } of parse(text, trimouProfile).problems) {
          assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, message);
        }
      }),
    );
  });

  test('a node is found at each of its offsets', () => {
    fc.assert(
      fc.property(source, fc.nat(), (text, seed) => {
        const tree = parse(text, tealiumProfile);
        const offset = text.length === 0 ? 0 : seed % text.length;
        const found = nodesAt(tree, offset);
        if (text.length > 0) assert.ok(found.length > 0);
        for (const { range } of found) assert.ok(range.start <= offset && offset <= range.end);
      }),
    );
  });
});

suite('Properties of the renderer', () => {
  const data = fc.record({
    a: fc.oneof(fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.record({ b: fc.string() })),
    list: fc.array(fc.oneof(fc.string(), fc.record({ a: fc.string() }), fc.constant(null)), { maxLength: 4 }),
    c: fc.string(),
  });
  const partials: Readonly<Record<string, string>> = {
    part: '\n p {{a}}\n{{#list}} q\n{{/list}}\n',
    base: '<{{$b}}d{{/b}}>',
  };

  test('segments are the output, in order, each with a piece of template', () => {
    fc.assert(
      fc.property(source, data, (text, json) => {
        const tree = parse(text, tealiumProfile);
        const result = render({ name: 'main', tree }, javaValue(json, 'double'), {
          profile: tealiumProfile,
          templates: name => partials[name],
          now: 0,
          uuid: () => 'u',
        });
        if (result.kind === 'failed') return;
        assert.equal(result.segments.map(segment => segment.text).join(''), result.text);
        for (const { template, range, text: piece } of result.segments) {
          const length = template === 'main' ? text.length : partials[template]!.length;
          assert.ok(range.start >= 0 && range.start < range.end && range.end <= length, template);
          assert.notEqual(piece, '');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('no helper throws, whatever its arguments', () => {
    const argument = fc.constantFrom(
      ...[
        'a',
        'b',
        'list',
        'map',
        'date',
        'missing',
        '.',
        '"text"',
        '"%d"',
        '"yyyy"',
        '""',
        '3',
        '-1',
        '2L',
        'true',
        '[a,"b",1]',
        '"size"',
      ],
    );
    const hash = fc.constantFrom(
      '',
      'op="gt"',
      'times=2',
      'while=a limit=2',
      'm="get" on=map',
      'm="substring"',
      'on="-"',
      'start="1"',
      'separator="x"',
      'pattern="yyyy"',
      'pattern="q"',
      'algorithm="MD5"',
      'else="{a}$1"',
      'as="x" apply="skipIf:empty"',
      'logic=missing',
      'k=1 j=a',
      'locale="de"',
      'expire=0 unit="x"',
      'open="a" close="b"',
      'm="max" class="java.lang.Math"',
      'method="join" class="java.lang.String"',
    );
    const values = javaValue(
      { a: 'A$9\\', b: 2.5, list: ['x', null, 1], map: { k: 'v', size: 1 }, date: { $date: 0 } },
      'natural',
    );
    const profiles = [trimouProfile, tealiumProfile];
    const call = fc.tuple(fc.constantFrom(...profiles), fc.nat(), fc.array(argument, { maxLength: 4 }), hash);
    fc.assert(
      fc.property(call, ([profile, seed, parameters, entries]) => {
        const helpers = [...profile.helperTable.values()];
        const helper = helpers[seed % helpers.length]!;
        const content = [helper.name, ...parameters, entries].join(' ').trim();
        const texts = [`{{${content}}}`, `{{#${content}}}{{.}}{{#when a}}{{/when}}{{/${helper.name}}}`];
        for (const text of texts) {
          const result = render({ name: 'main', tree: parse(text, profile) }, values, {
            profile,
            now: 0,
            uuid: () => '',
          });
          if (result.kind === 'failed') assert.match(result.error.code, /^(COMPILE|RENDER|JAVA)/, result.error.message);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('text of the template is the text of its range', () => {
    const text = 'a\n  {{>part}}\n{{#list}}\n b {{.}}\n{{/list}}\nc';
    const tree = parse(text, trimouProfile);
    const result = render({ name: 'main', tree }, javaValue({ list: ['x', 'y'] }, 'natural'), {
      profile: trimouProfile,
      templates: name => partials[name],
      now: 0,
      uuid: () => '',
    });
    assert.equal(result.kind, 'rendered');
    if (result.kind !== 'rendered') return;
    for (const { text: piece, template, range } of result.segments) {
      const quoted = (template === 'main' ? text : partials[template]!).slice(range.start, range.end);
      if (!quoted.startsWith('{{')) assert.equal(piece, quoted);
    }
  });
});

/** Walks the tree and follows the text: each node begins where the one before it ended. */
function covers(tree: Template): void {
  let at = 0;
  walk(tree, {
    enter: node => {
      assert.equal(node.range.start, at);
      at = 'children' in node ? node.tag.range.end : node.range.end;
    },
    leave: node => {
      if ('children' in node && node.close) {
        assert.equal(node.close.range.start, at);
        at = node.close.range.end;
      }
      assert.equal(node.range.end, at);
    },
  });
  assert.equal(at, tree.source.length);
}

function printed(tree: Template): string {
  let output = '';
  const quote = ({ range }: { range: { start: number; end: number } }): void => {
    output += tree.source.slice(range.start, range.end);
  };
  walk(tree, {
    enter: node => quote('children' in node ? node.tag : node),
    leave: node => 'children' in node && node.close && quote(node.close),
  });
  return output;
}

function tagsOf(node: Node): readonly Tag[] {
  const tags = 'tag' in node && node.tag ? [node.tag] : [];
  return 'close' in node && node.close ? [...tags, node.close] : tags;
}

function checkTag(text: string, node: Node, tag: Tag): void {
  const { content, range } = tag;
  assert.equal(text.slice(content.start, content.end), content.text);
  assert.ok(range.start <= content.start && content.end <= range.end);
  if ((node.kind === 'variable' || node.kind === 'section') && tag === node.tag)
    checkExpression(text, node.expression, tag);
}

function checkExpression(text: string, expression: Expression, tag: Tag): void {
  const spans = pathsOf(expression).flatMap(path => [{ ...path.range, text: path.text }, ...path.parts]);
  if (expression.kind === 'call') {
    spans.push(expression.name, ...expression.hash.map(entry => entry.name));
    const quoted = (argument: Argument): void => {
      const piece = text.slice(argument.range.start, argument.range.end);
      if (argument.kind === 'string') assert.equal(argument.value, piece.slice(1, -1));
      if (argument.kind === 'list') argument.items.forEach(quoted);
    };
    expression.parameters.forEach(quoted);
    for (const entry of expression.hash) quoted(entry.value);
  }
  for (const span of spans) {
    assert.equal(text.slice(span.start, span.end), span.text);
    assert.ok(tag.content.start <= span.start && span.end <= tag.content.end);
  }
}
