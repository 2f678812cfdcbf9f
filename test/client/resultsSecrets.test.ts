import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { type Entry, inMemory, onDisk, remember, restored, within } from '../../client/results/history';
import { historyItem } from '../../client/results/historyItem';
import { renderDetails } from '../../client/results/markup/details';
import { renderHistory } from '../../client/results/markup/history';
import { fileName, type TextName, wholeText } from '../../client/results/texts';
import { announcement, details } from '../../client/results/viewModel';
import { curlCommand } from '../../server/core/export/curl';
import { sendAction } from '../../server/http/sendAction';
import { withServer } from '../http/loopback';
import { fakeToken, projectOf } from '../http/project';

/** Repeats the token wherever an answer can hold it, with a body too long for the storage. */
const careless: RequestListener = (request, response) => {
  const { authorization = '' } = request.headers;
  const token = authorization.replace('Bearer ', '');
  const error = { code: token, message: `No ${authorization}`, field: token };
  const body = { errors: [error], [token]: Buffer.from(authorization).toString('base64'), long: 'x'.repeat(3_000_000) };
  response.writeHead(400, `Bad ${token}`, { 'Content-Type': 'application/json', 'X-Echo': authorization });
  response.end(JSON.stringify(body));
};

const names: readonly TextName[] = [
  ...(['response-body', 'response-raw', 'response-headers'] as const),
  ...(['request', 'request-body', 'request-raw', 'request-headers'] as const),
  ...(['trace', 'trace-0', 'trace-1', 'trace-2', 'trace-3'] as const),
];

suite('a token is in nothing that the results keep or give away', () => {
  let entries: readonly Entry[];

  suiteSetup(async () => {
    // The token is in the template of the body as well, and in the URL.
    const order = await projectOf(
      { url: 'https://api.intercom.io/users?token={{auth}}' },
      { 'body.json.trimou': '{"user_id":"{{user_id.toJson}}","name":"{{token}}"}' },
    );
    const report = await withServer(careless, url =>
      sendAction({
        ...order,
        target: { kind: 'origin', url },
        secret: async () => fakeToken,
        now: () => 1_700_000_000_000,
        uuid: () => '00000000-0000-4000-8000-000000000000',
      }),
    );
    assert.equal(report.outcome.kind === 'response' && report.outcome.status, 400);
    entries = remember(remember([], report), report);
  });

  const check = (text: string, where: string) => {
    for (const secret of [fakeToken, Buffer.from(fakeToken, 'base64').toString()]) {
      assert.ok(!text.includes(secret), where);
    }
  };

  test('the history, in memory and as it is stored', () => {
    check(JSON.stringify(within(entries, inMemory)), 'in memory');
    const stored = JSON.stringify(within(entries, onDisk));
    check(stored, 'stored');
    assert.equal(restored(JSON.parse(stored)).length, 2);
  });

  test('the page, and what the screen reader says', () => {
    const [entry] = entries;
    check(renderDetails(details(entry!)), 'details');
    check(renderHistory([historyItem(entry!, true, 0)]), 'list');
    check(announcement(entry!), 'announcement');
  });

  test('what is copied, saved, compared and opened', () => {
    const [entry] = entries;
    for (const name of names) {
      const whole = wholeText(entry!.report, name);
      assert.ok(whole?.text, name);
      check(whole.text, name);
      if (/^response/.test(name)) assert.match(whole.text, /••••/, `${name} shows where it was`);
      check(fileName(entry!.report, name)!, name);
    }
  });

  test('the command that is copied, which names variables', () => {
    const { text, variables } = curlCommand(entries[0]!.report.request);
    check(text, 'command');
    assert.ok(variables.includes('INTERCOM_ACCESS_TOKEN'));
  });
});
