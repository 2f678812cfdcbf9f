import Mustache from 'mustache';
import type { HistoryItem } from '../historyItem';

const list = `
{{#items}}
<li role="option" id="send-{{id}}" class="send {{tone}}" data-id="{{id}}" data-vscode-context="{{context}}" aria-selected="{{selected}}">
  <span class="badge">{{badge}}</span>
  <span class="name">{{action}}</span>
  <span class="time">{{time}}</span>
  <span class="from">{{event}} · {{target}}</span>
  <span class="took">{{took}}</span>
</li>
{{/items}}`;

/** The options of the history. */
export function renderHistory(items: readonly HistoryItem[]): string {
  return Mustache.render(list, { items: items.map(item => ({ ...item, context: contextOf(item) })) });
}

/** What VS Code hands to the commands of the context menu. */
function contextOf({ id }: HistoryItem): string {
  return JSON.stringify({ webviewSection: 'send', send: id, preventDefaultContextMenuItems: true });
}
