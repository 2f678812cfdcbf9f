/** Whether a text has every word that is looked for, or its beginning or longer form: `purchased` finds `purchase`. */
export function hasWords(text: string, query: string): boolean {
  const words = wordsOf(text);
  return wordsOf(query)
    .filter((word, _, all) => !small.has(word) || all.length === 1)
    .every(wanted =>
      words.some(word => word.startsWith(wanted) || (word.length >= shortestStem && wanted.startsWith(word))),
    );
}

/** Words that join others and say nothing by themselves. */
const small = new Set(['a', 'an', 'the', 'or', 'and', 'to', 'of', 'in', 'my']);

const shortestStem = 3;

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
