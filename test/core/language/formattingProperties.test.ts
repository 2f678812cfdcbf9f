import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import { variableValues } from '../../../server/core/action/variables';
import { format } from '../../../server/core/language';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';
import { sampleProject } from '../../support/cursor';
import { memoryFiles } from '../../support/files';

const path = '/a/body.json.trimou';

function formatted(project: Project, text: string, tabSize = 2): string {
  const tree = parse(text, project.profile);
  const edits = format(
    { path, text, tree, json: true, profile: project.profile, project },
    { tabSize, insertSpaces: true },
  );
  return [...edits].reverse().reduce((result, edit) => {
    return result.slice(0, edit.range.start) + edit.text + result.slice(edit.range.end);
  }, text);
}

/** What a template prints for each event of a project, and for one without any attribute. */
function printed(project: Project, text: string): readonly string[] {
  const tree = parse(text, project.profile);
  return [...project.events, { attributes: new Map<string, unknown>() }].map(event => {
    const templates = (name: string) => project.templates.get(name)?.tree;
    const options = { profile: project.profile, now: 0, uuid: () => 'uuid', templates };
    const result = render({ name: 'body', tree }, variableValues(project, event).data, options);
    return result.kind === 'rendered' ? result.text : `failed: ${result.error.code}`;
  });
}

/** The text without the white space between the tokens of JSON; two words stay two. */
function tokens(text: string): string {
  const pieces = text.match(/"(?:[^"\\]|\\[\s\S])*"?|[ \t\r\n]+|[{}[\],:]|[^" \t\r\n{}[\],:]+/g) ?? [];
  const isWord = (piece: string | undefined) => piece !== undefined && /^[^" \t\r\n{}[\],:]/.test(piece);
  return pieces
    .map((piece, index) => {
      if (!/^[ \t\r\n]/.test(piece)) return piece;
      return isWord(pieces[index - 1]) && isWord(pieces[index + 1]) ? ' ' : '';
    })
    .join('');
}

function assertSame(project: Project, text: string, { tabSize = 2, quotesFit = true } = {}): void {
  const result = formatted(project, text, tabSize);
  assert.equal(formatted(project, result, tabSize), result, 'formatting twice is formatting once');
  if (result === text) return;
  const after = printed(project, result);
  for (const [index, before] of printed(project, text).entries()) {
    assert.deepEqual(json(after[index]!), json(before));
    // If a tag prints quotes, nobody can say what is in a string; then only white space may differ.
    const compared = quotesFit ? tokens : withoutWhiteSpace;
    assert.equal(compared(after[index]!), compared(before));
  }
}

function withoutWhiteSpace(text: string): string {
  return text.replace(/[ \t\r\n]/g, '');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A template may print something other than JSON for some events.
    return 'no JSON';
  }
}

suite('formatting changes no rendering', () => {
  test('the examples are formatted', async () => {
    const examples = join(import.meta.dirname, '../../../examples');
    const names = readdirSync(examples, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'));
    const files = Object.fromEntries(
      names
        .filter(name => /\.(json|jsonl|trimou)$/.test(name))
        .map(name => [`/${name}`, readFileSync(join(examples, name), 'utf8')]),
    );
    for (const action of Object.keys(files).filter(name => name.endsWith('.webhook.json'))) {
      const project = await loadProject(action, memoryFiles(files), { profile: tealiumProfile });
      for (const { text = '', json } of project.templates.values()) {
        if (!json) continue;
        assert.equal(formatted(project, text), text);
        // However it is squeezed or stretched, it prints the same.
        for (const other of [
          text.replace(/\n\s*/g, ' '),
          text.replace(/\n/g, '\r\n\t'),
          text.replace(/([,{}]) /g, '$1\n'),
        ])
          assertSame(project, other, { tabSize: 4 });
      }
    }
  });

  const gap = fc.constantFrom('', '', '', ' ', '\n', '  ', '\n\n', ' \n\t ', '\r\n');
  const name = fc.constantFrom('email', 'total', 'vip', 'plans', 'items', 'users', 'nobody', 'sku');
  const inText = fc.oneof(
    fc.constantFrom('x', ' ', ':', '{', ',', '\\"', '\\\\', '[', ']', '{{email.toJson}}', '{{! note }}', '{{total}}'),
    fc.constantFrom(
      '{{#escapeJson}}\n a\n{{/escapeJson}}',
      '{{#vip}} {{email.toJson}}{{/vip}}',
      '{{#items}}\n{{sku}}{{/items}}',
    ),
  );
  const string = fc.array(inText, { maxLength: 3 }).map(parts => `"${parts.join('')}"`);
  const scalar = fc.oneof(
    string,
    fc.constantFrom(
      '1',
      '-2.5e3',
      'true',
      'null',
      '{{total}}',
      '{{plans.toJson}}',
      '{{{total}}}',
      '-{{total.toInteger}}',
    ),
    fc.constantFrom(
      '{{#toJson}}\n {{email}}\n{{/toJson}}',
      '"{{#md5}}\n{{email}}\n {{/md5}}"',
      '{{>auth}}',
      '{{> part }}',
    ),
  );
  const { value } = fc.letrec<{ value: string; members: string; elements: string; list: string }>(tie => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      scalar,
      fc.tuple(gap, tie('members'), gap).map(([a, members, b]) => `{${a}${members}${b}}`.replace('{{{#', '{ {{#')),
      fc.tuple(gap, tie('elements'), gap).map(([a, elements, b]) => `[${a}${elements}${b}]`),
      fc
        .tuple(name, gap, tie('value'), gap)
        .map(([n, a, v, b]) => `{{#${n}}}${a}${v}${b}{{/${n}}}{{^${n}}}null{{/${n}}}`),
      fc
        .tuple(tie('value'), gap, tie('value'))
        .map(([v, a, w]) => `{{#if vip}}${a}${v}{{/if}}${a}{{#unless vip}}${w}{{/unless}}`),
    ),
    members: fc
      .array(
        fc.oneof(
          fc.tuple(string, gap, gap, tie('value'), gap).map(([k, a, b, v, c]) => `${k}${a}:${b}${v}${c},`),
          fc
            .tuple(name, gap, string, tie('value'), gap)
            .map(([n, a, k, v, b]) => `{{#${n}}}${a}${k}: ${v},${b}{{/${n}}}`),
          fc.constantFrom('{{! a note }}', '{{! a\n note }}\n', '{{>part}}\n'),
        ),
        { maxLength: 3 },
      )
      .chain(parts => gap.map(g => `${parts.join(g)}${g}"last": 1`)),
    elements: fc.oneof(
      fc.constant(''),
      tie('value'),
      fc.tuple(tie('value'), gap, gap, tie('value')).map(([v, a, b, w]) => `${v}${a},${b}${w}`),
      tie('list'),
    ),
    list: fc
      .tuple(tie('value'), gap, gap)
      .map(([v, a, b]) => `{{#items}}${a}${v}${b}{{#iter.hasNext}}${a},${b}{{/iter.hasNext}}${a}{{/items}}`),
  }));

  const project = () =>
    sampleProject('', {
      '/a/events/other.event.json': '{"customer_email": "\\"x\\"", "is_vip": true, "item_sku": ["1", "2", "3"]}',
      '/a/auth.trimou': '"x"',
      '/a/part.trimou': '{{#vip}}\n"part":\n  "{{email.toJson}}",\n{{/vip}}',
      '/a/a.webhook.json': withPartial,
    });

  test('of templates that are JSON mostly', async () => {
    const loaded = await project();
    let changed = 0;
    fc.assert(
      fc.property(fc.tuple(gap, value, gap), ([a, text, b]) => {
        assertSame(loaded, a + text + b);
        if (formatted(loaded, a + text + b) !== a + text + b) changed++;
      }),
      { numRuns: 1500 },
    );
    assert.ok(changed > 300, `only ${changed} of the templates were worth formatting`);
  }).timeout(30_000);

  test('of anything', async () => {
    const loaded = await project();
    const pieces = ['{', '}', '[', ']', ',', ':', '"', ' ', '\n', '  ', '\r', '1', 'true', 'x', '{{email}}', '{{#vip}}']
      .concat(['{{/vip}}', '{{^vip}}', '{{#items}}', '{{/items}}', '{{! c }}', '{{>part}}', '{{=<% %>=}}', '<%', '{{'])
      .concat(['{{#escapeJson}}', '{{/escapeJson}}', '"a": ', '\\', '\u00a0', '\u2028']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 16 }), parts => {
        assertSame(loaded, parts.join(''), { quotesFit: false });
        assertSame(loaded, `{"a": [${parts.join('')}]}`, { quotesFit: false });
      }),
      { numRuns: 1500 },
    );
  }).timeout(30_000);
});

/** The action of the other tests, with one more template. */
const withPartial = `{
  "action": {
    "templateVariables": [
      { "attribute": "customer_email", "to": "email" },
      { "attribute": "order_total", "to": "total" },
      { "attribute": "plan_names", "to": "plans" },
      { "attribute": "is_vip", "to": "vip" },
      { "attribute": "item_sku", "to": "items.sku" },
      { "attribute": "user_ids", "to": "users" }
    ],
    "templates": { "auth": "auth.trimou", "part": "part.trimou" }
  },
  "attributes": { "is_vip": "badge", "plan_names": "array of strings", "item_sku": "array of strings" }
}`;
