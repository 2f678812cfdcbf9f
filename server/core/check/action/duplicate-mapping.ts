import { t } from '@vscode/l10n';
import type { Span } from '../../text/range';
import type { FormRule } from '../rule';
import { mappingLists } from './formEdits';

/** Two mappings to one name: nobody can say which one arrives. */
export const duplicateMapping: FormRule = {
  cards: [
    { code: 'duplicate-mapping', severity: 'error', group: 'Action', summary: 'Two mappings have the same name.' },
  ],
  check(project, report) {
    const { action, path } = project;
    const say = (range: Span, message: string, first?: Span, ofJson?: 'jsonc') =>
      report({
        ...(ofJson && { ofJson }),
        code: 'duplicate-mapping',
        range,
        message,
        ...(first && {
          related: [{ path, range: { start: first.start, end: first.end }, message: t('The first one') }],
        }),
      });
    for (const [field, mappings] of mappingLists(project)) {
      const seen = new Map<string, Span>();
      for (const { to } of mappings) {
        if (!to?.text || field === 'urlParameters') continue; // A URL parameter may come several times.
        const key = field === 'headers' ? to.text.toLowerCase() : to.text;
        const first = seen.get(key);
        if (first && field !== 'bodyData') say(to, t`\`${to.text}\` is mapped twice: keep one of the two.`, first);
        else seen.set(key, to);
        if (field === 'headers' && key === 'content-type' && action.contentType) {
          say(
            to,
            t('Tealium sends this header itself, from the body content type: remove one of the two.'),
            action.contentType,
          );
        }
      }
      if (field !== 'templateVariables') continue;
      for (const [name, to] of seen) {
        const plain = name.includes('.') ? seen.get(name.slice(0, name.indexOf('.'))) : undefined;
        if (plain)
          say(to, t`\`${plain.text}\` is a variable of its own, so it cannot be a list of objects as well.`, plain);
      }
    }
    const templates = new Map<string, Span>();
    for (const { name } of action.templates) {
      const first = templates.get(name.text);
      if (first) say(name, t`Template \`${name.text}\` is named twice: keep one of the two.`, first, 'jsonc');
      else templates.set(name.text, name);
    }
  },
};
