import { t } from '@vscode/l10n';
import { replace, type TemplateRule } from '../rule';

/** `{email}`, `"{email}}"`: one brace is text. Said of names that are mapped, and of those that stand where JSON wants a value. */
export const singleBraces: TemplateRule = {
  cards: [
    {
      code: 'single-braces',
      severity: 'error',
      group: 'Braces',
      summary: 'A variable stands in single braces, which are text.',
    },
  ],
  check({ singleBraces, text, path, json, project }, report) {
    const found = singleBraces();
    if (found.length === 0) return;
    const mapped = new Set([...(project?.variables.keys() ?? [])].map(name => name.split('.', 1)[0]!));
    for (const { start, end: last, text: name } of found) {
      const isHalf = text[start - 1] === '"' && text.startsWith('}"', last);
      if (text[start - 1] === '{' || (text[last] === '}' && !isHalf)) continue;
      const end = isHalf ? last + 1 : last;
      if (!mapped.has(name.split('.', 1)[0]!) && !(json && isValuePlace(text, start))) continue;
      report({
        code: 'single-braces',
        range: { start, end },
        message: isHalf
          ? t`A tag begins with two braces: write \`${`{{${name}}}`}\`.`
          : t`Single braces are text: write \`${`{{${name}}}`}\`.`,
        fixes: [
          {
            title: t`Change to ${`{{${name}}}`}`,
            edits: [replace(path, start, end, `{{${name}}}`)],
            preferred: true,
            safe: true,
          },
        ],
      });
    }
  },
};

function isValuePlace(text: string, start: number): boolean {
  let before = start - 1;
  while (/\s/.test(text[before] ?? '')) before--;
  return text[before] === ':';
}
