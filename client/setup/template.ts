import Mustache from 'mustache';
import { renderFrame } from '../page/frame';
import type { PageParts } from '../page/parts';
import { t } from '../page/t';
import type { Sheet } from './viewModel';

/* The markup of the panel. What stands in {{#t}} is shown in the language of the editor. Every value goes through two braces, which escape it. Values stand in <pre>, on one line. */

const part = `
<div class="part">
  <span class="label">{{label}}</span>
  {{#copy}}
  <pre{{#isLong}} tabindex="0" role="region" aria-label="{{name}}"{{/isLong}}><code>{{value}}</code></pre>
  <button type="button" id="{{copyId}}" class="push second" data-copy="{{at}}" data-field="{{field}}" aria-label="{{#t}}Copy {{name}}{{/t}}">{{#t}}Copy{{/t}}</button>
  {{/copy}}
  {{#hint}}<span class="hint">{{hint}}</span>{{/hint}}
</div>`;

const sheet = `
<header>
  <h1>{{action}}</h1>
  <p class="progress"><progress max="{{total}}" value="{{done}}" aria-label="{{#t}}Filled in{{/t}}"></progress> {{progress}}</p>
  <p class="buttons">
    <button type="button" id="open" class="quiet" data-do="open-action">{{#t}}Open Action{{/t}}</button>
    {{#done}}<button type="button" id="reset" class="quiet" data-do="reset">{{#t}}Untick All{{/t}}</button>{{/done}}
  </p>
</header>
{{#warning}}<p class="warning" role="note">{{warning}}</p>{{/warning}}
{{#sections}}
<section aria-label="{{title}}">
  <h2>{{title}} <span class="from">{{progress}}</span></h2>
  <ul>
    {{#items}}
    <li class="field{{#done}} done{{/done}}">
      <label><input type="checkbox" id="{{checkId}}" data-tick="{{id}}"{{#done}} checked{{/done}}> <span class="title">{{title}}</span></label>
      <div class="more">
        {{#changed}}<span class="changed">{{#t}}Changed since it was filled in.{{/t}}</span>{{/changed}}
        {{#hasPlace}}<button type="button" id="{{placeId}}" class="quiet" data-do="show" data-field="{{id}}" aria-label="{{#t}}Show in File{{/t}}: {{title}}">{{#t}}Show in File{{/t}}</button>{{/hasPlace}}
        {{#comparable}}<button type="button" id="{{compareId}}" class="quiet" data-do="choose" data-field="{{id}}" aria-label="{{#t}}Compare {{title}} with Tealium{{/t}}">{{#t}}Compare{{/t}}</button>{{/comparable}}
      </div>
      <div class="parts">{{#parts}}{{> part}}{{/parts}}</div>
    </li>
    {{/items}}
  </ul>
</section>
{{/sections}}`;

const differences = `
<p class="summary">{{summary}}</p>
<ul>
  {{#differences}}
  <li class="difference {{state}}">
    <span class="badge">{{word}}</span>
    <span class="title">{{title}}</span>
    <span class="message">{{message}}</span>
    {{#hasBoth}}<button type="button" id="difference-{{at}}" class="push second" data-do="difference" data-at="{{at}}" aria-label="{{#t}}Show Difference of {{title}}{{/t}}">{{#t}}Show Difference{{/t}}</button>{{/hasBoth}}
  </li>
  {{/differences}}
</ul>`;

const title = '{{#t}}Tealium Setup{{/t}}';

const body = `
<main>
  <div id="sheet"></div>
  <section id="drift" aria-label="{{#t}}Compare with Tealium{{/t}}">
    <h2>{{#t}}Compare with Tealium{{/t}}</h2>
    <p class="hint" id="drift-help">{{#t}}Paste what Tealium shows: a field, several fields, a template, or Template Variables JSON and Rendered Template out of an entry of Trace.{{/t}}</p>
    <p class="row"><label for="field">{{#t}}What it is{{/t}}</label> <select id="field"><option value="">{{#t}}Detect{{/t}}</option></select></p>
    <label for="pasted">{{#t}}What Tealium shows{{/t}}</label>
    <textarea id="pasted" rows="6" spellcheck="false" aria-describedby="drift-help"></textarea>
    <p class="buttons"><button type="button" id="compare" class="push" data-do="compare">{{#t}}Compare{{/t}}</button></p>
    <div id="differences" role="status"></div>
  </section>
</main>`;

/** The page without the sheet: the script asks for it. */
export function renderPage(parts: PageParts): string {
  return renderFrame(parts, { title, body });
}

export function renderSheet(view: Sheet): string {
  return Mustache.render(sheet, { ...view, t }, { part });
}

export function renderDifferences(view: object): string {
  return Mustache.render(differences, { ...view, t });
}
