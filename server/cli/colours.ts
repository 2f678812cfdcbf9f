/**
 * Whether to write in colours: on a terminal that has them, unless NO_COLOR says no (no-color.org). FORCE_COLOR decides before
 * both: 0 or false is no, anything else yes, as for the logs of CI, which are no terminals and show colours all the same.
 */
export function wantsColours(
  { FORCE_COLOR, NO_COLOR }: Readonly<Record<string, string | undefined>>,
  terminal: { hasColors?(): boolean },
): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return !NO_COLOR && terminal.hasColors?.() === true;
}
