import { t } from '@vscode/l10n';
import { replace, type TemplateRule } from '../rule';

/** `{{^if plan}}`: inverted sections call no helpers, so this is always rendered. */
export const invertedHelper: TemplateRule = {
  cards: [
    {
      code: 'inverted-helper',
      severity: 'error',
      group: 'Helpers',
      summary: 'An inverted section calls a helper, which it cannot.',
    },
  ],
  check({ nodes, text, path, profile, useOf }, report) {
    for (const node of nodes.section) {
      if (!node.inverted || node.expression.kind !== 'path') continue;
      const { content, range } = node.tag;
      const [name = ''] = content.text.split(' ', 1);
      if (!profile.helpers.has(name)) continue;
      // If there is a variable of that very name, the engine finds it.
      if (useOf(node.expression)?.meaning.kind === 'found') continue;
      const opposite = opposites[name];
      const sigil = text.indexOf('^', range.start);
      const edits =
        opposite && node.close
          ? [
              replace(path, sigil, content.start + name.length, `#${opposite}`),
              replace(path, node.close.content.start, node.close.content.end, opposite),
            ]
          : [];
      const advice = opposite
        ? t`Write \`${`{{#${opposite}${content.text.slice(name.length)}}}`}\`.`
        : t('Use a plain name here.');
      report({
        code: 'inverted-helper',
        range: { start: content.start, end: content.start + name.length },
        message: t`An inverted section calls no helper: this always renders. ${advice}`,
        fixes: [{ title: t`Change to ${`{{#${opposite} …}}`}`, edits, preferred: true }],
      });
    }
  },
};

const opposites: Readonly<Record<string, string>> = { if: 'unless', unless: 'if', isEq: 'isNotEq', isNotEq: 'isEq' };
