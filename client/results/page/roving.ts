/** The item that an arrow key, Home or End leads to from the one at `at`; undefined for any other key. */
export function neighbour<Item>(items: readonly Item[], at: number, key: string, back: string, forth: string) {
  const to = { [back]: Math.max(0, at - 1), [forth]: at + 1, Home: 0, End: items.length - 1 }[key];
  return to === undefined ? undefined : items[Math.min(to, items.length - 1)];
}

/** Makes `chosen` the one item that the Tab key leads to. */
export function rove<Item extends { tabIndex: number }>(items: readonly Item[], chosen: Item | undefined): void {
  for (const item of items) item.tabIndex = item === chosen ? 0 : -1;
}
