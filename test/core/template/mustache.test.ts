import assert from 'node:assert/strict';
import fc from 'fast-check';
import Mustache from 'mustache';
import { fromJson } from '../../../server/core/template/java/json';
import { parse } from '../../../server/core/template/parse';
import { trimouProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';

/**
 * mustache.js as an independent peer, on the part of the language where both must agree: variables, sections, inverted
 * sections and comments, on one line, over texts, true, false, whole numbers, maps and lists of maps.
 *
 * Where Trimou differs, and the data and templates below stay away from it:
 * - `0`, an empty text and NaN render a section (truthiness of sections);
 * - several tags may stand on a standalone line (standalone lines);
 * - null in an inner object falls through to the outer ones (lookup);
 * - names such as `size` and `isEmpty` are Java's (reflection), and so are names in loops such as `index`;
 * - lists, maps and fractions print as Java prints them, and `/`, `` ` `` and `=` are not escaped (printing, escaping).
 */
suite('mustache.js agrees', () => {
  const names = ['a', 'b', 'c', 'd'] as const;
  const text = fc.string({ unit: fc.constantFrom(...'xyz <>&"\'é😀'), minLength: 1, maxLength: 5 });
  const scalar = fc.oneof(text, fc.boolean(), fc.integer({ min: 1, max: 1000 }));
  const flat = fc.record({ a: scalar, b: scalar }, { requiredKeys: [] });
  const data = fc.record(
    { a: scalar, b: fc.oneof(scalar, flat), c: fc.array(flat, { maxLength: 3 }), d: flat },
    { requiredKeys: [] },
  );

  /** A tree of tags as a text; sections are closed. Lists and maps are only opened, never printed. */
  const template = fc.letrec<{ node: string; nodes: string }>(tie => ({
    nodes: fc.array(tie('node'), { maxLength: 4 }).map(nodes => nodes.join('')),
    node: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: fc.constantFrom(...'xy {}<&"'), maxLength: 4 }).map(plain => plain.replace(/\{\{+|\{$/g, '')),
      fc.constantFrom('{{a}}', '{{{a}}}', '{{&a}}', '{{ a }}', '{{d.a}}', '{{d.b}}', '{{! note }}', '{{missing}}'),
      fc
        .tuple(fc.constantFrom(...names, 'd.a', 'missing'), fc.constantFrom('#', '^'), tie('nodes'))
        .map(([name, sigil, body]) => {
          return `{{${sigil}${name}}}${body}{{/${name}}}`;
        }),
    ),
  })).nodes;

  test('on any template and any data of the common part', () => {
    fc.assert(
      fc.property(template, data, (source, json) => {
        const tree = parse(`|${source}|`, trimouProfile);
        // Text that touches a tag with a brace is a tag of its own to one and an error to the other.
        fc.pre(tree.problems.length === 0 && !/\{\{\{[^a]|\}\}\}\}|\{\{\{\{/.test(source));
        const result = render({ name: 'main', tree }, fromJson(json, 'natural'), {
          profile: trimouProfile,
          now: 0,
          uuid: () => '',
        });
        assert.ok(result.kind === 'rendered');
        assert.equal(result.text, Mustache.render(`|${source}|`, json));
      }),
      { numRuns: 3000 },
    );
  });
});
