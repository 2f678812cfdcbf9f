import { keepFocus } from '../../page/focus';
import type { FromPage, ToPage } from '../messages';

/*
 * Runs inside the panel: draws what the extension sends, keeps focus and scrolling where they were, and reports clicks.
 * Markup comes escaped from the extension; nothing here makes any.
 */

declare function acquireVsCodeApi(): {
  setState(state: { readonly action: string }): void;
  postMessage(message: FromPage): void;
};

const vscode = acquireVsCodeApi();
const post = (message: FromPage) => vscode.postMessage(message);
const byId = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'sheet':
      return showSheet(data);
    case 'differences':
      byId('differences').innerHTML = data.html;
      return;
    case 'announce':
      byId('announcer').textContent = data.text;
  }
});

document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (!button) return;
  const { copy, field = '', do: action, at } = button.dataset;
  if (copy !== undefined) post({ kind: 'copy', field, part: Number(copy) });
  else if (action === 'show') post({ kind: 'show', field });
  else if (action === 'open-action' || action === 'reset') post({ kind: action });
  else if (action === 'choose') choose(field);
  else if (action === 'compare') compare();
  else if (action === 'difference') post({ kind: 'difference', at: Number(at) });
});

document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.dataset.tick === undefined) return;
  post({ kind: 'tick', field: target.dataset.tick, done: target.checked });
});

byId('pasted').addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) compare();
});

keepFocus();
post({ kind: 'ready' });

function showSheet({ html, action, fields }: ToPage & { kind: 'sheet' }): void {
  vscode.setState({ action });
  const focused = document.activeElement?.id;
  byId('sheet').innerHTML = html;
  if (focused) document.getElementById(focused)?.focus();
  const select = byId<HTMLSelectElement>('field');
  const chosen = select.value;
  select.replaceChildren(select.options[0]!, ...fields.map(({ id, title }) => option(id, title)));
  select.value = fields.some(({ id }) => id === chosen) ? chosen : '';
}

function option(value: string, text: string): HTMLOptionElement {
  const made = document.createElement('option');
  made.value = value;
  made.textContent = text;
  return made;
}

/** Leads to the box for pasting, with the field chosen. What is in it is compared; what is pasted next takes its place. */
function choose(field: string): void {
  byId<HTMLSelectElement>('field').value = field;
  const pasted = byId<HTMLTextAreaElement>('pasted');
  byId('drift').scrollIntoView({ block: 'start' });
  pasted.select();
  if (pasted.value) compare();
}

function compare(): void {
  const text = byId<HTMLTextAreaElement>('pasted').value;
  post({ kind: 'compare', text, field: byId<HTMLSelectElement>('field').value });
}
