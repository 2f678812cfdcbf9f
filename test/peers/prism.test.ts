import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { validateBody } from '../../server/core/intercom/validate';
import { differences } from './differences';
import { type Payload, payloads } from './payloads';
import { installPrism, type Prism, startPrism } from './prism';

/**
 * Our checks against a server that others wrote: Prism, with Intercom's own API description (corrected where it
 * contradicts itself). Whatever we call valid it should accept, and whatever we call invalid it should refuse. The
 * description is not part of this project: the suite runs where it lies beside the checkout, and is skipped elsewhere.
 */
const description = path.join(__dirname, '../../../shared/intercom/intercom-openapi-2.16-webhook-sandbox.json');
const version = '2.16';

interface Verdict {
  readonly payload: Payload;
  /** What we call wrong, in words. */
  readonly ours: readonly string[];
  readonly prism: 'accepts' | 'refuses';
}

suite('Our checks and Prism', function () {
  if (!existsSync(description)) {
    test(`skipped: no API description at ${description}`, function () {
      this.skip();
    });
    return;
  }
  this.timeout(5 * 60_000);
  const all = payloads(version);
  let prism: Prism | undefined;
  let verdicts: readonly Verdict[] = [];

  suiteSetup(async function () {
    const installation = await installPrism();
    if (installation.kind === 'unreachable') {
      console.log(`skipped: ${installation.detail}.`);
      this.skip();
    }
    prism = await startPrism(installation.folder, description);
    verdicts = await inParallel(all, payload => judge(payload, prism!.url));
  });

  suiteTeardown(() => prism?.stop());

  test('there are many bodies, of either kind, for every request that takes one', () => {
    assert.ok(all.length >= 300);
    assert.equal(new Set(all.map(({ title }) => title)).size, all.length);
    for (const request of new Set(all.map(({ title }) => title.split(':')[0]))) {
      const ofRequest = verdicts.filter(({ payload }) => payload.title.startsWith(`${request}: `));
      for (const answer of ['accepts', 'refuses'])
        assert.ok(
          ofRequest.some(verdict => verdict.prism === answer),
          request,
        );
    }
  });

  test('where Prism says otherwise, the reason is listed', () => {
    const unlisted = verdicts.filter(verdict => disagree(verdict) && !listed.has(lineOf(verdict)));
    assert.deepEqual(
      unlisted.map(verdict => `${lineOf(verdict)} (${verdict.ours.join('; ')})`),
      [],
    );
  });

  test('what is listed still differs', () => {
    const found = new Set(verdicts.filter(disagree).map(lineOf));
    assert.deepEqual(
      [...listed].filter(line => !found.has(line)),
      [],
    );
  });
});

/** `accepts POST /companies: the body is an empty object` */
const listed = new Set(differences.flatMap(({ prism, bodies }) => bodies.map(title => `${prism} ${title}`)));

function lineOf({ prism, payload }: Verdict): string {
  return `${prism} ${payload.title}`;
}

function disagree({ ours, prism }: Verdict): boolean {
  return (ours.length === 0) !== (prism === 'accepts');
}

async function judge(payload: Payload, origin: string): Promise<Verdict> {
  const { endpoint, body, title } = payload;
  const ours = validateBody(endpoint, version, body)
    .filter(({ outcome }) => outcome === 'rejected')
    .map(({ message }) => message);
  const response = await fetch(origin + pathOf(payload), {
    method: endpoint.method,
    headers: {
      Authorization: 'Bearer not-a-real-token',
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'Intercom-Version': version,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  // A body that does not fit is answered with 400, or with 422 where the description has one for the request.
  const refused = response.status === 400 || response.status === 422;
  assert.ok(refused || response.ok, `${title}: ${response.status} ${text}`);
  return { payload, ours, prism: refused ? 'refuses' : 'accepts' };
}

/** With ids where Intercom's would stand: those of attributes are numbers. */
function pathOf({ endpoint }: Payload): string {
  return endpoint.path.replace('{data_attribute_id}', '12').replace(/\{\w+\}/g, '667d60a98a68186f43bafda1');
}

/** A few at a time, so that the server is never idle. */
async function inParallel<In, Out>(items: readonly In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const results: Out[] = new Array(items.length);
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return results;
}
