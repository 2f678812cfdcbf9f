import { all } from './host';
import { neighbour, rove } from './roving';

/*
 * JSON in rows, one below the other. A row that opens an object or a list folds what lies below it on deeper levels, and
 * the row that closes it.
 */

/** Indents what is wrapped in each row as far as the row itself. */
export function indentRows(root: ParentNode): void {
  for (const row of all(root, '.row')) row.style.setProperty('--level', String(Math.min(levelOf(row), 41)));
}

/** A click on the sign before a row, or on what stands for what is folded. */
export function clickTree(target: Element): void {
  if (target.matches('.twistie, .folded')) toggle(target.closest<HTMLElement>('.row')!);
}

/** The keys of a tree; true when the key was one. */
export function pressInTree(row: HTMLElement, key: string): boolean {
  const items = all(treeOf(row), '[role=treeitem]:not([hidden])');
  const next = neighbour(items, items.indexOf(row), key, 'ArrowUp', 'ArrowDown');
  if (next) focusRow(next);
  else if (key === 'ArrowRight') {
    if (row.ariaExpanded === 'false') toggle(row);
    else if (row.ariaExpanded) focusRow(items[items.indexOf(row) + 1]);
  } else if (key === 'ArrowLeft') {
    if (row.ariaExpanded === 'true') toggle(row);
    else focusRow(parentOf(row));
  } else if ((key === 'Enter' || key === ' ') && row.ariaExpanded) toggle(row);
  else if (key === '*') foldAll(treeOf(row), false);
  else return false;
  return true;
}

/** Folds everything but the outermost level, or unfolds all where something is folded. */
export function foldOrUnfold(root: ParentNode): void {
  const trees = all(root, '[role=tree]');
  const isFolded = trees.some(tree => tree.querySelector('[aria-expanded=false]'));
  for (const tree of trees) foldAll(tree, !isFolded);
}

/** Unfolds whatever hides a row. */
export function reveal(row: HTMLElement): void {
  for (let above = parentOf(row); above; above = parentOf(above)) above.ariaExpanded = 'true';
  draw(treeOf(row));
}

/**
 * The value in a row as it was written, without its key and the comma behind it; undefined for a row that opens or
 * closes.
 */
export function valueIn(row: HTMLElement): string | undefined {
  return row.querySelector('.string, .number, .word')?.textContent ?? undefined;
}

export function focusRow(row: HTMLElement | undefined): void {
  if (!row) return;
  rove(all(treeOf(row), '[role=treeitem]'), row);
  row.focus();
}

function toggle(row: HTMLElement): void {
  row.ariaExpanded = String(row.ariaExpanded === 'false');
  draw(treeOf(row));
}

function foldAll(tree: HTMLElement, folded: boolean): void {
  for (const row of all(tree, '[aria-expanded]')) row.ariaExpanded = String(!folded || levelOf(row) === 1);
  draw(tree);
  // The row that the Tab key leads to must be one that is seen.
  const chosen = tree.querySelector<HTMLElement>('[tabindex="0"]');
  if (chosen?.hidden) rove(all(tree, '[role=treeitem]'), tree.querySelector<HTMLElement>('[role=treeitem]')!);
}

function draw(tree: HTMLElement): void {
  let folded: number | undefined;
  for (const row of all(tree, '.row')) {
    const level = levelOf(row);
    const isEnd = level === folded && row.ariaHidden === 'true';
    row.hidden = folded !== undefined && (level > folded || isEnd);
    if (!row.hidden) folded = row.ariaExpanded === 'false' ? level : undefined;
    else if (isEnd) folded = undefined;
  }
}

function parentOf(row: HTMLElement): HTMLElement | undefined {
  for (let above = row.previousElementSibling; above; above = above.previousElementSibling) {
    if (above instanceof HTMLElement && levelOf(above) < levelOf(row)) return above;
  }
  return undefined;
}

function treeOf(row: HTMLElement): HTMLElement {
  return row.closest<HTMLElement>('[role=tree]')!;
}

function levelOf(row: HTMLElement): number {
  return Number(row.dataset.level);
}
