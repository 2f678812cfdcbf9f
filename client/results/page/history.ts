import type { ToPage } from '../messages';
import { all, byId, post, remember, state } from './host';
import { neighbour } from './roving';

const list = byId('history');
const results = byId('results');
/** Below this width, in pixels, the history lies on top of the send and is shown on demand. */
const narrow = matchMedia('(max-width: 640px)');
/** Whether it is shown in a narrow panel. */
let isUnfolded = false;

export function showList({ html, selected }: ToPage & { kind: 'list' }): void {
  list.innerHTML = html;
  byId('empty').hidden = list.children.length > 0;
  results.hidden = list.children.length === 0;
  if (selected) mark(document.getElementById(`send-${selected}`));
}

export function startHistory(): void {
  narrow.addEventListener('change', drawHistory);
  window.addEventListener('resize', measure);
  list.addEventListener('click', ({ target }) => {
    const option = (target as Element).closest<HTMLElement>('[role=option]');
    if (!option) return;
    choose(option);
    foldHistory();
  });
  list.addEventListener('keydown', event => {
    const options = all(list, '[role=option]');
    const next = neighbour(options, options.findIndex(isSelected), event.key, 'ArrowUp', 'ArrowDown');
    if (next) choose(next);
    else if (event.key === 'Enter') {
      foldHistory();
      byId('details').querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    } else if (event.key === 'Escape' && isUnfolded) {
      foldHistory();
      byId('toggle-history').focus();
    } else if (event.key === 'Delete') post({ kind: 'do', action: 'remove', at: 0, fix: 0 });
    else return;
    event.preventDefault();
  });
}

/** Shows or hides the history; in a narrow panel the keyboard goes into it. */
export function toggleHistory(): void {
  if (narrow.matches) isUnfolded = !isUnfolded;
  else remember({ hidesHistory: !state().hidesHistory });
  drawHistory();
  if (isUnfolded) list.focus();
}

/** Brings the keyboard into the view. */
export function focusHistory(): void {
  if (isHidden() && !results.hidden) toggleHistory();
  (results.hidden ? byId('empty').querySelector('button')! : list).focus();
}

/** Brings page and button in line with whether the history is shown. */
export function drawHistory(): void {
  if (!narrow.matches) isUnfolded = false;
  results.classList.toggle('narrow', narrow.matches);
  results.classList.toggle('without-history', isHidden());
  document.getElementById('toggle-history')?.setAttribute('aria-expanded', String(!isHidden()));
  measure();
}

/** What lies on top of the send begins below its head or its tabs, which take one line or two. */
function measure(): void {
  for (const part of ['head', 'strip']) {
    const box = results.querySelector(`.${part}`)?.getBoundingClientRect();
    results.style.setProperty(`--${part}`, `${box?.bottom ?? 0}px`);
  }
}

function isHidden(): boolean {
  return narrow.matches ? !isUnfolded : Boolean(state().hidesHistory);
}

/** In a narrow panel the history makes room for what was chosen, or has just come. */
export function foldHistory(): void {
  isUnfolded = false;
  drawHistory();
}

function choose(option: HTMLElement): void {
  mark(option);
  remember({ selected: option.dataset.id! });
  post({ kind: 'select' });
}

function mark(option: HTMLElement | null): void {
  for (const other of list.children) other.setAttribute('aria-selected', String(other === option));
  list.setAttribute('aria-activedescendant', option?.id ?? '');
  // The menu key would ask for the menu of the list, which has the focus.
  list.dataset.vscodeContext = option?.dataset.vscodeContext ?? '{}';
  option?.scrollIntoView({ block: 'nearest' });
}

function isSelected(option: Element): boolean {
  return option.getAttribute('aria-selected') === 'true';
}
