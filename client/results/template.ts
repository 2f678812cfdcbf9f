import Mustache from 'mustache';
import type { Details, ListItem } from './viewModel';

/*
 * The markup of the panel. Every value goes through two braces, which escape it; three braces and `&` stand nowhere here.
 * Pieces of text stay on one line, because they are inside <pre>.
 */

const list = `
{{#items}}
<li role="option" id="send-{{id}}" class="send {{tone}}" data-id="{{id}}" aria-selected="{{selected}}" aria-label="{{label}}">
  <span class="badge">{{badge}}</span>
  <span class="name">{{action}}</span>
  <span class="time">{{time}}</span>
  <span class="from">{{event}} · {{target}}</span>
  <span class="took">{{took}}</span>
</li>
{{/items}}`;

const text = `
<div class="block">
  <div class="bar">
    <h3>{{title}}</h3>
    {{^empty}}
    <button type="button" class="quiet" data-copy="{{name}}" aria-label="Copy {{title}}">Copy</button>
    <button type="button" class="quiet" data-open="{{name}}" aria-label="Open {{title}} as a document">Open as Document</button>
    {{/empty}}
  </div>
  {{#note}}<p class="note">{{note}}</p>{{/note}}
  {{^empty}}<pre tabindex="0" role="region" aria-label="{{title}}"><code>{{#pieces}}{{#kind}}<span class="{{kind}}">{{text}}</span>{{/kind}}{{^kind}}{{text}}{{/kind}}{{/pieces}}</code></pre>{{/empty}}
</div>`;

const headers = `
<table class="headers">
  <thead class="unseen"><tr><th scope="col">Header</th><th scope="col">Value</th></tr></thead>
  <tbody>
    {{#headers}}<tr><th scope="row">{{name}}</th><td>{{value}}</td></tr>{{/headers}}
  </tbody>
</table>`;

const failure = `
<div class="failure">
  <h3>{{title}}</h3>
  <p class="detail">{{detail}}</p>
  <p>{{remedy}}</p>
  <p class="buttons">
    {{#button}}<button type="button" data-do="{{does}}">{{label}}</button>{{/button}}
    {{#place}}<button type="button" data-do="show-place">Show {{place}}</button>{{/place}}
  </p>
</div>`;

const details = `
<header class="head {{tone}}">
  <h2 class="headline"><span class="badge">{{status}}</span> {{action}} <span class="from">{{event}} · {{target}}</span></h2>
  <button type="button" class="second" data-do="send-again">Send Again</button>
  <dl>
    {{#facts}}<div><dt>{{label}}</dt><dd>{{text}}</dd></div>{{/facts}}
  </dl>
</header>
{{#failure}}{{> failure}}{{/failure}}
{{#hasExplanations}}
<ul class="explanations" aria-label="What is wrong, and what to do">
  {{#explanations}}
  <li class="failure">
    <h3>{{title}}</h3>
    <p>{{meaning}} {{remedy}}</p>
    {{#isQuoted}}<p class="said"><span class="unseen">Intercom says: </span>{{#code}}<code>{{code}}</code>{{/code}}{{#field}} <code>{{field}}</code>{{/field}}{{#message}} {{message}}{{/message}}</p>{{/isQuoted}}
    {{#hasButtons}}
    <p class="buttons">
      {{#place}}<button type="button" data-do="show-cause" data-at="{{at}}" aria-label="Show {{place}}, where this comes from">Show {{place}}</button>{{/place}}
      {{#fixes}}<button type="button" class="second" data-do="fix" data-at="{{at}}" data-fix="{{fix}}">{{label}}</button>{{/fixes}}
    </p>
    {{/hasButtons}}
  </li>
  {{/explanations}}
</ul>
{{/hasExplanations}}
<div role="tablist" aria-label="Parts of the send">
  {{#response}}
  <button type="button" role="tab" id="tab-response" aria-controls="panel-response">Response</button>
  <button type="button" role="tab" id="tab-headers" aria-controls="panel-headers">Headers <span class="count">{{headerCount}}</span></button>
  {{/response}}
  <button type="button" role="tab" id="tab-request" aria-controls="panel-request">Request</button>
  <button type="button" role="tab" id="tab-trace" aria-controls="panel-trace">Trace</button>
</div>
{{#response}}
<section role="tabpanel" id="panel-response" class="only" aria-labelledby="tab-response">
  {{#body}}{{> text}}{{/body}}
</section>
<section role="tabpanel" id="panel-headers" aria-labelledby="tab-headers">
  <div class="bar"><h3>Headers</h3><button type="button" class="quiet" data-copy="response-headers" aria-label="Copy headers">Copy</button></div>
  {{> headers}}
</section>
{{/response}}
{{#request}}
<section role="tabpanel" id="panel-request" aria-labelledby="tab-request">
  <div class="bar"><h3>As sent, secrets masked</h3>
    <button type="button" class="quiet" data-copy="request" aria-label="Copy the request">Copy</button>
    <button type="button" class="quiet" data-open="request" aria-label="Open the request as a document">Open as Document</button>
  </div>
  <p class="line"><strong>{{method}}</strong> <code>{{url}}</code></p>
  {{> headers}}
  {{#body}}{{> text}}{{/body}}
</section>
{{/request}}
<section role="tabpanel" id="panel-trace" aria-labelledby="tab-trace">
  {{#trace}}{{> text}}{{/trace}}
  {{^trace}}<p class="note">Nothing was traced.</p>{{/trace}}
</section>`;

const page = `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {{cspSource}}; script-src 'nonce-{{nonce}}'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="{{style}}">
  <title>Results</title>
</head>
<body>
  <div id="announcer" class="unseen" role="status"></div>
  <div id="empty" class="empty" hidden>
    <h2>No sends yet</h2>
    <p>Open an action or one of its templates and send it with a sample event. The sandbox answers as Intercom does and needs no account.</p>
    <p class="buttons"><button type="button" data-do="send">Send Action</button></p>
    <p class="note">Shortcut: {{shortcut}}</p>
  </div>
  <div id="results" class="results" hidden>
    <nav aria-label="History"><ul id="history" role="listbox" tabindex="0" aria-label="Sends, newest first"></ul></nav>
    <main id="details" aria-label="The chosen send"></main>
  </div>
  <script nonce="{{nonce}}" src="{{script}}"></script>
</body>
</html>`;

export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  readonly style: string;
  readonly script: string;
  readonly shortcut: string;
}

/** The page without results: the script asks for them. */
export function renderPage(parts: PageParts): string {
  return Mustache.render(page, parts);
}

/** The options of the history. */
export function renderList(items: readonly ListItem[]): string {
  return Mustache.render(list, { items });
}

/** Everything about one send. */
export function renderDetails(view: Details): string {
  return Mustache.render(details, view, { text, headers, failure });
}
