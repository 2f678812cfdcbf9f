import type { FromPage, PageMessage } from '../messages';

/** What the page keeps while it is hidden and when the window is reloaded. */
export interface State {
  readonly selected?: string;
  readonly tab?: string;
  /** How the texts of each tab are shown, by the id of its panel. */
  readonly modes?: Readonly<Record<string, string>>;
  /** Of the history, in pixels. */
  readonly width?: number;
  readonly hidesHistory?: boolean;
}

declare function acquireVsCodeApi(): {
  getState(): State | undefined;
  setState(state: State): void;
  postMessage(message: FromPage): void;
};

const vscode = acquireVsCodeApi();
let current: State = vscode.getState() ?? {};

export const state = (): State => current;

export function remember(change: State): void {
  current = { ...current, ...change };
  vscode.setState(current);
}

export function post(message: PageMessage): void {
  vscode.postMessage({ ...message, id: current.selected });
}

/** The element with this id, which the page always has. */
export function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}

export function all(root: ParentNode, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(selector)];
}
