import { byId, remember, state } from './host';

const sash = byId('sash');
const usual = 280;
const [least, most] = [140, 600];
/** What one press of an arrow key moves it by, in pixels. */
const step = 20;

/** The line between history and send, which is dragged or moved with the arrow keys; a double click takes it back. */
export function startSash(): void {
  sash.addEventListener('pointerdown', event => {
    sash.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  sash.addEventListener('pointermove', event => {
    if (sash.hasPointerCapture(event.pointerId)) move(event.clientX);
  });
  sash.addEventListener('dblclick', () => move(usual));
  sash.addEventListener('keydown', ({ key }) => {
    const to = { ArrowLeft: width() - step, ArrowRight: width() + step, Home: least, End: most }[key];
    if (to !== undefined) move(to);
  });
  move(width());
}

function width(): number {
  return state().width ?? usual;
}

function move(to: number): void {
  const kept = Math.round(Math.min(Math.max(to, least), most));
  if (kept !== width()) remember({ width: kept });
  byId('results').style.setProperty('--history', `${kept}px`);
  sash.ariaValueNow = String(kept);
  sash.ariaValueMin = String(least);
  sash.ariaValueMax = String(most);
}
