import Mustache from 'mustache';
import type { Details } from '../viewModel';
import { icons } from './icons';
import { textPartials } from './text';

/*
 * One send. Every value goes through two braces, which escape it; three braces and `&` stand nowhere in this folder.
 */

const failure = `
<div class="problem">
  <h3>{{title}}</h3>
  <p class="detail">{{detail}}</p>
  <p>{{remedy}}</p>
  {{#hasButtons}}
  <p class="buttons">
    {{#button}}<button type="button" class="push" data-do="{{does}}">{{label}}</button>{{/button}}
    {{#place}}<button type="button" class="push" data-do="show-place">Show {{place}}</button>{{/place}}
  </p>
  {{/hasButtons}}
</div>`;

const explanation = `
<li class="problem">
  <h3>{{title}}</h3>
  <p>{{meaning}} {{remedy}}</p>
  {{#isQuoted}}<p class="said"><span class="unseen">Intercom says: </span>{{#code}}<code>{{code}}</code>{{/code}}{{#field}} <code>{{field}}</code>{{/field}}{{#message}} {{message}}{{/message}}</p>{{/isQuoted}}
  {{#hasButtons}}
  <p class="buttons">
    {{#place}}<button type="button" class="push" data-do="show-cause" data-at="{{at}}" aria-label="Show {{place}}, where this comes from">Show {{place}}</button>{{/place}}
    {{#fixes}}<button type="button" class="push second" data-do="fix" data-at="{{at}}" data-fix="{{fix}}">{{label}}</button>{{/fixes}}
  </p>
  {{/hasButtons}}
</li>`;

/** How the text of a tab is shown; the page marks the one that is chosen. */
const modes = `
<div role="group" class="modes" aria-label="Shown as">
  {{#body.pretty}}<button type="button" class="mode" aria-pressed="false" data-mode="pretty" data-name="{{name}}">Pretty</button>{{/body.pretty}}
  {{^body.empty}}<button type="button" class="mode" aria-pressed="false" data-mode="raw" data-name="{{part}}-raw">Raw</button>{{/body.empty}}
  {{#body.empty}}<button type="button" class="mode" aria-pressed="false" data-mode="raw" data-name="{{part}}-raw">Body</button>{{/body.empty}}
  <button type="button" class="mode" aria-pressed="false" data-mode="headers" data-name="{{part}}-headers">Headers <span class="count">{{headerCount}}</span></button>
</div>`;

const modePanels = `
{{#body}}
{{#pretty}}<div class="moded" data-mode="pretty">{{> note}}{{> tree}}</div>{{/pretty}}
<div class="moded" data-mode="raw">{{> note}}{{^empty}}{{> raw}}{{/empty}}</div>
{{/body}}
<div class="moded" data-mode="headers">{{> headers}}</div>`;

const findAndFold = `
<button type="button" class="tool" data-page="find" title="Find (Ctrl+F)" aria-label="Find">{{> icon-find}}</button>
<button type="button" class="tool" data-page="fold" title="Fold or Unfold All" aria-label="Fold or unfold all">{{> icon-fold}}</button>`;

const timing = `
{{#timing}}
{{#tries}}<p class="note">{{.}}</p>{{/tries}}
{{#note}}<p class="note">{{note}}</p>{{/note}}
<table class="timing">
  <thead class="unseen"><tr><th scope="col">Step</th><th scope="col">Duration</th></tr></thead>
  <tbody>
    {{#steps}}<tr><th scope="row">{{label}}</th><td class="number">{{text}}</td><td class="track" aria-hidden="true"><span class="stretch" data-from="{{from}}" data-share="{{share}}"></span></td></tr>{{/steps}}
    {{#total}}<tr class="total"><th scope="row">Total</th><td class="number">{{total}}</td><td class="track" aria-hidden="true"></td></tr>{{/total}}
  </tbody>
</table>
{{/timing}}`;

const details = `
<header class="head {{tone}}">
  <button type="button" class="tool" id="toggle-history" data-page="history" title="History" aria-label="History" aria-controls="nav">{{> icon-history}}</button>
  <h2 class="headline"><span class="badge">{{status}}</span> <span class="name">{{action}}</span> <span class="from">{{event}} · {{target}}</span></h2>
  <dl>
    {{#facts}}<div{{#isLow}} class="low"{{/isLow}}><dt class="unseen">{{label}}</dt><dd title="{{label}}">{{text}}</dd></div>{{/facts}}
  </dl>
  <div role="toolbar" class="tools" aria-label="This send">
    <button type="button" class="tool" id="send-again" data-do="send-again" title="Send Again" aria-label="Send again">{{> icon-again}}</button>
    <button type="button" class="tool" data-do="copy-curl" title="Copy as cURL" aria-label="Copy as cURL">{{> icon-curl}}</button>
  </div>
</header>
<div class="strip">
  <div role="tablist" aria-label="Parts of the send">
    <button type="button" role="tab" id="tab-response" aria-controls="panel-response">Response</button>
    <button type="button" role="tab" id="tab-request" aria-controls="panel-request">Request</button>
    <button type="button" role="tab" id="tab-trace" aria-controls="panel-trace">Trace</button>
    <button type="button" role="tab" id="tab-timing" aria-controls="panel-timing">Timing</button>
  </div>
  {{#response}}
  <div role="toolbar" class="tools" data-of="panel-response" aria-label="The response">
    {{> modes}}
    {{> findAndFold}}
    <button type="button" class="tool" data-copy="shown" title="Copy" aria-label="Copy what is shown">{{> icon-copy}}</button>
    <button type="button" class="tool" data-save="response-raw" title="Save Body As…" aria-label="Save the body as a file">{{> icon-save}}</button>
    <button type="button" class="tool" data-open="shown" title="Open as Document" aria-label="Open what is shown as a document">{{> icon-open}}</button>
    <button type="button" class="tool" data-compare="response-body" title="Compare With…" aria-label="Compare the response with that of another send">{{> icon-compare}}</button>
  </div>
  {{/response}}
  {{#request}}
  <div role="toolbar" class="tools" data-of="panel-request" aria-label="The request">
    {{> modes}}
    {{> findAndFold}}
    <button type="button" class="tool" data-copy="shown" title="Copy" aria-label="Copy what is shown">{{> icon-copy}}</button>
    <button type="button" class="tool" data-save="request" title="Save Request As…" aria-label="Save the request as a file">{{> icon-save}}</button>
    <button type="button" class="tool" data-open="request" title="Open as Document" aria-label="Open the whole request as a document">{{> icon-open}}</button>
    <button type="button" class="tool" data-compare="request" title="Compare With…" aria-label="Compare the request with that of another send">{{> icon-compare}}</button>
  </div>
  {{/request}}
  <div role="toolbar" class="tools" data-of="panel-trace" aria-label="The trace">
    {{> findAndFold}}
    <button type="button" class="tool" data-copy="trace" title="Copy" aria-label="Copy the trace">{{> icon-copy}}</button>
    <button type="button" class="tool" data-save="trace" title="Save Trace As…" aria-label="Save the trace as a file">{{> icon-save}}</button>
    <button type="button" class="tool" data-open="trace" title="Open as Document" aria-label="Open the trace as a document">{{> icon-open}}</button>
    <button type="button" class="tool" data-compare="trace" title="Compare With…" aria-label="Compare the trace with that of another send">{{> icon-compare}}</button>
  </div>
</div>
<div class="panels">
  <section role="tabpanel" id="panel-response" aria-labelledby="tab-response">
    {{#failure}}{{> failure}}{{/failure}}
    {{#hasExplanations}}<ul class="problems" aria-label="What is wrong, and what to do">{{#explanations}}{{> explanation}}{{/explanations}}</ul>{{/hasExplanations}}
    {{#response}}{{> modePanels}}{{/response}}
  </section>
  <section role="tabpanel" id="panel-request" aria-labelledby="tab-request">
    {{#request}}
    <p class="line"><span class="method">{{method}}</span> <span class="url">{{url}}</span></p>
    {{> modePanels}}
    {{/request}}
  </section>
  <section role="tabpanel" id="panel-trace" aria-labelledby="tab-trace">
    {{#trace}}{{> block}}{{/trace}}
    {{^trace}}<p class="note">Nothing was traced.</p>{{/trace}}
  </section>
  <section role="tabpanel" id="panel-timing" aria-labelledby="tab-timing">{{> timing}}</section>
</div>`;

const partials = { ...icons, ...textPartials, failure, explanation, modes, modePanels, findAndFold, timing };

/** Everything about one send. */
export function renderDetails(view: Details): string {
  const { response, request } = view;
  const parts = {
    ...(response && { response: { ...response, part: 'response' } }),
    request: { ...request, part: 'request' },
  };
  return Mustache.render(details, { ...view, ...parts }, partials);
}
