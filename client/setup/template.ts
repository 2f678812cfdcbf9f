import Mustache from 'mustache';
import type { Sheet } from './viewModel';

/* The markup of the panel. Every value goes through two braces, which escape it. Values stand in <pre>, on one line. */

const part = `
<div class="part">
  <span class="label">{{label}}</span>
  {{#copy}}
  <pre tabindex="0" role="region" aria-label="{{name}}"><code>{{value}}</code></pre>
  <button type="button" id="{{copyId}}" class="push second" data-copy="{{at}}" data-field="{{field}}" aria-label="Copy {{name}}">Copy</button>
  {{/copy}}
  {{#hint}}<span class="hint">{{hint}}</span>{{/hint}}
</div>`;

const sheet = `
<header>
  <h1>{{action}}</h1>
  <p class="progress"><progress max="{{total}}" value="{{done}}" aria-label="Filled in"></progress> {{progress}}</p>
  <p class="buttons">
    <button type="button" id="open" class="quiet" data-do="open-action">Open Action</button>
    {{#done}}<button type="button" id="reset" class="quiet" data-do="reset">Untick All</button>{{/done}}
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
        {{#changed}}<span class="changed">Changed since it was filled in.</span>{{/changed}}
        {{#hasPlace}}<button type="button" id="{{placeId}}" class="quiet" data-do="show" data-field="{{id}}" aria-label="Show {{title}} in its file">Show</button>{{/hasPlace}}
        {{#comparable}}<button type="button" id="{{compareId}}" class="quiet" data-do="choose" data-field="{{id}}" aria-label="Compare {{title}} with Tealium">Compare</button>{{/comparable}}
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
    {{#hasBoth}}<button type="button" id="difference-{{at}}" class="push second" data-do="difference" data-at="{{at}}" aria-label="Show the difference of {{title}}">Show Difference</button>{{/hasBoth}}
  </li>
  {{/differences}}
</ul>`;

const page = `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {{cspSource}}; script-src 'nonce-{{nonce}}'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="{{style}}">
  <title>Tealium Setup</title>
</head>
<body>
  <div id="announcer" class="unseen" role="status"></div>
  <main>
    <div id="sheet"></div>
    <section id="drift" aria-label="Compare with Tealium">
      <h2>Compare with Tealium</h2>
      <p class="hint" id="drift-help">Paste what Tealium shows: a field, several fields, a template, or Template Variables JSON and Rendered Template out of an entry of Trace.</p>
      <p class="row"><label for="field">What it is</label> <select id="field"></select></p>
      <label for="pasted">What Tealium shows</label>
      <textarea id="pasted" rows="6" spellcheck="false" aria-describedby="drift-help"></textarea>
      <p class="buttons"><button type="button" id="compare" class="push" data-do="compare">Compare</button></p>
      <div id="differences" role="status"></div>
    </section>
  </main>
  <script nonce="{{nonce}}" src="{{script}}"></script>
</body>
</html>`;

export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  readonly style: string;
  readonly script: string;
}

/** The page without the sheet: the script asks for it. */
export function renderPage(parts: PageParts): string {
  return Mustache.render(page, parts);
}

export function renderSheet(view: Sheet): string {
  return Mustache.render(sheet, view, { part });
}

export function renderDifferences(view: object): string {
  return Mustache.render(differences, view);
}
