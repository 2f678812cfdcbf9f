import { nextLine } from './lines';

/**
 * Whether a comment silences a code at an offset: `{{! check-disable-next-line CODE }}` in a template,
 * `// check-disable-next-line CODE` in an action; several codes with blanks or commas between them.
 */
export function suppressedLines(path: string, text: string): (code: string, offset: number) => boolean {
  const pattern = path.endsWith('.trimou')
    ? /\{\{!\s*check-disable-next-line([^{}]*)\}\}/g
    : /\/\/\s*check-disable-next-line(.*)|\/\*\s*check-disable-next-line(.*?)\*\//g;
  // Few texts have such a comment, and looking for it tag by tag takes longer.
  if (!text.includes('check-disable-next-line')) return () => false;
  const lines: { codes: ReadonlySet<string>; start: number; end: number }[] = [];
  for (const match of text.matchAll(pattern)) {
    const start = nextLine(text, match.index + match[0].length);
    const codes = new Set((match[1] ?? match[2] ?? '').split(/[\s,]+/).filter(Boolean));
    lines.push({ codes, start, end: nextLine(text, start) });
  }
  return (code, offset) => lines.some(({ codes, start, end }) => codes.has(code) && offset >= start && offset < end);
}
