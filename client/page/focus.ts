/**
 * Runs inside a page: brings the keyboard back to what had it last, which a frame forgets as soon as the keyboard is
 * elsewhere. `first`: what gets it before anything had it.
 */
export function keepFocus(first?: HTMLElement): void {
  let last = first;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement) last = target;
  });
  window.addEventListener('focus', () => {
    if (document.activeElement !== document.body || !last) return;
    // What was drawn anew since has kept its id.
    const now = last.isConnected ? last : (document.getElementById(last.id) ?? first);
    now?.focus({ preventScroll: true });
  });
}
