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

/** Colour, style and width of its outline. */
export function outlineOf(element): string {
  return getComputedStyle(element).outline;
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

/** What a screen reader or a keyboard would stumble over and axe does not look at. */
export function mistakes(body): string[] {
  const found = [];
  const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const seen = [...body.querySelectorAll('*')].filter(element => element.checkVisibility());
  for (const element of seen) {
    const named = element.ariaLabel || element.ariaLabelledByElements?.length;
    if (element.matches('nav, [role=toolbar], [role=tablist], [role=tabpanel], [role=group]') && !named)
      say('no name', element);
    for (const name of ['aria-controls', 'aria-labelledby', 'aria-describedby', 'aria-activedescendant']) {
      const ids = element.getAttribute(name)?.split(' ') ?? [];
      if (ids.some(id => !document.getElementById(id))) say(`${name} of nothing`, element);
    }
    if (element.matches('[role=tablist], [role=toolbar], [role=tree]')) {
      const stops = element.querySelectorAll('[tabindex="0"], button:not([tabindex])');
      if (stops.length !== 1) say(`${stops.length} tab stops`, element);
    }
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
