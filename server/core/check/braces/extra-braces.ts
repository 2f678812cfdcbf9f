import { replace, type TemplateRule } from '../rule';
import { hasSigil } from './misread';

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
      if (node.expression.kind !== 'path') continue;
      const tripleSection = node.form === 'triple' && hasSigil(node);
      const { text: key } = node.expression;
      if (!key.includes('{') && !key.includes('}') && !tripleSection) continue;
      const name = key.replace(/[{}]/g, '');
      const { start } = node.range;
      let { end } = node.range;
      const openers = /^\{*/.exec(text.slice(start))![0].length;
      const closers = /\}*$/.exec(text.slice(start, end))![0].length;
      // The engine leaves the closing braces that it did not count as text behind the tag.
      for (let extra = openers - closers; extra > 0 && text[end] === '}'; extra--) end++;
      report({
        code: 'extra-braces',
        range: { start, end },
        message: `Braces too many: the engine looks for a variable \`${key}\`. Write \`{{${name}}}\`.`,
        fixes: [
          {
            title: `Change to {{${name}}}`,
            edits: [replace(path, start, end, `{{${name}}}`)],
            preferred: true,
            safe: true,
          },
        ],
      });
    }
  },
};
