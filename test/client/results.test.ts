import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Budget, type Entry, inMemory, onDisk, remember, restored, within } from '../../client/results/history';
import { historyItem } from '../../client/results/historyItem';
import { laidOutJson, type PrettyJson, prettyJson } from '../../client/results/json';
import { renderDetails } from '../../client/results/markup/details';
import { renderHistory } from '../../client/results/markup/history';
import { renderPage } from '../../client/results/markup/page';
import { matchesOf } from '../../client/results/page/matches';
import { neighbour } from '../../client/results/page/roving';
import { fileName, type TextName, wholeText } from '../../client/results/texts';
import { announcement, details } from '../../client/results/viewModel';
import type { Explanation, FailureReason, Outcome, SendReport } from '../../server/protocol';

const response: Outcome & { kind: 'response' } = {
  kind: 'response',
  status: 200,
  statusText: 'OK',
  headers: [['Content-Type', 'application/json; charset=utf-8']],
  body: '{"type":"user","id":"1","ok":true,"n":-1.50,"list":[],"none":null}',
  ms: 143.4,
};

function report(changes: Partial<SendReport> = {}): SendReport {
  return {
    at: Date.UTC(2026, 0, 2, 3, 4, 5),
    action: { uri: 'file:///a/new-user.webhook.json', name: 'Create or update user' },
    event: { uri: 'file:///a/events/registered.event.json', name: 'registered' },
    target: 'sandbox',
    request: {
      method: 'POST',
      url: 'https://api.intercom.io/users',
      headers: [['Accept', 'application/json']],
      body: '{}',
    },
    outcome: response,
    trace: [{ title: 'Template Variables JSON', text: '{"email":"a@example.com"}' }],
    ...changes,
  };
}

const hostileRange = { start: { line: 1, character: 1 }, end: { line: 1, character: 2 } };
const explanation: Explanation = {
  status: 409,
  code: 'conflict',
  message: 'A contact exists with id=0123456',
  title: 'The contact exists already',
  meaning: 'POST /contacts creates.',
  remedy: 'Update it.',
  field: 'email',
  contactId: '0123456',
  place: { uri: 'file:///a/body%20template.json.trimou', range: hostileRange },
  fixes: [{ kind: 'update-contact', method: 'PUT', path: '/contacts/0123456', title: 'Send Once as PUT' }],
};

const longList = (length: number) => `[${'{"id":1,"x":"<i>"},'.repeat(length)}0]`;
const entry = (changes: Partial<SendReport> = {}): Entry => ({ id: '1', report: report(changes) });
const answered = (changes: Partial<typeof response>) => entry({ outcome: { ...response, ...changes } });
/** A row's text, after its indentation. */
const lines = ({ rows }: PrettyJson) =>
  rows.map(({ level, pieces }) => '  '.repeat(Math.min(level - 1, 40)) + pieces.map(piece => piece.text).join(''));
const text = (pretty: PrettyJson | undefined) => lines(pretty!).join('\n');
const much = { characters: 1_000_000, rows: 1_000_000 };

suite('JSON laid out', () => {
  test('over lines, with its kinds', () => {
    const pretty = prettyJson('{"a":"x","b":[1,true],"c":{}}', much);
    assert.equal(text(pretty), '{\n  "a": "x",\n  "b": [\n    1,\n    true\n  ],\n  "c": {}\n}');
    const pieces = pretty!.rows.flatMap(row => row.pieces);
    const kinds = pieces.filter(piece => piece.kind).map(piece => `${piece.kind} ${piece.text}`);
    assert.deepEqual(kinds, ['key "a"', 'string "x"', 'key "b"', 'number 1', 'word true', 'key "c"']);
  });

  test('knows what folds, and how much is in it', () => {
    const { rows } = prettyJson('{"a":[1,{"b":2},[]],"c":{}}', much)!;
    const shown = rows.map(
      ({ level, opens, closes, entries }) => `${level}${opens ? `+${entries}` : closes ? '-' : ''}`,
    );
    assert.deepEqual(shown, ['1+2', '2+3', '3', '3+1', '4', '3-', '3', '2-', '2', '1-']);
  });

  test('tokens stay as they were written', () => {
    const pretty = prettyJson('{"id":12345678901234567890,"id":1.0,"s":"\\u00e9"}', much);
    assert.equal(text(pretty), '{\n  "id": 12345678901234567890,\n  "id": 1.0,\n  "s": "\\u00e9"\n}');
  });

  test('means the same as JSON.stringify, in rows and in a document', () => {
    fc.assert(
      fc.property(fc.json(), fc.boolean(), (json, spaced) => {
        const source = spaced ? JSON.stringify(JSON.parse(json), null, 3) : json;
        const pretty = prettyJson(source, much);
        assert.ok(pretty && !pretty.cut);
        assert.deepEqual(JSON.parse(text(pretty)), JSON.parse(json));
        assert.equal(text(pretty), laidOutJson(source));
      }),
    );
  });

  test('what opens is closed on its level', () => {
    fc.assert(
      fc.property(fc.json(), json => {
        const open: number[] = [];
        for (const { level, opens, closes } of prettyJson(json, much)!.rows) {
          assert.equal(level, closes ? open.pop() : open.length + 1);
          if (opens) open.push(level);
        }
        assert.equal(open.length, 0);
      }),
    );
  });

  test('what is not JSON is left alone', () => {
    for (const source of ['', 'not json', '<html>', '{"a":', '{"a":1} x', '[INFO] started']) {
      assert.equal(prettyJson(source, much), undefined, source);
    }
    assert.equal(prettyJson('[INFO] started '.repeat(10), { characters: 20, rows: 9 }), undefined);
  });

  test('no more than the limit, even of an answer that was cut off', () => {
    const limit = { characters: 10_000, rows: 500 };
    const part = prettyJson(`{"list":[${'{"a":1},'.repeat(1_000_000)}`, limit);
    assert.ok(part?.cut && text(part).length < 15_000 && part.rows.length <= 500);
    const deep = prettyJson('['.repeat(1_000_000), limit);
    assert.ok(deep?.cut && deep.rows.length <= 500);
    assert.ok(text(prettyJson(`["${'x'.repeat(1_000_000)}"]`, limit)).length < 10_100);
  });
});

suite('what the results view says', () => {
  test('of an answer', () => {
    const view = details(
      answered({
        headers: [
          ['X-RateLimit-Limit', '1666'],
          ['x-ratelimit-remaining', '1665'],
        ],
      }),
    );
    assert.equal(view.status, '200 OK');
    assert.equal(view.tone, 'success');
    const facts = Object.fromEntries(view.facts.map(fact => [fact.label, fact.text]));
    assert.equal(facts.Time, '143 ms');
    assert.equal(facts.Size, '66 B');
    assert.equal(facts['Rate limit'], '1,665 of 1,666 calls left');
    assert.equal(announcement(answered({})), '200 OK. Create or update user, event registered.');
  });

  test('of calls that run out, and when there are new ones', () => {
    const headers = [
      ['X-RateLimit-Limit', '1666'],
      ['X-RateLimit-Remaining', '0'],
      ['X-RateLimit-Reset', '1767322800'],
    ];
    const [first] = details(answered({ status: 429, headers: headers as [string, string][] })).facts;
    assert.ok(first?.isLow);
    assert.match(first.text, /^0 of 1,666 calls left, new at .*\d/);
  });

  test('of where the time went', () => {
    const timing = { dnsMs: 10, connectMs: 20, firstByteMs: 60, totalMs: 100, reusedConnection: false };
    const view = details(answered({ timing })).timing;
    const shown = view.steps.map(({ label, text, from, share }) => `${label} ${text} ${Number(from)} ${Number(share)}`);
    const expected = ['DNS lookup 10 ms 0 0.1', 'Connecting 20 ms 0.1 0.2', 'First byte 60 ms 0.3 0.6'];
    assert.deepEqual(shown, [...expected, 'Reading the answer 10 ms 0.9 0.1']);
    assert.equal(view.total, '100 ms');
  });

  test('of tries before the last', () => {
    const html = renderDetails(details(entry({ earlier: [{ status: 429, ms: 80, waitedMs: 2_000 }] })));
    assert.match(html, /Try 1 was answered with 429 after 80 ms; 2\.0 s later came the next\./);
    assertOwnMarkup(html);
  });

  test('of time that nobody recorded, and of a connection that was open', () => {
    assert.match(details(answered({})).timing.note ?? '', /not recorded/);
    const timing = { firstByteMs: 8.04, totalMs: 8.1, reusedConnection: true };
    const reused = details(answered({ timing })).timing;
    assert.match(reused.note ?? '', /still open/);
    assert.equal(reused.steps[0]?.text, '8.0 ms');
    const broken = entry({
      outcome: { kind: 'failed', reason: 'network', detail: '', timing: { dnsMs: 2, totalMs: 5 } },
    });
    assert.deepEqual(details(broken).timing.steps.at(-1)?.label, 'Until it broke off');
  });

  test('of an answer without a body, as events get', () => {
    const view = details(answered({ status: 202, statusText: 'Accepted', body: '' }));
    assert.equal(view.response?.body.empty, true);
    assert.match(view.response?.body.note ?? '', /how Intercom accepts an event/);
  });

  test('of an answer that is explained', () => {
    const view = details(
      entry({ outcome: { ...response, status: 409 }, explanations: [{ ...explanation, fixes: [] }, explanation] }),
    );
    assert.equal(view.tone, 'client-error');
    const html = renderDetails(view).replaceAll(/\s+/g, ' ');
    assert.match(html, /<h2>The contact exists already<\/h2> <p>POST &#x2F;contacts creates\. Update it\.<\/p>/);
    assert.match(html, /<code>conflict<\/code> <code>email<\/code> A contact exists with id&#x3D;0123456</);
    assert.match(html, /data-do="show-cause" data-at="1" aria-label="[^"]*">Show body template\.json\.trimou, line 2</);
    assert.match(html, /data-do="fix" data-at="1" data-fix="0">Send Once as PUT</);
    assert.equal(html.match(/data-do="fix"/g)?.length, 1);
    assertOwnMarkup(html);
  });

  test('of a note of the sandbox, which is no error', () => {
    const note: Explanation = { ...explanation, isHint: true, remedy: '' };
    const shown = (given: Explanation) => renderDetails(details(entry({ explanations: [given] })));
    assert.match(shown(note), /<li class="problem hint">/);
    assert.match(shown(explanation), /<li class="problem">/);
  });

  test('of an explanation without a place and without words of Intercom', () => {
    const { title, meaning, remedy } = explanation;
    const html = renderDetails(details(entry({ explanations: [{ status: 503, title, meaning, remedy, fixes: [] }] })));
    assert.doesNotMatch(html, /Intercom says|show-cause|data-do="fix"/);
  });

  test('what is wrong is read out', () =>
    assert.equal(
      announcement(
        entry({ outcome: { ...response, status: 409, statusText: 'Conflict' }, explanations: [explanation] }),
      ),
      '409 Conflict. Create or update user, event registered. The contact exists already.',
    ));

  test('of every kind of failure: a reason and a remedy', () => {
    const reasons: Record<FailureReason, true> = {
      cancelled: true,
      timeout: true,
      network: true,
      refused: true,
      'host-not-found': true,
      certificate: true,
      proxy: true,
      'host-not-allowed': true,
      'missing-secret': true,
      'bad-url': true,
      plan: true,
    };
    for (const reason of Object.keys(reasons) as FailureReason[]) {
      const view = details(entry({ outcome: { kind: 'failed', reason, detail: 'What happened.' } }));
      assert.ok(view.failure?.title && view.failure.remedy, reason);
      const html = renderDetails(view);
      assert.ok(html.includes('What happened.'), reason);
      assert.ok(html.includes('tab-response') && !html.includes('data-mode="raw" data-name="response'), reason);
    }
  });

  test('the place of a mistake', () => {
    const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 9 } };
    const place = { uri: 'file:///a/body%20template.json.trimou', range };
    const view = details(entry({ outcome: { kind: 'failed', reason: 'plan', detail: 'Unclosed tag.', place } }));
    assert.equal(view.failure?.place, 'body template.json.trimou, line 4');
  });

  test('a line of the history says all of the send, and has no other name', () => {
    const html = renderHistory([historyItem(entry(), true, report().at)]);
    const text = html
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim();
    assert.match(text, /^200 Create or update user .+ registered · Sandbox 143 ms$/);
    assert.match(html, /aria-selected="true"/);
    assert.doesNotMatch(html, /aria-label/);
  });

  test('the day of a send that was not today', () => {
    const then = historyItem(entry(), false, report().at + 3 * 24 * 3_600_000).time;
    assert.match(then, /2/);
    assert.doesNotMatch(then, /:/);
  });

  test('a body of 20 MB is shown in part', function () {
    this.timeout(20_000);
    const body = longList(1_200_000);
    assert.ok(body.length > 20_000_000);
    const html = renderDetails(details(answered({ body })));
    assert.ok(html.length < 2_000_000);
    assert.ok(html.match(/<div/g)!.length < 3_000);
    assert.match(html, /The first part of 2\d\.\d MB\. Open it as a document to see all\./);
  });

  test('what is shown in part opens whole', () => {
    const body = longList(20_000);
    const whole = wholeText(answered({ body }).report, 'response-body')?.text ?? '';
    assert.ok(JSON.stringify(JSON.parse(whole)) === body);
  });

  test('whole texts know their language', () => {
    const html = answered({ headers: [['content-type', 'text/html']], body: '<html>' }).report;
    assert.deepEqual(wholeText(html, 'response-body'), { text: '<html>', extension: 'html' });
    assert.equal(wholeText(report(), 'response-raw')?.text, response.body);
    const cut = answered({ headers: [], body: '{"a":' }).report;
    assert.deepEqual(wholeText(cut, 'response-body'), { text: '{"a":', extension: 'json' });
    assert.equal(wholeText(report(), 'trace')?.text, 'Template Variables JSON\n{"email":"a@example.com"}');
    assert.equal(wholeText(report(), 'response-body')?.extension, 'json');
    assert.equal(
      wholeText(report(), 'request')?.text,
      'POST https://api.intercom.io/users\nAccept: application/json\n\n{}',
    );
    assert.equal(
      wholeText(entry({ outcome: { kind: 'failed', reason: 'timeout', detail: '' } }).report, 'response-body'),
      undefined,
    );
  });
});

suite('a text of a send as a file', () => {
  test('has a name that says what it is', () => {
    assert.equal(fileName(report(), 'response-raw'), 'Create or update user registered 200 response body.json');
    assert.equal(fileName(report(), 'request'), 'Create or update user registered 200 request.http');
    assert.equal(fileName(report(), 'trace'), 'Create or update user registered 200 trace.txt');
  });

  test('has none when there is no such text', () => {
    const failed = entry({ outcome: { kind: 'failed', reason: 'timeout', detail: '' } }).report;
    assert.equal(fileName(failed, 'response-body'), undefined);
  });

  test('can be written on any disk, whatever the action is called', () => {
    fc.assert(
      fc.property(hostileReport, fc.constantFrom<TextName>('request', 'trace', 'response-raw'), (hostile, name) => {
        const file = fileName(hostile, name);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
        assert.ok(file === undefined || (/^[^\\/:*?"<>|\u0000-\u001f]+\.\w+$/.test(file) && file.length < 200), file);
      }),
    );
  });
});

suite('the keys of the results view', () => {
  const go = (at: number, key: string) => neighbour(['a', 'b', 'c'], at, key, 'ArrowUp', 'ArrowDown');

  test('lead to the neighbour, and stop at the ends', () => {
    assert.deepEqual(
      [go(0, 'ArrowDown'), go(2, 'ArrowDown'), go(1, 'ArrowUp'), go(0, 'ArrowUp')],
      ['b', 'c', 'a', 'a'],
    );
    assert.deepEqual([go(1, 'Home'), go(1, 'End'), go(1, 'x')], ['a', 'c', undefined]);
  });

  test('from where nothing is chosen, to the first', () => assert.equal(go(-1, 'ArrowDown'), 'a'));
});

suite('find in the results view', () => {
  test('whatever the case, and signs as they are', () => {
    assert.deepEqual(matchesOf('a.A+a.a', 'A.', 9), [
      [0, 2],
      [4, 6],
    ]);
    assert.deepEqual(matchesOf('İx', 'x', 9), [[1, 2]]);
    assert.deepEqual(matchesOf('aaaa', 'a', 2).length, 2);
    assert.deepEqual(matchesOf('abc', '', 9), []);
  });

  test('what is found is what was looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', minLength: 1 }), (around, wanted) => {
        const found = matchesOf(`${around}${wanted}${around}`, wanted, 99);
        assert.ok(found.length > 0);
        for (const [start, end] of found) assert.ok(end > start);
      }),
    );
  });
});

suite('the markup of the results view', () => {
  test('HTML full of script is text', () => {
    const script = `<script>alert(1)</script><img src=x onerror="alert(1)">{{body}}`;
    const html = renderDetails(details(answered({ body: script, statusText: script, headers: [[script, script]] })));
    assert.ok(!html.includes('<script') && !html.includes('<img'));
    assertOwnMarkup(html);
  });

  test('whatever comes is escaped', function () {
    this.timeout(20_000);
    fc.assert(
      fc.property(hostileReport, hostile => {
        const kept = { id: '1', report: hostile };
        assertOwnMarkup(renderDetails(details(kept)));
        assertOwnMarkup(renderHistory([historyItem(kept, true, 0)]));
      }),
      { numRuns: 300 },
    );
  });

  test('the page runs no script but its own', () => {
    const parts = {
      cspSource: 'https://host',
      nonce: 'n0nce',
      base: 'https://host/b',
      style: 'https://host/s',
      script: 'https://host/j',
      shortcut: 'F',
      language: 'en',
    };
    const html = renderPage(parts);
    assert.match(html, /default-src &#39;none&#39;|default-src 'none'/);
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.match(html, /<script nonce="n0nce"/);
    assert.doesNotMatch(html, /unsafe|\son\w+=|\sstyle=/);
  });
});

suite('the history', () => {
  test('holds the newest fifty', () => {
    let history: readonly Entry[] = [];
    for (let at = 0; at < 60; at++) history = remember(history, report({ at }));
    assert.equal(history.length, 50);
    assert.equal(history[0]!.report.at, 59);
  });

  test('two sends in one millisecond are two', () => {
    const history = remember(remember([], report()), report());
    assert.equal(new Set(history.map(({ id }) => id)).size, 2);
  });

  test('cuts what is big, and says so', () => {
    const big = remember([], report({ outcome: { ...response, body: 'x'.repeat(5_000_000) } }));
    assert.equal(big[0]!.cut, undefined);
    const [kept] = within(big, onDisk);
    assert.equal(kept!.cut, true);
    const view = details(kept!);
    assert.match(view.response?.body.note ?? '', /Cut when it was put into the history/);
    assert.ok(view.facts.some(({ label, text }) => label === 'Size' && text === '5.0 MB'));
  });

  test('stays within its budget, whatever is sent', () => {
    const small: Budget = { entries: 5, total: 4_000, text: 300 };
    fc.assert(
      fc.property(fc.array(hostileReport, { maxLength: 8 }), reports => {
        const history = within(
          reports.map((value, at) => ({ id: String(at), report: value })),
          small,
        );
        assert.ok(history.length <= small.entries);
        const bodies = history.map(({ report: { outcome } }) =>
          outcome.kind === 'response' ? outcome.body.length : 0,
        );
        assert.ok(bodies.reduce((sum, length) => sum + length, 0) <= small.total);
      }),
    );
  });

  test('survives being stored, and storage that is not ours', () => {
    const history = remember([], report({ explanations: [explanation] }));
    assert.deepEqual(restored(JSON.parse(JSON.stringify(within(history, onDisk)))), history);
    const broken = { ...history[0], report: { ...history[0]!.report, explanations: [null] } };
    for (const junk of [undefined, null, 'x', {}, [null, 1, {}, { id: 'x', report: {} }], [broken]])
      assert.deepEqual(restored(junk), []);
  });

  test('fifty answers of 2 MB stay in memory within the budget', () => {
    let history: readonly Entry[] = [];
    const body = 'x'.repeat(2_000_000);
    for (let at = 0; at < 50; at++) history = remember(history, report({ at, outcome: { ...response, body } }));
    assert.equal(history.length, 50);
    const total = history.reduce((sum, { report: { outcome } }) => sum + (outcome as typeof response).body.length, 0);
    assert.ok(total <= inMemory.total);
  });
});

/** Asserts that there are only tags and attributes of our own templates, so that no value has become markup. */
function assertOwnMarkup(html: string): void {
  const tags =
    /<\/?(?:li|span|div|h1|h2|p|button|pre|code|table|thead|tbody|tr|th|td|header|dl|dt|dd|ul|section|svg|path)(?: (?:role|id|class|data-[a-z-]+|type|tabindex|title|scope|viewBox|d|aria-[a-z]+)="[^"<>]*")*\/?>/g;
  const rest = html.replaceAll(tags, '');
  assert.doesNotMatch(rest, /[<>"]/);
}

const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom('<', '>', '"', "'", '&', '{', '}', '/', '`', '=', '!', 'a', '\n', '\u2028', '\0'),
  }),
  fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '{{{text}}}', '<!--', '--></pre>'),
  fc.json(),
);
const hostilePairs = fc.array(fc.tuple(hostileText, hostileText), { maxLength: 4 });
const hostileOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({
    kind: fc.constant('response' as const),
    status: fc.integer({ min: 100, max: 599 }),
    statusText: hostileText,
    headers: hostilePairs,
    body: fc.oneof(
      hostileText,
      hostileText.map(code => JSON.stringify({ errors: [{ code, message: code, field: code }] })),
    ),
    ms: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('failed' as const),
    reason: fc.constantFrom<FailureReason>('timeout', 'plan', 'missing-secret'),
    detail: hostileText,
    place: fc.record({ uri: hostileText, range: fc.constant(hostileRange) }),
  }),
);
const hostileExplanation: fc.Arbitrary<Explanation> = fc.record({
  ...{ status: fc.nat(), code: hostileText, message: hostileText, field: hostileText, contactId: hostileText },
  ...{ title: hostileText, meaning: hostileText, remedy: hostileText },
  place: fc.record({ uri: hostileText, range: fc.constant(hostileRange) }),
  fixes: fc.array(
    fc.record({
      kind: fc.constant('update-contact' as const),
      method: fc.constant('PUT' as const),
      path: hostileText,
      title: hostileText,
    }),
    { maxLength: 2 },
  ),
});
const hostileReport: fc.Arbitrary<SendReport> = fc.record({
  at: fc.nat(),
  action: fc.record({ uri: hostileText, name: hostileText }),
  event: fc.record({ uri: hostileText, name: hostileText }),
  target: fc.constantFrom('sandbox' as const, 'intercom' as const),
  request: fc.record({ method: hostileText, url: hostileText, headers: hostilePairs, body: hostileText }),
  outcome: hostileOutcome,
  explanations: fc.array(hostileExplanation, { maxLength: 3 }),
  trace: fc.array(
    fc.record({ title: hostileText.map(name => `Rendered Template: ${name}` as const), text: hostileText }),
    { maxLength: 3 },
  ),
});
