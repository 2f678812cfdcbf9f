import { t } from '@vscode/l10n';
import type { Span } from '../../text/range';
import { type Reported, replace, type TemplateRule } from '../rule';
import { liquidTags } from './liquid';
import { halfOpenTags } from './misread';

/** `{email}`, `"{email}}"`, `{% if email %}`: one brace is text. Said of names that are mapped, and of those that stand where JSON wants a value. */
export const singleBraces: TemplateRule = {
  cards: [
    {
      code: 'single-braces',
      severity: 'error',
      group: 'Braces',
      summary: 'A variable is in single braces, which are text.',
    },
  ],
  check(subject, report) {
    const { singleBraces, text, path, json, project } = subject;
    for (const tag of halfOpenTags(subject)) report(halfOpen(tag, path));
    if (text.includes('{%')) for (const tag of liquidTags(subject)) report(tag);
    const found = singleBraces();
    if (found.length === 0) return;
    const mapped = new Set([...(project?.variables.keys() ?? [])].map(name => name.split('.', 1)[0]!));
    for (const { start: brace, end, text: name } of found) {
      if (text[brace - 1] === '{' || text[end] === '}') continue;
      if (!mapped.has(name.split('.', 1)[0]!) && !(json && isValuePlace(text, brace))) continue;
      // `${email}`, as other languages write it.
      const start = text[brace - 1] === '$' ? brace - 1 : brace;
      report({
        code: 'single-braces',
        range: { start, end },
        message: t`Single braces are text: write \`${`{{${name}}}`}\`.`,
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

/** `{#phone}}`: the first brace is missing. */
function halfOpen({ start, end, text: name }: Span, path: string): Reported {
  const meant = `{{${name}}}`;
  return {
    code: 'single-braces',
    range: { start, end },
    message: t`A tag begins with two braces: write \`${meant}\`.`,
    fixes: [{ title: t`Change to ${meant}`, edits: [replace(path, start, start, '{')], preferred: true, safe: true }],
  };
}

function isValuePlace(text: string, start: number): boolean {
  let before = start - 1;
  while (/\s/.test(text[before] ?? '')) before--;
  return text[before] === ':';
}
