import { renderFrame } from '../../page/frame';
import type { PageParts } from '../../page/parts';
import { icons } from './icons';

const title = '{{#t}}Results{{/t}}';

const body = `
<main id="empty" class="empty" hidden>
  <h1>{{#t}}No sends yet{{/t}}</h1>
  <p>{{#t}}Open an action or one of its templates and send it with a sample event. The sandbox answers as Intercom does and needs no account.{{/t}}</p>
  <p class="buttons"><button type="button" class="push" data-do="send">{{#t}}Send Action{{/t}}</button></p>
  <p class="note">{{#t}}Shortcut: {{shortcut}}{{/t}}</p>
</main>
<div id="results" class="results" hidden>
  <nav id="nav" aria-label="{{#t}}History{{/t}}">
    <ul id="history" role="listbox" tabindex="0" aria-label="{{#t}}Sends, newest first{{/t}}"></ul>
    <div id="sash" role="separator" tabindex="0" aria-orientation="vertical" aria-label="{{#t}}Width of the history{{/t}}" aria-controls="nav"></div>
  </nav>
  <main id="details" aria-label="{{#t}}The chosen send{{/t}}"></main>
  <div id="find" class="find" role="search" hidden>
    <input type="text" id="find-text" aria-label="{{#t}}Find{{/t}}" placeholder="{{#t}}Find{{/t}}" spellcheck="false" autocomplete="off">
    <span id="find-count" class="matches" role="status" data-found="{{#t}}{0} of {1}{{/t}}" data-none="{{#t}}No results{{/t}}" data-none-in-part="{{#t}}No results in this part{{/t}}"></span>
    <button type="button" class="tool" data-page="previous" title="{{#t}}Previous Match (Shift+Enter){{/t}}" aria-label="{{#t}}Previous match{{/t}}">{{> icon-previous}}</button>
    <button type="button" class="tool" data-page="next" title="{{#t}}Next Match (Enter){{/t}}" aria-label="{{#t}}Next match{{/t}}">{{> icon-next}}</button>
    <button type="button" class="tool" data-page="close" title="{{#t}}Close (Escape){{/t}}" aria-label="{{#t}}Close find{{/t}}">{{> icon-close}}</button>
  </div>
</div>`;

/** The page without results: its script asks for them. */
export function renderPage(parts: PageParts & { readonly shortcut: string }): string {
  return renderFrame(parts, { ...icons, title, body });
}
