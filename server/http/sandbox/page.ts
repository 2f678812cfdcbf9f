import { applyEdits, format } from 'jsonc-parser';
import Mustache from 'mustache';
import { readAnswer } from '../../core/intercom/readAnswer';
import type { Exchange } from './received';

/** What the page shows. */
export interface PageContent {
  readonly url: string;
  readonly counts: Readonly<Record<string, number>>;
  /** How many requests came in all. */
  readonly total: number;
  /** Newest first. */
  readonly exchanges: readonly Exchange[];
}

// Every value goes through two braces, which escape it; three braces and `&` stand nowhere here.
const page = `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Sandbox: {{total}} received</title>
  <style nonce="{{nonce}}">
    :root { color-scheme: light dark; --line: #d0d7de; --soft: #57606a; --back: #f6f8fa; --good: #1a7f37; --bad: #cf222e; --text: #1f2328; --page: #ffffff; --link: #0969da; }
    @media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #9198a1; --back: #151b23; --good: #3fb950; --bad: #f85149; --text: #f0f6fc; --page: #0d1117; --link: #4493f8; } }
    body { margin: 0 auto; max-width: 70rem; padding: 1.5rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
    header { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1rem; }
    h1 { flex: 1; margin: 0; font-size: 1.4rem; overflow-wrap: anywhere; }
    header p { flex: 0 0 100%; }
    h2 { margin: .8rem 0 .2rem; color: var(--soft); font-size: .85rem; font-weight: 600; }
    p { margin: .3rem 0; }
    a { color: var(--link); }
    .soft { color: var(--soft); }
    .holds { display: flex; flex-wrap: wrap; gap: .4rem; margin: .5rem 0 0; padding: 0; list-style: none; }
    .holds li { padding: .05rem .7rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--back); font-size: .85rem; }
    .empty { margin-top: 2rem; padding: 2rem 1rem; border: 1px dashed var(--line); border-radius: 6px; text-align: center; }
    ol { margin: 1rem 0 0; padding: 0; list-style: none; }
    ol > li { border-top: 1px solid var(--line); }
    summary { display: grid; grid-template-columns: 1rem 4.6rem 3rem 4.6rem minmax(0, 1fr) auto; gap: .1rem .8rem; padding: .5rem .3rem; cursor: pointer; }
    summary::before { content: "▸" / ""; color: var(--soft); }
    [open] > summary::before { content: "▾" / ""; }
    summary:hover { background: var(--back); }
    summary:focus-visible, a:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: -2px; }
    summary span { overflow-wrap: anywhere; }
    .why { grid-column: 5; font-size: .9rem; }
    .good { color: var(--good); font-weight: 600; }
    .bad { color: var(--bad); font-weight: 600; }
    .more { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 1.2rem; padding: 0 .3rem 1rem; }
    .more > p { grid-column: 1 / -1; }
    section { min-width: 0; }
    pre, code { font: 13px/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
    pre { margin: 0; max-height: 24rem; overflow: auto; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: 4px; background: var(--back); white-space: pre-wrap; }
    .empty code { display: block; margin-top: .6rem; }
    @media (max-width: 40rem) { body { padding: 1rem; } h1 { font-size: 1.15rem; } summary { grid-template-columns: 1rem 4.6rem 3rem 1fr auto; } .path, .why { grid-column: 2 / -1; } .path { order: 1; } .why { order: 2; } }
  </style>
</head>
<body>
  <header>
    <h1>Sandbox at {{url}}</h1>
    <a href="/">Reload</a>
    <p class="soft">It answers as Intercom does, and keeps what it is sent in memory until it stops. Times are in UTC.</p>
  </header>
  <main>
    <ul class="holds" aria-label="What it holds">{{#counts}}<li>{{name}}: {{count}}</li>{{/counts}}</ul>
    {{^exchanges}}<div class="empty"><p>Nothing has been received yet.</p><p class="soft">In the editor, choose the target Sandbox and send an action. On the command line: <code>intercom-webhook send ACTION --event FILE --target {{url}}</code></p></div>{{/exchanges}}
    {{#forgotten}}<p class="soft">Of {{total}} requests the last {{shown}} are kept.</p>{{/forgotten}}
    <ol aria-label="Requests, newest first">
      {{#exchanges}}
      <li>
        <details>
          <summary><time class="soft" datetime="{{iso}}">{{time}}</time> <span class="{{tone}}">{{status}}</span> <span>{{method}}</span> <span class="path">{{path}}</span> <span class="soft">{{version}}</span>{{#why}} <span class="why soft">{{why}}</span>{{/why}}</summary>
          <div class="more">
            {{#note}}<p>{{note}}</p>{{/note}}
            <section>
              <h2>Request</h2>
              <pre tabindex="0" aria-label="Request of number {{number}}">{{request}}</pre>
            </section>
            {{#answered}}
            <section>
              <h2>Answer</h2>
              <pre tabindex="0" aria-label="Answer to number {{number}}">{{answer}}</pre>
            </section>
            {{/answered}}
          </div>
        </details>
      </li>
      {{/exchanges}}
    </ol>
  </main>
</body>
</html>
`;

/** The page that lists what the sandbox has received; its style, and nothing else, is allowed by the nonce. */
export function renderPage(content: PageContent, nonce: string): string {
  const { url, total, exchanges } = content;
  const counts = Object.entries(content.counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => ({ name, count }));
  return Mustache.render(page, {
    ...{ nonce, url, total, counts },
    forgotten: total > exchanges.length,
    shown: exchanges.length,
    exchanges: exchanges.map(line),
  });
}

/** The headers that the page is served with: it runs no script, loads nothing, and cannot be framed. */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
  const policy = ["default-src 'none'", `style-src 'nonce-${nonce}'`, "base-uri 'none'", "form-action 'none'"];
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': [...policy, "frame-ancestors 'none'"].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

function line({ number, at, method, path, headers, body, answer }: Exchange) {
  const iso = new Date(at).toISOString();
  const head = [`${method} ${path}`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
  const answered = answer.kind === 'answered' ? answer : undefined;
  return {
    ...{ number, iso, time: iso.slice(11, 19), method, path },
    status: answered ? String(answered.status) : 'none',
    tone: answered && answered.status < 300 ? 'good' : 'bad',
    note: answered ? answered.note : answer.kind === 'unanswered' && answer.how,
    version: headers.find(([name]) => name === 'intercom-version')?.[1],
    why: answered ? refusalIn(answered) : undefined,
    request: body === '' ? head : `${head}\n\n${pretty(body)}`,
    answered: answered !== undefined,
    answer: answered && (answered.body === '' ? 'no body' : pretty(answered.body)),
  };
}

/** What Intercom says is wrong, at a glance. */
function refusalIn({ status, body }: { readonly status: number; readonly body: string }): string | undefined {
  const answer = status < 400 ? undefined : readAnswer(body);
  const [error] = answer?.kind === 'json' ? answer.errors : [];
  return error?.message ?? error?.code;
}

function pretty(body: string): string {
  try {
    JSON.parse(body);
  } catch {
    // Not JSON, or not all of it: shown as it came.
    return body;
  }
  // Only blanks are added: numbers and escapes stay as they were written.
  return applyEdits(body, format(body, undefined, { insertSpaces: true, tabSize: 2 }));
}
