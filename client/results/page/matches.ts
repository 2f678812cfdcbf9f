/** Start and end of each place where `wanted` stands in a text, whatever its case, one behind the other; at most `limit`. */
export function matchesOf(text: string, wanted: string, limit: number): (readonly [start: number, end: number])[] {
  if (wanted === '') return [];
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'giu');
  const found: (readonly [number, number])[] = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length === limit) break;
    found.push([match.index, match.index + match[0].length]);
  }
  return found;
}
