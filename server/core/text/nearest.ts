/**
 * The candidate that a misspelt `name` most likely means: at most a third of its letters differ; undefined when none is
 * near. A line break that got into the name counts as one letter, however it is written.
 * @param fits whether a candidate that is near may be the answer
 */
export function nearest(
  name: string,
  candidates: Iterable<string>,
  fits: (candidate: string) => boolean = () => true,
): string | undefined {
  const wanted = name.toLowerCase().replace(/\r\n/g, '\n');
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance && fits(candidate)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from `a` to `b`; at least `enough` where it is that far. */
export function editDistance(a: string, b: string, enough: number): number {
  let [beforePrevious, previous, current] = rows;
  for (let column = 0; column <= b.length; column++) previous[column] = column;
  let leastBefore = 0;
  for (let row = 1; row <= a.length; row++) {
    current[0] = row;
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const replaced = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let distance = Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, beforePrevious[column - 2]! + 1);
      }
      current[column] = distance;
      if (distance < least) least = distance;
    }
    // Every way to the end leads through this row or, by a swap, past it from the row before.
    if (least >= enough && leastBefore >= enough) return enough;
    leastBefore = least;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return previous[b.length]!;
}

/** Overwritten each time, since names are compared with hundreds of others. */
const rows: readonly [number[], number[], number[]] = [[], [], []];
