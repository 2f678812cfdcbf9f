import { replace, type TemplateRule } from '../rule';

/** `{email}`: one brace is text. Said of names that are mapped, and of those that stand where JSON wants a value. */
export const singleBraces: TemplateRule = {
  cards: [
    {
      code: 'single-braces',
      severity: 'error',
      group: 'Braces',
      summary: 'A variable stands in single braces, which are text.',
    },
  ],
  check({ texts, text, path, json, project }, report) {
    const mapped = new Set([...(project?.variables.keys() ?? [])].map(name => name.split('.', 1)[0]!));
    for (const { range } of texts) {
      for (const { 0: shown, 1: name = '', index } of text.slice(range.start, range.end).matchAll(pattern)) {
        const start = range.start + index;
        if (!mapped.has(name.split('.', 1)[0]!) && !(json && isValuePlace(text, start))) continue;
        report({
          code: 'single-braces',
          range: { start, end: start + shown.length },
          message: `Single braces are text: write \`{{${name}}}\`.`,
          fixes: [
            {
              title: `Change to {{${name}}}`,
              edits: [replace(path, start, start + shown.length, `{{${name}}}`)],
              preferred: true,
              safe: true,
            },
          ],
        });
      }
    }
  },
};

/** A name alone between braces; in JSON an object never looks like this. */
const pattern = /(?<!\{)\{([A-Za-z_$][\w$]*(?:\.[\w$]+)*)\}(?!\})/g;

function isValuePlace(text: string, start: number): boolean {
  let before = start - 1;
  while (/\s/.test(text[before] ?? '')) before--;
  return text[before] === ':';
}
