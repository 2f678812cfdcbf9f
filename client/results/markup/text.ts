/*
 * A text of a send. What is in a row or in <pre> stays on one line of the markup. JSON is a tree for the keyboard and the
 * screen reader, one item a line; lines that only close are passed over.
 */

const pieces = `{{#pieces}}{{#kind}}<span class="{{kind}}">{{text}}</span>{{/kind}}{{^kind}}{{text}}{{/kind}}{{/pieces}}`;

const row = `{{#closes}}<div class="row" aria-hidden="true" data-level="{{level}}">{{indent}}{{> pieces}}</div>{{/closes}}{{^closes}}<div class="row" role="treeitem" tabindex="{{#isFirst}}0{{/isFirst}}{{^isFirst}}-1{{/isFirst}}" data-level="{{level}}" aria-level="{{level}}"{{#opens}} aria-expanded="true"{{/opens}}>{{#opens}}<span class="twistie" aria-hidden="true"></span>{{/opens}}{{indent}}{{> pieces}}{{#opens}}<span class="folded">{{folded}}</span>{{/opens}}</div>{{/closes}}`;

const tree = `<div role="tree" class="text" aria-label="{{title}}">{{#pretty.rows}}{{> row}}{{/pretty.rows}}</div>`;

const raw = `<pre class="text raw" tabindex="0" role="region" aria-label="{{title}}">{{raw}}</pre>`;

const note = `{{#note}}<p class="note{{#isPart}} part{{/isPart}}">{{note}}</p>{{/note}}`;

/** A text with a heading and buttons of its own, as those of the trace. */
const block = `
<div class="block">
  <div class="bar">
    <h2>{{title}}</h2>
    {{^empty}}
    <button type="button" class="tool" data-copy="{{name}}" title="{{#t}}Copy{{/t}}" aria-label="{{#t}}Copy {{title}}{{/t}}">{{> icon-copy}}</button>
    <button type="button" class="tool" data-open="{{name}}" title="{{#t}}Open as Document{{/t}}" aria-label="{{#t}}Open {{title}} as a document{{/t}}">{{> icon-open}}</button>
    {{/empty}}
  </div>
  {{> note}}
  {{^empty}}{{#pretty}}{{> tree}}{{/pretty}}{{^pretty}}{{> raw}}{{/pretty}}{{/empty}}
</div>`;

const headers = `
<table class="headers">
  <thead class="unseen"><tr><th scope="col">{{#t}}Header{{/t}}</th><th scope="col">{{#t}}Value{{/t}}</th></tr></thead>
  <tbody>
    {{#headers}}<tr><th scope="row">{{name}}</th><td>{{value}}</td></tr>{{/headers}}
  </tbody>
</table>`;

export const textPartials = { pieces, row, tree, raw, note, block, headers };
