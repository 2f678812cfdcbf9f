import Mustache from 'mustache';
import { icons } from './icons';

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
    <p class="buttons"><button type="button" class="push" data-do="send">Send Action</button></p>
    <p class="note">Shortcut: {{shortcut}}</p>
  </div>
  <div id="results" class="results" hidden>
    <nav id="nav" aria-label="History"><ul id="history" role="listbox" tabindex="0" aria-label="Sends, newest first"></ul></nav>
    <div id="sash" role="separator" tabindex="0" aria-orientation="vertical" aria-label="Width of the history" aria-controls="nav"></div>
    <main id="details" aria-label="The chosen send"></main>
    <div id="find" class="find" role="search" hidden>
      <input type="text" id="find-text" aria-label="Find" placeholder="Find" spellcheck="false" autocomplete="off">
      <span id="find-count" class="matches" role="status"></span>
      <button type="button" class="tool" data-page="previous" title="Previous Match (Shift+Enter)" aria-label="Previous match">{{> icon-previous}}</button>
      <button type="button" class="tool" data-page="next" title="Next Match (Enter)" aria-label="Next match">{{> icon-next}}</button>
      <button type="button" class="tool" data-page="close" title="Close (Escape)" aria-label="Close find">{{> icon-close}}</button>
    </div>
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

/** The page without results: its script asks for them. */
export function renderPage(parts: PageParts): string {
  return Mustache.render(page, parts, icons);
}
