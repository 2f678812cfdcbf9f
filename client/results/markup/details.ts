import Mustache from 'mustache';
import { t } from '../../page/t';
import type { Details } from '../viewModel';
import { icons } from './icons';
import { textPartials } from './text';

/*
 * One send. What stands in {{#t}} is shown in the language of the editor. Every value goes through two braces, which escape it; three braces and `&` stand nowhere in this folder.
 */

const failure = `
<div class="problem">
  <h2>{{title}}</h2>
  <p class="detail">{{detail}}</p>
  <p>{{remedy}}</p>
  {{#hasButtons}}
  <p class="buttons">
    {{#button}}<button type="button" class="push" data-do="{{does}}">{{label}}</button>{{/button}}
    {{#place}}<button type="button" class="push" data-do="show-place">{{#t}}Show {{place}}{{/t}}</button>{{/place}}
  </p>
  {{/hasButtons}}
</div>`;

const explanation = `
<li class="problem{{#isHint}} hint{{/isHint}}">
  <h2>{{title}}</h2>
  <p>{{meaning}} {{remedy}}</p>
  {{#isQuoted}}<p class="said"><span class="unseen">{{#t}}Intercom says:{{/t}} </span>{{#code}}<code>{{code}}</code>{{/code}}{{#field}} <code>{{field}}</code>{{/field}}{{#message}} {{message}}{{/message}}</p>{{/isQuoted}}
  {{#hasButtons}}
  <p class="buttons">
    {{#place}}<button type="button" class="push" data-do="show-cause" data-at="{{at}}" aria-label="{{#t}}Show {{place}}, where this comes from{{/t}}">{{#t}}Show {{place}}{{/t}}</button>{{/place}}
    {{#fixes}}<button type="button" class="push second" data-do="fix" data-at="{{at}}" data-fix="{{fix}}">{{label}}</button>{{/fixes}}
  </p>
  {{/hasButtons}}
</li>`;

/** How the text of a tab is shown; the page marks the one that is chosen. */
const modes = `
<div role="group" class="modes" aria-label="{{#t}}Shown as{{/t}}">
  {{#body.pretty}}<button type="button" class="mode" aria-pressed="false" data-mode="pretty" data-name="{{name}}">{{#t}}Pretty{{/t}}</button>{{/body.pretty}}
  {{^body.empty}}<button type="button" class="mode" aria-pressed="false" data-mode="raw" data-name="{{part}}-raw">{{#t}}Raw{{/t}}</button>{{/body.empty}}
  {{#body.empty}}<button type="button" class="mode" aria-pressed="false" data-mode="raw" data-name="{{part}}-raw">{{#t}}Body{{/t}}</button>{{/body.empty}}
  <button type="button" class="mode" aria-pressed="false" data-mode="headers" data-name="{{part}}-headers">{{#t}}Headers{{/t}} <span class="count">{{headerCount}}</span></button>
</div>`;

const modePanels = `
{{#body}}
{{#pretty}}<div class="moded" data-mode="pretty">{{> note}}{{> tree}}</div>{{/pretty}}
<div class="moded" data-mode="raw">{{> note}}{{^empty}}{{> raw}}{{/empty}}</div>
{{/body}}
<div class="moded" data-mode="headers">{{> headers}}</div>`;

const findAndFold = `
<button type="button" class="tool" data-page="find" title="{{#t}}Find (Ctrl+F){{/t}}" aria-label="{{#t}}Find{{/t}}">{{> icon-find}}</button>
<button type="button" class="tool" data-page="fold" title="{{#t}}Fold or Unfold All{{/t}}" aria-label="{{#t}}Fold or unfold all{{/t}}">{{> icon-fold}}</button>`;

const timing = `
{{#timing}}
{{#tries}}<p class="note">{{.}}</p>{{/tries}}
{{#note}}<p class="note">{{note}}</p>{{/note}}
<table class="timing">
  <thead class="unseen"><tr><th scope="col">{{#t}}Step{{/t}}</th><th scope="col">{{#t}}Duration{{/t}}</th></tr></thead>
  <tbody>
    {{#steps}}<tr><th scope="row">{{label}}</th><td class="number">{{text}}</td><td class="track" aria-hidden="true"><span class="stretch" data-from="{{from}}" data-share="{{share}}"></span></td></tr>{{/steps}}
    {{#total}}<tr class="total"><th scope="row">{{#t}}Total{{/t}}</th><td class="number">{{total}}</td><td class="track" aria-hidden="true"></td></tr>{{/total}}
  </tbody>
</table>
{{/timing}}`;

const details = `
<header class="head {{tone}}">
  <button type="button" class="tool" id="toggle-history" data-page="history" title="{{#t}}History{{/t}}" aria-label="{{#t}}History{{/t}}" aria-controls="nav">{{> icon-history}}</button>
  <h1 class="headline"><span class="badge">{{status}}</span> <span class="name">{{action}}</span> <span class="from">{{event}} · {{target}}</span></h1>
  <dl>
    {{#facts}}<div{{#isLow}} class="low"{{/isLow}}><dt class="unseen">{{label}}</dt><dd title="{{label}}">{{text}}</dd></div>{{/facts}}
  </dl>
  <div role="toolbar" class="tools" aria-label="{{#t}}This send{{/t}}">
    <button type="button" class="tool" id="send-again" data-do="send-again" title="{{#t}}Send Again{{/t}}" aria-label="{{#t}}Send again{{/t}}">{{> icon-again}}</button>
    <button type="button" class="tool" data-do="copy-curl" title="{{#t}}Copy as cURL{{/t}}" aria-label="{{#t}}Copy as cURL{{/t}}">{{> icon-curl}}</button>
  </div>
</header>
<div class="strip">
  <div role="tablist" aria-label="{{#t}}Parts of the send{{/t}}">
    <button type="button" role="tab" id="tab-response" aria-controls="panel-response">{{#t}}Response{{/t}}</button>
    <button type="button" role="tab" id="tab-request" aria-controls="panel-request">{{#t}}Request{{/t}}</button>
    <button type="button" role="tab" id="tab-trace" aria-controls="panel-trace">{{#t}}Trace{{/t}}</button>
    <button type="button" role="tab" id="tab-timing" aria-controls="panel-timing">{{#t}}Timing{{/t}}</button>
  </div>
  {{#response}}
  <div role="toolbar" class="tools" data-of="panel-response" aria-label="{{#t}}The response{{/t}}">
    {{> modes}}
    {{> findAndFold}}
    <button type="button" class="tool" data-copy="shown" title="{{#t}}Copy{{/t}}" aria-label="{{#t}}Copy what is shown{{/t}}">{{> icon-copy}}</button>
    <button type="button" class="tool" data-save="response-raw" title="{{#t}}Save Body As…{{/t}}" aria-label="{{#t}}Save the body as a file{{/t}}">{{> icon-save}}</button>
    <button type="button" class="tool" data-open="shown" title="{{#t}}Open as Document{{/t}}" aria-label="{{#t}}Open what is shown as a document{{/t}}">{{> icon-open}}</button>
    <button type="button" class="tool" data-compare="response-body" title="{{#t}}Compare With…{{/t}}" aria-label="{{#t}}Compare the response with that of another send{{/t}}">{{> icon-compare}}</button>
  </div>
  {{/response}}
  {{#request}}
  <div role="toolbar" class="tools" data-of="panel-request" aria-label="{{#t}}The request{{/t}}">
    {{> modes}}
    {{> findAndFold}}
    <button type="button" class="tool" data-copy="shown" title="{{#t}}Copy{{/t}}" aria-label="{{#t}}Copy what is shown{{/t}}">{{> icon-copy}}</button>
    <button type="button" class="tool" data-save="request" title="{{#t}}Save Request As…{{/t}}" aria-label="{{#t}}Save the request as a file{{/t}}">{{> icon-save}}</button>
    <button type="button" class="tool" data-open="request" title="{{#t}}Open as Document{{/t}}" aria-label="{{#t}}Open the whole request as a document{{/t}}">{{> icon-open}}</button>
    <button type="button" class="tool" data-compare="request" title="{{#t}}Compare With…{{/t}}" aria-label="{{#t}}Compare the request with that of another send{{/t}}">{{> icon-compare}}</button>
  </div>
  {{/request}}
  <div role="toolbar" class="tools" data-of="panel-trace" aria-label="{{#t}}The trace{{/t}}">
    {{> findAndFold}}
    <button type="button" class="tool" data-copy="trace" title="{{#t}}Copy{{/t}}" aria-label="{{#t}}Copy the trace{{/t}}">{{> icon-copy}}</button>
    <button type="button" class="tool" data-save="trace" title="{{#t}}Save Trace As…{{/t}}" aria-label="{{#t}}Save the trace as a file{{/t}}">{{> icon-save}}</button>
    <button type="button" class="tool" data-open="trace" title="{{#t}}Open as Document{{/t}}" aria-label="{{#t}}Open the trace as a document{{/t}}">{{> icon-open}}</button>
    <button type="button" class="tool" data-compare="trace" title="{{#t}}Compare With…{{/t}}" aria-label="{{#t}}Compare the trace with that of another send{{/t}}">{{> icon-compare}}</button>
  </div>
</div>
<div class="panels">
  <section role="tabpanel" id="panel-response" aria-labelledby="tab-response">
    {{#failure}}{{> failure}}{{/failure}}
    {{#hasExplanations}}<ul class="problems" aria-label="{{#t}}What is wrong, and what to do{{/t}}">{{#explanations}}{{> explanation}}{{/explanations}}</ul>{{/hasExplanations}}
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
    {{^trace}}<p class="note">{{#t}}Nothing was traced.{{/t}}</p>{{/trace}}
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
  return Mustache.render(details, { ...view, ...parts, t }, partials);
}
