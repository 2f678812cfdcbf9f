import Mustache from 'mustache';
import type { PageParts } from './parts';
import { t } from './t';

/** What the page loads is its own script, its own style sheet and that of all pages, and nothing else. */
const frame = `<!DOCTYPE html>
<html lang="{{language}}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {{cspSource}}; script-src 'nonce-{{nonce}}'">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="{{base}}">
  <link rel="stylesheet" href="{{style}}">
  <title>{{> title}}</title>
</head>
<body>
<div id="announcer" class="unseen" role="status"></div>
{{> body}}
<script nonce="{{nonce}}" src="{{script}}"></script>
</body>
</html>`;

/** The document around a page. Title, body and any other `partials` are templates, and are given `parts`. */
export function renderFrame(parts: PageParts, partials: Readonly<Record<'title' | 'body', string>>): string {
  return Mustache.render(frame, { ...parts, t }, partials);
}
