import { t } from '@vscode/l10n';
import type { ActionRule } from '../rule';
import { setText } from './formEdits';

/** What cannot be read: in the action file, and in the sample events. */
export const unreadable: ActionRule = {
  cards: [
    { code: 'invalid-action', severity: 'error', group: 'Action', summary: 'The action file cannot be read as one.' },
    { code: 'invalid-event', severity: 'error', group: 'Action', summary: 'A sample event cannot be read.' },
    {
      code: 'invalid-expectation',
      severity: 'warning',
      group: 'Action',
      summary: 'What a sample event expects cannot be read.',
    },
  ],
  check(project, report) {
    const { action, problems, eventProblems } = project;
    for (const { range, message, severity, meant, syntax, repeated } of problems) {
      const fix = meant && { title: t`Change to ${meant}`, edits: [setText(project, range, meant)], preferred: true };
      report({
        code: 'invalid-action',
        range,
        message,
        ...(severity && { severity }),
        ...((syntax || repeated) && { ofJson: 'jsonc' }),
        fixes: [fix || undefined],
      });
    }
    // What planning refuses: without these there is no request, so the action must not pass as clean.
    if (!problems.some(({ severity = 'error' }) => severity === 'error')) {
      const range = action.fields.get('action')?.key ?? { start: 0, end: 0 };
      if (!action.method?.text)
        report({ code: 'invalid-action', range, message: t('The action has no `method`: POST, for instance.') });
      if (!action.url?.text)
        report({
          code: 'invalid-action',
          range,
          message: t('The action has no `url`: https://api.intercom.io/contacts, for instance.'),
        });
    }
    for (const { path, range, message, code = 'invalid-event', syntax } of eventProblems) {
      const isRepeated = code === 'duplicate-key';
      const ofJson = isRepeated ? 'jsonc' : syntax;
      report({ code, path, range, message, ...(isRepeated && { severity: 'warning' }), ...(ofJson && { ofJson }) });
    }
  },
};
