import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Network } from '../../server/http/network/network';
import { sendAction } from '../../server/http/sendAction';
import type { SendReport } from '../../server/protocol';
import { type Fault, faults, type Place } from './faults';
import { fakeToken, projectOf } from './project';

const page = 'docs/reliability.md';
/** Enough of the token to recognize it, in each form in which it is repeated. */
const traces = [fakeToken, Buffer.from(`Bearer ${fakeToken}`).toString('base64').slice(16, -8)];

/** Sends the small action to a server with a fault, as the editor would. */
async function sendTo({ url, ca }: Place, { timeout = 5000 }: Fault, network: Network): Promise<SendReport> {
  return sendAction({
    ...(await projectOf()),
    target: { kind: 'origin', url },
    secret: async () => fakeToken,
    network: async () => ({ ...network, ...(ca && { authorities: { certificates: [ca] } }) }),
    allowedHosts: [new URL(url).origin],
    timeout,
    now: () => 1_700_000_000_000,
    uuid: () => '00000000-0000-4000-8000-000000000000',
  });
}

/** What the person who sends is told, for the page: addresses of the test replaced. */
function told({ outcome }: SendReport): string {
  if (outcome.kind === 'failed')
    return `\`${outcome.reason}\`: ${outcome.detail.replace(/\b(localhost|127\.0\.0\.1|nowhere\.localhost\.invalid)\b(:\d+)?/g, 'HOST').replace(/0\.\d+ s/, '5 s')}`;
  const how = JSON.stringify(outcome).includes('••••') ? 'shown with the token masked' : 'shown as it came';
  const redirect = outcome.status >= 300 && outcome.status < 400 ? ', not followed' : '';
  return `${outcome.status}${redirect}, ${how}${outcome.truncated ? ', the first 10 MB of it' : ''}`;
}

suite('faults of servers', function () {
  this.timeout(60_000);
  const outcomes = new Map<string, string>();

  for (const fault of faults) {
    test(`${fault.name}: a clear result, no token, no connection left over`, () =>
      fault.serve(async place => {
        const report = await sendTo(place, fault, {});
        outcomes.set(fault.name, told(report));
        const shown = JSON.stringify(report);
        for (const trace of traces) assert.ok(!shown.includes(trace), shown.slice(0, 2000));
        assert.ok(report.trace.length > 0 && report.request.method === 'POST');
        // A complete answer leaves one connection, kept for the next send; a broken one leaves none.
        const whole = fault.whole || (report.outcome.kind === 'response' && !report.outcome.truncated);
        const kept = whole ? 1 : 0;
        await settled(() => (place.open?.() ?? 0) <= kept);
      }));
  }

  test('HTML with script comes as text, for the panel to escape', () =>
    find('Sends HTML with script in every field').serve(async place => {
      const { outcome } = await sendTo(place, find('Sends HTML with script in every field'), {});
      assert.ok(outcome.kind === 'response' && outcome.body.includes('<script>alert(1)</script>'));
    }));

  test('what is no UTF-8 is marked, and the rest is there', () =>
    find('Sends bytes that are no UTF-8').serve(async place => {
      const { outcome } = await sendTo(place, find('Sends bytes that are no UTF-8'), {});
      assert.equal(outcome.kind === 'response' && outcome.body, '"\ufffd\ufffd"');
    }));

  test('sent over and over, they leave neither memory nor sockets', async () => {
    const rounds = async (count: number) => {
      for (const fault of faults.filter(({ name }) => !/100 MB|bomb/.test(name))) {
        await fault.serve(async place => {
          const network: Network = {};
          for (let round = 0; round < count; round++) await sendTo(place, fault, network);
        });
      }
      for (const name of ['Sends 100 MB', 'Sends a gzip bomb, 256 MB in 256 KB'])
        await find(name).serve(async place => void (await sendTo(place, find(name), {})));
    };
    await rounds(1);
    const before = await held();
    await rounds(4);
    const after = await held();
    assert.ok(after.bytes - before.bytes < 10 << 20, `${before.bytes} bytes became ${after.bytes}`);
    assert.ok(after.sockets <= before.sockets, `${before.sockets} sockets became ${after.sockets}`);
  });

  test(`${page} says what comes of each`, () => {
    const rows = [...outcomes].map(([name, outcome]) => `| ${name} | ${outcome} |`);
    assert.equal(rows.length, faults.length);
    const text = readFileSync(page, 'utf8');
    const table = /(\| The server .*\n\| --- .*\n)((?:\|.*\n)*)/.exec(text)!;
    if (process.env.UPDATE) writeFileSync(page, text.replace(table[0], `${table[1]}${rows.join('\n')}\n`));
    else assert.deepEqual(table[2]!.trim().split('\n'), rows, 'run this test with UPDATE=1 to write the table anew');
  });
});

function find(wanted: string): Fault {
  return faults.find(({ name }) => name === wanted)!;
}

/** Waits for what follows from a socket that was closed on this side. */
async function settled(holds: () => boolean): Promise<void> {
  for (let turns = 0; turns < 2000; turns++) {
    if (holds()) return;
    await new Promise(resolve => setTimeout(resolve, 1));
  }
  assert.fail('connections are left over');
}

setFlagsFromString('--expose_gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What is still held after everything that can be freed was freed. */
async function held(): Promise<{ bytes: number; sockets: number }> {
  const sockets = () => process.getActiveResourcesInfo().filter(resource => /TCP|TLS/.test(resource)).length;
  for (let turns = 0; turns < 5; turns++) {
    await new Promise(resolve => setImmediate(resolve));
    collectGarbage();
  }
  const { heapUsed, external } = process.memoryUsage();
  return { bytes: heapUsed + external, sockets: sockets() };
}
