import type { ToPage } from '../messages';
import type { TextName } from '../texts';
import { findAgain } from './find';
import { drawHistory } from './history';
import { all, byId, remember, state } from './host';
import { rove } from './roving';
import { indentRows } from './tree';

const details = byId('details');

export function showDetails({ id, html, isNews }: ToPage & { kind: 'details' }): void {
  remember({ selected: id });
  const focused = details.contains(document.activeElement) ? document.activeElement!.id : undefined;
  details.innerHTML = html;
  indentRows(details);
  for (const stretch of all(details, '.stretch')) {
    stretch.style.setProperty('--from', stretch.dataset.from!);
    stretch.style.setProperty('--share', stretch.dataset.share!);
  }
  for (const panel of all(details, '[role=tabpanel]')) showMode(panel, state().modes?.[panel.id]);
  for (const toolbar of all(details, '[role=toolbar]')) {
    const tools = all(toolbar, 'button');
    rove(tools, tools[0]);
  }
  // What is wrong stands in the first tab.
  showTab(isNews ? 'tab-response' : (state().tab ?? 'tab-response'));
  drawHistory();
  if (focused !== undefined)
    (document.getElementById(focused) ?? details.querySelector<HTMLElement>('[role=tab][tabindex="0"]'))?.focus();
}

export function chooseTab(tab: HTMLElement): void {
  remember({ tab: tab.id });
  showTab(tab.id);
}

export function chooseMode(button: HTMLElement): void {
  const panel = button.closest<HTMLElement>('[data-of]')!.dataset.of!;
  remember({ modes: { ...state().modes, [panel]: button.dataset.mode! } });
  showMode(byId(panel), button.dataset.mode);
  findAgain();
}

/** The panel of the open tab. */
export function openPanel(): HTMLElement {
  return details.querySelector<HTMLElement>('[role=tabpanel]:not([hidden])')!;
}

/** The name of the text that a tab shows now. */
export function shownText(tool: HTMLElement): TextName {
  const mode = tool.closest('[data-of]')!.querySelector<HTMLElement>('.mode[aria-pressed=true]')!;
  return mode.dataset.name as TextName;
}

function showTab(id: string): void {
  const tabs = all(details, '[role=tab]');
  const chosen = tabs.find(tab => tab.id === id) ?? tabs[0]!;
  rove(tabs, chosen);
  for (const tab of tabs) {
    const panel = tab.getAttribute('aria-controls')!;
    tab.ariaSelected = String(tab === chosen);
    byId(panel).hidden = tab !== chosen;
    const tools = details.querySelector<HTMLElement>(`[data-of=${panel}]`);
    if (tools) tools.hidden = tab !== chosen;
  }
  details.querySelector('.panels')!.scrollTop = 0;
  findAgain();
}

/** Shows the texts of a panel in a mode that it has. */
function showMode(panel: HTMLElement, wanted: string | undefined): void {
  const buttons = all(details, `[data-of=${panel.id}] .mode`);
  const chosen = (buttons.find(({ dataset }) => dataset.mode === wanted) ?? buttons[0])?.dataset.mode;
  for (const button of buttons) button.ariaPressed = String(button.dataset.mode === chosen);
  for (const part of all(panel, '.moded')) part.hidden = part.dataset.mode !== chosen;
}
