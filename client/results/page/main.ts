import { keepFocus } from '../../page/focus';
import type { PageAction, ToPage } from '../messages';
import type { TextName } from '../texts';
import { chooseMode, chooseTab, openPanel, showDetails, shownText } from './details';
import { closeFind, openFind, startFind, step } from './find';
import { drawHistory, focusHistory, foldHistory, showList, startHistory, toggleHistory } from './history';
import { all, byId, post } from './host';
import { neighbour, rove } from './roving';
import { startSash } from './sash';
import { clickTree, focusRow, foldOrUnfold, pressInTree, valueIn } from './tree';

/*
 * Runs inside the results view: draws what the extension sends, keeps what was chosen, and reports clicks and keys. Markup
 * comes escaped from the extension; nothing here makes any.
 */

/** What buttons do within the page itself. */
const onPage: Readonly<Record<string, () => void>> = {
  history: toggleHistory,
  find: openFind,
  fold: () => foldOrUnfold(openPanel()),
  next: () => step(1),
  previous: () => step(-1),
  close: closeFind,
};

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'list':
      return showList(data);
    case 'details':
      return showDetails(data);
    case 'focus':
      return focusHistory();
    case 'announce':
      byId('announcer').textContent = data.text;
      foldHistory();
  }
});

document.addEventListener('click', ({ target }) => {
  if (!(target instanceof Element)) return;
  const button = target.closest('button');
  if (button) press(button);
  else clickTree(target);
});

document.addEventListener('keydown', event => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  if (isFind(event)) openFind();
  else if (key === 'F3') step(event.shiftKey ? -1 : 1);
  else if (target.role === 'tab') {
    const tab = moveIn(all(byId('details'), '[role=tab]'), target, key);
    if (!tab) return;
    chooseTab(tab);
  } else if (target.role === 'treeitem') {
    if (event.ctrlKey || event.metaKey ? !copyRow(target, key) : !pressInTree(target, key)) return;
  } else {
    const toolbar = target.closest('[role=toolbar]');
    const tool = toolbar && moveIn(all(toolbar, 'button'), target, key);
    if (!tool) return;
    rove(all(toolbar, 'button'), tool);
  }
  event.preventDefault();
  event.stopPropagation(); // The workbench has keys of its own: Ctrl+F would open the find of the editor as well.
});

// A click on a row makes it the one that the Tab key leads to.
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.role === 'treeitem' && target.tabIndex !== 0) focusRow(target);
});

keepFocus(byId('history'));
startHistory();
startSash();
startFind();
drawHistory();
post({ kind: 'ready' });

function press(button: HTMLButtonElement): void {
  const { copy, open, save, compare, do: action, at, fix, page, mode } = button.dataset;
  const named = (name: string) => (name === 'shown' ? shownText(button) : (name as TextName));
  if (button.role === 'tab') chooseTab(button);
  else if (mode) chooseMode(button);
  else if (copy) post({ kind: 'copy', name: named(copy) });
  else if (open) post({ kind: 'open', name: named(open) });
  else if (save) post({ kind: 'save', name: named(save) });
  else if (compare) post({ kind: 'compare', name: named(compare) });
  else if (action) post({ kind: 'do', action: action as PageAction, at: Number(at), fix: Number(fix) });
  else if (page) onPage[page]?.();
}

function isFind({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'f' && (ctrlKey || metaKey) && !altKey && !shiftKey && !byId('results').hidden;
}

/** Moves the focus along a row of buttons; answers where to. */
function moveIn(items: readonly HTMLElement[], from: HTMLElement, key: string): HTMLElement | undefined {
  const to = neighbour(items, items.indexOf(from), key, 'ArrowLeft', 'ArrowRight');
  to?.focus();
  return to;
}

/** Copies the value of a row where nothing is selected; a selection is copied as anywhere. */
function copyRow(row: HTMLElement, key: string): boolean {
  const value = key.toLowerCase() === 'c' && !String(getSelection() ?? '') ? valueIn(row) : undefined;
  if (value === undefined) return false;
  post({ kind: 'copy-text', text: value });
  return true;
}
