import { t } from '@vscode/l10n';
import { replace, type TemplateRule } from '../rule';

/** `{{name}}` after `{{=<% %>=}}`: the engine looks only for the new delimiters, and sends the braces as they are. */
export const otherDelimiters: TemplateRule = {
  cards: [
    {
      code: 'other-delimiters',
      severity: 'error',
      group: 'Braces',
      summary: 'A tag is in double braces where other delimiters are set, so it is text.',
    },
  ],
  check({ nodes, text, path }, report) {
    const set = nodes.delimiters.filter(({ delimiters }) => delimiters);
    if (set.length === 0) return;
    const found = nodes.text.flatMap(({ range }) => {
      const { delimiters } = set.findLast(node => node.range.end <= range.start) ?? {};
      if (!delimiters || delimiters.open === '{{') return [];
      const { open, close } = delimiters;
      return [...text.slice(range.start, range.end).matchAll(tag)].map(match => {
        const start = range.start + match.index;
        return { start, end: start + match[0].length, written: match[0], meant: `${open}${match[1]}${close}` };
      });
    });
    const [first, ...others] = found;
    if (!first) return;
    const { start, end, written, meant } = first;
    const all =
      others.length === 0 ? '' : others.length === 1 ? t(', as one tag below') : t`, as ${others.length} tags below`;
    report({
      code: 'other-delimiters',
      range: { start, end },
      message: t`With the delimiters set before, \`${written}\` is text${all}: write \`${meant}\`, or set \`{{ }}\` again.`,
      fixes: [
        {
          title: others.length === 0 ? t`Change to ${meant}` : t`Change to ${meant}, and all others below`,
          edits: found.map(each => replace(path, each.start, each.end, each.meant)),
          preferred: true,
        },
      ],
    });
  },
};

/** JSON itself never has two braces in a row before a name. */
const tag = /\{\{([#/^!&>]?[\w$][^{}]*|[#/^!&>]\s*[^{}]+)\}\}/g;
