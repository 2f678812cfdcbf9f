import { t } from '@vscode/l10n';
import type { Range } from '../../text/range';
import { type Reported, replace, type TemplateRule } from '../rule';
import { hasSigil, startsTouchingBrace } from './misread';

/** `{{{{name}}}}`, `{{na}me}}`, `{{{#items}}}`: a brace became part of the name. */
export const extraBraces: TemplateRule = {
  cards: [
    {
      code: 'extra-braces',
      severity: 'error',
      group: 'Braces',
      summary: 'A tag has braces too many, which become part of its name.',
    },
  ],
  check({ nodes, text, path }, report) {
    for (const node of nodes.variable) {
      if (startsTouchingBrace(text, node.range.start)) continue;
      const tripleSection = node.form === 'triple' && hasSigil(node);
      const key = node.expression.kind === 'path' ? node.expression.text : '';
      if (!key.includes('{') && !key.includes('}') && !tripleSection) {
        if (isFollowedByBrace(node.range, text)) report(trailingBrace(node.range.end, path));
        continue;
      }
      const name = key.replace(/[{}]/g, '');
      const { start } = node.range;
      let { end } = node.range;
      const openers = /^\{*/.exec(text.slice(start))![0].length;
      const closers = /\}*$/.exec(text.slice(start, end))![0].length;
      // Closing braces that the engine did not count stay as text after the tag.
      for (let extra = openers - closers; extra > 0 && text[end] === '}'; extra--) end++;
      report({
        code: 'extra-braces',
        range: { start, end },
        message: t`Braces too many: the engine looks for a variable \`${key}\`. Write \`${`{{${name}}}`}\`.`,
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

/** `"{{name}}}"`, or `{{name}}}` at the end: a brace that belongs to no object is printed after the value. */
function isFollowedByBrace({ start, end }: Range, text: string): boolean {
  if (text[end] !== '}') return false;
  if (text[start - 1] === '"' && text[end + 1] === '"') return true;
  return text.slice(end + 1).trim() === '' && !/[{}]/.test(text.slice(0, start).replace(/\{\{.*?\}\}/gs, ''));
}

function trailingBrace(start: number, path: string): Reported {
  return {
    code: 'extra-braces',
    range: { start, end: start + 1 },
    message: t('This brace is one too many: the tag is closed before it, and it is printed.'),
    fixes: [
      { title: t('Remove the brace'), edits: [replace(path, start, start + 1, '')], preferred: true, safe: true },
    ],
  };
}
