import { succeeded } from '../../http/trace';
import type { Explanation, Place, SendReport } from '../../protocol';
import { shownPath } from '../input';
import { headerLines, headersObject } from '../message';
import { printable, styled } from '../printable';
import type { Terminal } from '../terminal';

/** What came of a send: an answer, or why there is none; `findings`: the checks stopped it. */
type Shown = SendReport['outcome'] | { readonly kind: 'failed'; readonly reason: 'findings'; readonly detail: string };

export function sendJson(outcome: Shown): string {
  return `${JSON.stringify(view(outcome), null, 2)}\n`;
}

function view(outcome: Shown) {
  if (outcome.kind === 'failed') return { failed: true, reason: outcome.reason, detail: outcome.detail };
  const { status, statusText, headers, body, ms, truncated } = outcome;
  return { status, statusText, headers: headersObject(headers), body, ms, ...(truncated && { truncated }) };
}

/** For a person: the request line, the status, what it means, headers and body. */
export function sendText({ request, outcome, explanations = [] }: SendReport, terminal: Terminal): string {
  const asked = `${styled(terminal, 'bold', printable(request.method))} ${printable(request.url)}`;
  if (outcome.kind === 'failed') {
    const { place } = outcome;
    const where = place ? `${placeName(place, terminal)}: ` : '';
    return `${asked}\n${styled(terminal, 'red', 'Failed')}: ${printable(where + outcome.detail)}\n`;
  }
  const status = printable(`${outcome.status} ${outcome.statusText}`.trim());
  const lines = [
    asked,
    `${styled(terminal, succeeded(outcome) ? 'green' : 'red', status)} in ${outcome.ms} ms`,
    ...explanations.flatMap(explanation => ['', ...explained(explanation, terminal)]),
    '',
    ...headerLines(outcome.headers, terminal),
    ...(outcome.body === '' ? [] : ['', printable(pretty(outcome.body)).trimEnd()]),
    ...(outcome.truncated ? ['', 'The answer is longer; the rest was not read.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** What it means and what to do, and under it the place in the user's files. */
function explained({ title, meaning, remedy, field, place }: Explanation, terminal: Terminal): readonly string[] {
  const where = place && [field, placeName(place, terminal)].filter(part => part !== undefined).join(' at ');
  return [
    styled(terminal, 'bold', printable(title)),
    printable(`${meaning} ${remedy}`.trim()),
    ...(where === undefined ? [] : [printable(where)]),
  ];
}

/** `a/body.json.trimou:4:12`, counted from 1, as editors and terminals open it. */
function placeName({ uri, range: { start } }: Place, terminal: Terminal): string {
  return `${shownPath(uri, terminal)}:${start.line + 1}:${start.character + 1}`;
}

function pretty(body: string): string {
  const json = parsed(body);
  return json === undefined ? body : JSON.stringify(json, null, 2);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // No JSON: shown as it came.
    return undefined;
  }
}
