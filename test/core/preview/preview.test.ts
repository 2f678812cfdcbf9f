import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Project } from '../../../server/core/action/project';
import {
  type Preview,
  previewAction,
  previewTemplate,
  type RenderedPreview,
} from '../../../server/core/preview/preview';
import { sampleAction, sampleProject } from '../../support/cursor';

const moment = { now: 1_764_000_000_000, uuid: () => 'u-1' };

suite('the preview of a template', () => {
  test('is its text as it was rendered, with placeholders for secrets', async () => {
    assert.equal(
      (await rendered('{"email": "{{email}}", "t": "{{access_token}}"}\n')).text,
      '{"email": "ann@example.com", "t": "<secret:intercom>"}\n',
    );
  });

  test('says of every character where it comes from, in order', async () => {
    await mapped('{"a": "{{email}}",\n{{#plans}}"{{this}}"{{#iter.hasNext}}, {{/iter.hasNext}}{{/plans}}}\n', [
      ['{"a": "', '{"a": "'],
      ['ann@example.com', '{{email}}'],
      ['",\n', '",\n'],
      ['"', '"'],
      ['pro', '{{this}}'],
      ['"', '"'],
      [', ', ', '],
      ['"', '"'],
      ['team', '{{this}}'],
      ['"', '"'],
      ['}\n', '}\n'],
    ]);
  });

  test('knows what sections enclose', async () => {
    const text = 'a{{#vip}}b{{^plans}}c{{/plans}}{{/vip}}';
    const { origins } = await rendered(text);
    const seen = origins[0]!.sections.map(({ open, close }) => [
      text.slice(open.start, open.end),
      text.slice(close.start, close.end),
    ]);
    assert.deepEqual(seen, [
      ['{{#vip}}', '{{/vip}}'],
      ['{{^plans}}', '{{/plans}}'],
    ]);
  });

  test('holds for any template: the pieces are the text, none left out and in order', async () => {
    const piece = fc.constantFrom(
      '{{email}}',
      '{{total}}',
      '{{#plans}}',
      '{{/plans}}',
      '{{^vip}}',
      '{{/vip}}',
      '{{! x }}',
      ' ',
      '\r\n',
      '\n',
      '"',
      'ä😀',
      '{{none}}',
      '{{email.toJson}}',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async pieces => {
        const source = pieces.join('');
        const preview = await previewOf(source);
        if (preview.kind === 'failed') return;
        let end = 0;
        for (const { output, source: from } of preview.origins[0]?.pieces ?? []) {
          assert.equal(output.start, end);
          assert.ok(output.end > output.start && from.end > from.start && from.end <= source.length);
          end = output.end;
        }
        assert.equal(end, preview.text.length);
      }),
      { numRuns: 200 },
    );
  });

  test('of one that cannot be rendered says why and where', async () => {
    const preview = await previewOf('{"a": "{{email"}');
    assert.equal(preview.kind, 'failed');
    assert.deepEqual([preview.path, typeof preview.message], ['/a/body.json.trimou', 'string']);
    assert.equal(preview.range?.start, 7);
  });

  test('does not depend on the other templates', async () => {
    const project = await sampleProject('{}', { '/a/auth.trimou': '{{broken' });
    assert.equal(
      previewTemplate(project.templates.get('body')!, { project, event: project.events[0]!, ...moment }).kind,
      'rendered',
    );
  });

  test('of an action that is half typed says so, and shows no half of the variables', async () => {
    const project = await sampleProject('{}', {
      '/a/a.webhook.json': sampleAction.replace('"text": "web"', '"text" "web"'),
    });
    const preview = previewTemplate(project.templates.get('body')!, { project, event: project.events[0]!, ...moment });
    assert.equal(preview.kind, 'failed');
    assert.equal(preview.path, '/a/a.webhook.json');
  });

  test('of a template whose file is missing points at its name in the action', async () => {
    const files = { '/a/a.webhook.json': sampleAction.replace('"auth.trimou"', '"gone.trimou"') };
    const project = await sampleProject('{}', files);
    const preview = previewTemplate(project.templates.get('auth')!, { project, event: project.events[0]!, ...moment });
    assert.equal(preview.kind, 'failed');
    assert.equal(project.text.slice(preview.range!.start, preview.range!.end), 'gone.trimou');
  });
});

suite('JSON in a preview', () => {
  const cases: readonly [template: string, output: string, at: string, message: RegExp][] = [
    ['{"a": {{email}}}', '{"a": ann@example.com}', 'ann@example.com', /double quotes/],
    ['{"a": 1,}', '{"a": 1,}', ',', /remove/],
    ['{"a": 1 "b": 2}', '{"a": 1 "b": 2}', '"b"', /comma/],
    ['{"a": [1, 2,]}', '{"a": [1, 2,]}', ',', /remove/],
    ['{"a": 1', '{"a": 1', '1', /brace/],
    ['{"a": 1} {}', '{"a": 1} {}', '{', /ends before/],
    ['// no\n{}', '// no\n{}', '// no', /[Cc]omments/],
    ['{{none}} ', ' ', ' ', /empty/],
    ['{"a": "x\ty"}', '{"a": "x\ty"}', '"x\ty"', /./],
    ['{"a": 01}', '{"a": 01}', '1', /./],
    ['{"a": "an "{{email}}" here"}', '{"a": "an "ann@example.com" here"}', 'ann@example.com', /a quote inside a text/],
    ['{"a": "x",\n b: 1}', '{"a": "x",\n b: 1}', 'b', /./],
    ['["x", y]', '["x", y]', 'y', /put texts in double quotes/],
    ['{"a": "x\ny"}', '{"a": "x\ny"}', '"x', /a line break in it is written `\\n`/],
  ];
  for (const [template, output, at, message] of cases) {
    test(`${JSON.stringify(output)} is refused at ${JSON.stringify(at)}`, async () => {
      const { text, problem } = await rendered(template);
      assert.equal(text, output);
      assert.ok(problem);
      assert.equal(text.slice(problem.range.start, problem.range.end), at);
      assert.match(problem.message, message);
    });
  }

  test('that is nested without end costs no stack', async () => {
    const { problem } = await rendered('['.repeat(100_000));
    assert.ok(problem);
  });

  test('is what JavaScript reads: everything it refuses is found, nothing else', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '01',
      '1.',
      'true',
      'nul',
      ' ',
      '\n',
      '\u00a0',
      '\ufeff',
      '\\u12',
      '//x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async pieces => {
        const preview = await previewOf(pieces.join(''));
        if (preview.kind === 'failed') return;
        const { text, problem } = preview;
        assert.equal(problem === undefined, isJson(text), text);
        if (problem)
          assert.ok(
            0 <= problem.range.start && problem.range.start <= problem.range.end && problem.range.end <= text.length,
          );
      }),
      { numRuns: 1000 },
    );
  }).timeout(20_000);
});

suite('the preview of an action', () => {
  test('is the request as an HTTP message', async () => {
    const { text } = requestOf(
      await sampleProject('{"email": "{{email}}"}\n', { '/a/auth.trimou': 'Bearer {{access_token}}\n' }),
    );
    assert.equal(
      text,
      'POST https://api.intercom.io/users\nAuthorization: Bearer <secret:intercom>\nContent-Type: application/json; charset=UTF-8\n\n{"email": "ann@example.com"}\n',
    );
  });

  test('leads to the rows of the form and to the templates', async () => {
    const auth = 'Bearer {{access_token}}\n';
    const body = '{"email": "{{email}}"}';
    const project = await sampleProject(body, { '/a/auth.trimou': auth });
    const { text, origins } = requestOf(project);
    const sources: Record<string, string> = {
      '/a/a.webhook.json': project.text,
      '/a/auth.trimou': auth,
      '/a/body.json.trimou': body,
    };
    const seen = origins.map(({ path, pieces }) => [
      path,
      pieces.map(({ output, source }) => [
        text.slice(output.start, output.end),
        sources[path]!.slice(source.start, source.end),
      ]),
    ]);
    assert.deepEqual(Object.fromEntries(seen), {
      '/a/a.webhook.json': [
        ['POST', 'POST'],
        ['https://api.intercom.io/users', 'https://api.intercom.io/users'],
        ['Authorization: ', 'Authorization'],
        ['Bearer <secret:intercom>', '{{auth}}'],
        ['Content-Type: ', 'application/json'],
        ['application/json; charset=UTF-8', 'application/json'],
        ['{"email": "ann@example.com"}', '{{body}}'],
      ],
      '/a/auth.trimou': [
        ['Bearer ', 'Bearer '],
        ['<secret:intercom>', '{{access_token}}'],
      ],
      '/a/body.json.trimou': [
        ['{"email": "', '{"email": "'],
        ['ann@example.com', '{{email}}'],
        ['"}', '"}'],
      ],
    });
  });

  test('has a mistake in its body where the body stands', async () => {
    const { text, problem } = requestOf(await sampleProject('{"a": {{email}}}'));
    assert.ok(problem);
    assert.equal(text.slice(problem.range.start, problem.range.end), 'ann@example.com');
  });

  test('shows no credential that stands in the action', async () => {
    const files = {
      '/a/a.webhook.json': sampleAction
        .replace(
          '"action": {',
          '"connector": { "basicAuth": { "username": "me", "password": "not-a-real-one" } }, "action": {',
        )
        .replace('"map": "{{auth}}", "to": "Authorization"', '"map": "not-a-real-key", "to": "X-Api-Key"'),
    };
    const { text } = requestOf(await sampleProject('{}', files));
    assert.match(text, /^Authorization: Basic ••••••••$/m);
    assert.match(text, /^X-Api-Key: ••••••••$/m);
    assert.doesNotMatch(text, /not-a-real|bWU6/);
  });

  test('tells apart rows of one name, URL parameters, cookies and forms', async () => {
    const action = sampleAction
      .replace(
        '"headers": [{ "map": "{{auth}}", "to": "Authorization" }]',
        '"urlParameters": [{ "text": "a b", "to": "q" }], "headers": [{ "map": "v{{auth}}!", "to": "X-One" }, { "attribute": "customer_email", "to": "X-One" }], "cookies": [{ "text": "1", "to": "c" }]',
      )
      .replace('"application/json"', '"application/x-www-form-urlencoded"')
      .replace(
        '[{ "map": "{{body}}", "to": "Body" }]',
        '[{ "map": "1", "to": "one" }, { "attribute": "customer_email", "to": "two" }]',
      );
    const { text, origins, problem } = requestOf(
      await sampleProject('{}', { '/a/a.webhook.json': action, '/a/auth.trimou': '{{channel}}' }),
    );
    assert.equal(
      text,
      'POST https://api.intercom.io/users?q=a%20b\nX-One: vweb!\nX-One: ann@example.com\nCookie: c=1\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\n\none=1&two=ann%40example.com',
    );
    assert.equal(problem, undefined);
    for (const { pieces } of origins) {
      let end = 0;
      for (const { output } of pieces) {
        assert.ok(end <= output.start && output.start <= output.end);
        end = output.end;
      }
    }
    const seen = origins[0]!.pieces.map(({ output, source }) => [
      text.slice(output.start, output.end),
      action.slice(source.start, source.end),
    ]);
    assert.ok(seen.some(([output, source]) => output === 'ann@example.com' && source === 'customer_email'));
    assert.ok(seen.some(([output, source]) => output === 'web' && source === '{{auth}}'));
    assert.ok(seen.some(([output, source]) => output === '?q=a%20b' && source?.startsWith('[{ "text": "a b"')));
  });

  test('of a request without body ends with its headers', async () => {
    const { text } = requestOf(
      await sampleProject('{}', {
        '/a/a.webhook.json': sampleAction.replace('[{ "map": "{{body}}", "to": "Body" }]', '[]'),
      }),
    );
    assert.match(text, /<secret:intercom>\n$/);
  });

  test('that cannot be planned says why and where', async () => {
    const project = await sampleProject('{{#x}}');
    const preview = previewAction({ project, event: project.events[0]!, ...moment });
    assert.equal(preview.kind, 'failed');
    assert.equal(preview.path, '/a/body.json.trimou');
  });
});

async function previewOf(text: string): Promise<Preview> {
  const project = await sampleProject(text);
  return previewTemplate(project.templates.get('body')!, { project, event: project.events[0]!, ...moment });
}

async function rendered(text: string): Promise<RenderedPreview> {
  const preview = await previewOf(text);
  assert.ok(preview.kind === 'rendered', JSON.stringify(preview));
  return preview;
}

async function mapped(source: string, expected: readonly (readonly [output: string, source: string])[]): Promise<void> {
  const { text, origins } = await rendered(source);
  const pieces = origins[0]!.pieces.map(piece => [
    text.slice(piece.output.start, piece.output.end),
    source.slice(piece.source.start, piece.source.end),
  ]);
  assert.deepEqual(pieces, expected);
}

function requestOf(project: Project): RenderedPreview {
  const preview = previewAction({ project, event: project.events[0]!, ...moment });
  assert.ok(preview.kind === 'rendered', JSON.stringify(preview));
  return preview;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
