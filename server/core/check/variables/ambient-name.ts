import { t } from '@vscode/l10n';
import { renamed, type TemplateRule } from '../rule';
import { javaMember } from './shapes';

/** A name that Java or the loop answers, although nobody mapped it, or before a mapped variable of that name. */
export const ambientName: TemplateRule = {
  cards: [
    {
      code: 'ambient-name',
      severity: 'warning',
      group: 'Variables',
      summary: 'A name means something of Java or of the loop, not a template variable.',
    },
  ],
  check(subject, report) {
    for (const { path: name, meaning, node } of subject.names) {
      const [first] = name.parts;
      if (meaning.kind !== 'ambient' || !first) continue;
      const who = answers()[meaning.by];
      const message = meaning.hides
        ? t`Here ${who} answers to \`${first.text}\` before your variable: give the variable another name.`
        : t`\`${first.text}\` is not mapped; ${who} answers to it.`;
      const ofLoop = meaning.by === 'loop' && javaMember(iteration, first.text) !== undefined && !meaning.hides;
      const edits = ofLoop ? renamed(subject, node, first, `iter.${first.text}`) : [];
      report({
        code: 'ambient-name',
        range: first,
        message: ofLoop ? t`${message} Write \`iter.${first.text}\`.` : message,
        fixes: [{ title: t`Change to iter.${first.text}`, edits, preferred: true, safe: true }],
      });
    }
  },
};

const answers = () => ({
  data: t("Java's map of all variables"),
  loop: t('the loop'),
  value: t('the value that this section is about'),
});

const iteration = { kind: 'iteration', index: 1, size: 1, alias: null, value: null } as const;
