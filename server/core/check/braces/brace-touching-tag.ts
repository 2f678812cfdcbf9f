import { t } from '@vscode/l10n';
import { replace, type TemplateRule } from '../rule';
import { startsTouchingBrace } from './misread';

/** `{{{#items}}`: a brace of the JSON stands right before a tag, and the engine reads three braces. */
export const braceTouchingTag: TemplateRule = {
  cards: [
    {
      code: 'brace-touching-tag',
      severity: 'error',
      group: 'Braces',
      summary: 'A brace of the JSON touches a tag, so that the engine reads three braces.',
    },
  ],
  check({ nodes, text, path }, report) {
    for (const { range } of [...nodes.broken, ...nodes.variable]) {
      if (!startsTouchingBrace(text, range.start)) continue;
      if (isTooMany(text)) {
        const [name] = /\{\{[^{}]*\}\}/.exec(text.slice(range.start + 1, range.start + 300)) ?? ['{{'];
        report({
          code: 'extra-braces',
          range,
          message: t`Braces too many: write \`${name}\`.`,
          fixes: [
            { title: t`Change to ${name}`, edits: [replace(path, range.start, range.start + 1, '')], preferred: true },
          ],
        });
        continue;
      }
      const edits = [replace(path, range.start + 1, range.start + 1, ' ')];
      report({
        code: 'brace-touching-tag',
        range,
        message: t('The engine reads `{{{` as one opening: put a blank between the JSON brace and the tag.'),
        fixes: [{ title: t('Insert a blank'), edits, preferred: true, safe: true }],
      });
    }
  },
};

/** Whether the JSON, touching braces included, has one opening brace more than closing ones. */
function isTooMany(text: string): boolean {
  if (text.length > longest) return false;
  const rest = text.replace(/\{\{(?!\{)[^{}]*\}\}|"(?:[^"\\\n]|\\.)*"/g, '');
  return rest.split('{').length > rest.split('}').length;
}

/** In a longer text, braces are not counted at every keystroke. */
const longest = 50_000;
