import { all, byId } from './host';
import { matchesOf } from './matches';
import { reveal } from './tree';

const widget = byId('find');
const input = byId('find-text') as HTMLInputElement;
const most = 5_000;
let found: readonly Range[] = [];
let at = 0;
/** Where the keyboard was, to go back to. */
let before: HTMLElement | undefined;

/** Find, as in an editor, in what the open tab shows. */
export function startFind(): void {
  input.addEventListener('input', () => look(0));
  widget.addEventListener('keydown', event => {
    if (event.key === 'Escape') closeFind();
    else if (event.key === 'Enter' && event.target === input) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

export function openFind(): void {
  const selected = String(getSelection() ?? '');
  if (document.activeElement instanceof HTMLElement && !widget.contains(document.activeElement)) {
    before = document.activeElement;
  }
  widget.hidden = false;
  if (selected && !selected.includes('\n')) input.value = selected;
  input.focus();
  input.select();
  look(0);
}

export function closeFind(): void {
  widget.hidden = true;
  found = [];
  paint();
  (before?.isConnected ? before : byId('history')).focus();
}

/** The text that is shown has changed. */
export function findAgain(): void {
  if (!widget.hidden) look(0);
}

export function step(by: 1 | -1): void {
  if (widget.hidden) openFind();
  else if (found.length > 0) go(by);
}

function go(by: 1 | -1): void {
  at = (at + by + found.length) % found.length;
  paint();
  showCurrent();
}

function look(first: number): void {
  at = first;
  found = widget.hidden ? [] : ranges(input.value);
  paint();
  showCurrent();
}

/** Matches in the rows, texts and cells of the open tab, in their order. */
function ranges(wanted: string): Range[] {
  const result: Range[] = [];
  for (const text of shown('.row, .raw, th, td')) {
    const nodes = textNodes(text);
    const whole = nodes.map(node => node.data).join('');
    for (const [start, end] of matchesOf(whole, wanted, most - result.length)) result.push(rangeIn(nodes, start, end));
    if (result.length === most) break;
  }
  return result;
}

/** Elements of the open tab, without those of another way to show its text. */
function shown(selector: string): HTMLElement[] {
  const elements = all(byId('details'), `[role=tabpanel]:not([hidden]) :is(${selector})`);
  return elements.filter(element => !element.closest('.moded[hidden], .unseen'));
}

function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, node =>
    node.parentElement?.matches('.folded') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}

function rangeIn(nodes: readonly Text[], start: number, end: number): Range {
  const range = document.createRange();
  let passed = 0;
  for (const node of nodes) {
    const next = passed + node.length;
    if (start >= passed && start < next) range.setStart(node, start - passed);
    if (end > passed && end <= next) {
      range.setEnd(node, end - passed);
      break;
    }
    passed = next;
  }
  return range;
}

/** The colours come from the style sheet: `::highlight(found)`. */
function paint(): void {
  CSS.highlights.set('found', new Highlight(...found));
  const current = found[at];
  const now = new Highlight(...(current ? [current] : []));
  now.priority = 1;
  CSS.highlights.set('found-now', now);
  const of = found.length === most ? `${most}+` : String(found.length);
  const count = byId('find-count');
  const { found: counted, none, noneInPart } = count.dataset;
  const inVain = shown('.part').length > 0 ? noneInPart : none;
  const said = current ? counted!.replace('{0}', String(at + 1)).replace('{1}', of) : input.value ? inVain : '';
  count.textContent = said ?? '';
  widget.classList.toggle('in-vain', Boolean(input.value) && !current);
}

function showCurrent(): void {
  const range = found[at];
  if (!range) return;
  const row = range.startContainer.parentElement?.closest<HTMLElement>('.row');
  if (row?.hidden) reveal(row);
  const scroller = byId('details').querySelector('.panels')!;
  const [box, view] = [range.getBoundingClientRect(), scroller.getBoundingClientRect()];
  // Below the widget, which lies on the upper right corner.
  const top = widget.getBoundingClientRect().bottom;
  if (box.top < top || box.bottom > view.bottom) scroller.scrollTop += box.top - (top + view.bottom) / 2;
}
