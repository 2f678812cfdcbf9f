import { t } from '@vscode/l10n';
import { replace, type TemplateRule } from '../rule';
import { hasSigil } from './misread';

/** `{{ #items}}`: the engine decides by the first character, so this is a variable named `#items`. */
export const blankBeforeSigil: TemplateRule = {
  cards: [
    {
      code: 'blank-before-sigil',
      severity: 'error',
      group: 'Braces',
      summary: 'There is a blank between the braces and the sign that says what the tag is.',
    },
  ],
  check({ nodes, path }, report) {
    for (const node of nodes.variable) {
      if (node.form !== 'plain' || !hasSigil(node)) continue;
      const { range, content } = node.tag;
      const sigil = content.text[0]!;
      report({
        code: 'blank-before-sigil',
        range: { start: range.start, end: content.start + 1 },
        message: t`With a blank before \`${sigil}\` this is a variable that prints nothing: write \`${`{{${sigil}`}\`.`,
        fixes: [
          {
            title: t('Remove the blank'),
            edits: [replace(path, range.start + 2, content.start, '')],
            preferred: true,
            safe: true,
          },
        ],
      });
    }
  },
};
