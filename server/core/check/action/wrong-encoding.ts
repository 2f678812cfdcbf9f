import { t } from '@vscode/l10n';
import { valuePlace } from '../../action/eventKeys';
import type { FormRule, TemplateRule } from '../rule';

const code = 'wrong-encoding';

/** What decoders put in the place of bytes that are not UTF-8; nobody types it. */
const replacement = '\uFFFD';

const message = () =>
  t(
    'Here a file is not UTF-8, so a character is lost: `�` would be sent. Save the file as UTF-8, and type the character again.',
  );

/** A template that was saved in another encoding, such as Latin-1. */
export const templateEncoding: TemplateRule = {
  cards: [],
  check({ text }, report) {
    const start = text.indexOf(replacement);
    if (start >= 0) report({ code, range: { start, end: start + 1 }, message: message() });
  },
};

/** The same of the action file and of the sample events. */
export const actionEncoding: FormRule = {
  cards: [
    {
      code,
      severity: 'warning',
      group: 'Action',
      summary: 'A file is saved in another encoding than UTF-8, so that characters are lost.',
    },
  ],
  check({ text, events }, report) {
    const start = text.indexOf(replacement);
    if (start >= 0) report({ code, range: { start, end: start + 1 }, message: message() });
    for (const event of events) {
      const lost = [...event.attributes].find(([name, value]) =>
        `${name}${JSON.stringify(value)}`.includes(replacement),
      );
      if (!lost) continue;
      const range = valuePlace(event, lost[0]);
      report({ code, path: event.path, range, message: t`In attribute \`${lost[0]}\`: ${message()}` });
    }
  },
};
