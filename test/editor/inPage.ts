// @ts-nocheck: what is here runs in a page, and the tests do not have the types of a browser.

/** Leaves nothing to read. */
export function emptyClipboard(): Promise<void> {
  return navigator.clipboard.writeText('');
}

/** What is in the clipboard, as soon as something is. */
export async function readClipboard(): Promise<string> {
  let text = '';
  while (!text) {
    text = await navigator.clipboard.readText();
    await new Promise(requestAnimationFrame);
  }
  return text;
}

/** Whether the dialog has read the folder and proposes a file of this name in it. */
export function proposes(name): boolean {
  return document.querySelector('.quick-input-widget input')?.value.endsWith(name) ?? false;
}

/** Whether two words of the code have colours of their own. */
export function differ([one, other]: string[]): boolean {
  const words = [...document.querySelectorAll('.view-line span span')];
  const colourOf = word =>
    getComputedStyle(words.find(({ textContent }) => textContent === word) ?? document.body).color;
  return words.some(({ textContent }) => textContent === one) && colourOf(one) !== colourOf(other);
}

/** What a screen reader would stumble over. */
export function mistakes(body): string[] {
  const found = [];
  const seen = [...body.querySelectorAll('*')].filter(element => element.checkVisibility());
  const textOf = id => document.getElementById(id)?.textContent?.trim();
  const nameOf = element =>
    element.getAttribute('aria-label') ||
    (element.getAttribute('aria-labelledby') ?? '').split(' ').map(textOf).join('') ||
    element.textContent?.trim();
  const needName =
    'button, input, [role=tab], [role=tree], [role=treeitem], [role=option], [role=listbox], [role=toolbar], [role=tabpanel], [role=separator], [role=group], [role=region], nav, main';
  for (const element of seen) {
    const what = element.outerHTML.slice(0, 120);
    if (element.matches(needName) && !nameOf(element)) found.push(`no name: ${what}`);
    if (element.tabIndex > 0) found.push(`an order of its own: ${what}`);
    for (const name of ['aria-controls', 'aria-labelledby', 'aria-activedescendant']) {
      const ids = element.getAttribute(name)?.split(' ').filter(Boolean) ?? [];
      for (const id of ids) if (!document.getElementById(id)) found.push(`${name} of nothing: ${what}`);
    }
    if (element.matches('[role=tab]') && !element.closest('[role=tablist]')) found.push(`no tablist: ${what}`);
    if (element.matches('[role=treeitem]') && !element.closest('[role=tree]')) found.push(`no tree: ${what}`);
    if (element.matches('[role=option]') && !element.closest('[role=listbox]')) found.push(`no listbox: ${what}`);
    if (element.closest('[aria-hidden=true]') && element.tabIndex >= 0) found.push(`hidden and reached: ${what}`);
  }
  const ids = [...body.querySelectorAll('[id]')].map(element => element.id);
  for (const id of new Set(ids)) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`twice: ${id}`);
  for (const set of body.querySelectorAll('[role=tablist], [role=toolbar], [role=tree]')) {
    const stops = [...set.querySelectorAll('[tabindex="0"], button:not([tabindex])')];
    if (set.checkVisibility() && stops.length !== 1)
      found.push(`${stops.length} tab stops: ${set.outerHTML.slice(0, 120)}`);
  }
  return found;
}

/** Everything that the browser has stored for it. */
export async function remembered(): Promise<string> {
  const all = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  const done = request =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const values = await done(database.transaction(store).objectStore(store).getAll());
      const text = value => (value instanceof Uint8Array ? new TextDecoder().decode(value) : JSON.stringify(value));
      all.push(...values.map(text));
    }
    database.close();
  }
  return all.join('\n');
}
