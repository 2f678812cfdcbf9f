import { t } from '@vscode/l10n';
import type { FormRule } from '../rule';
import { setText } from './formEdits';

/** A token must not travel in the clear; the machine itself is no network. */
export const insecureUrl: FormRule = {
  cards: [
    {
      code: 'insecure-url',
      severity: 'error',
      group: 'Action',
      summary: 'The URL is not https, so the token would travel in the clear.',
    },
  ],
  check(project, report) {
    const { url } = project.action;
    const [scheme = ''] = /^\s*http:\/\//i.exec(url?.text ?? '') ?? [];
    if (!url || !scheme) return;
    if (/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/i.test(url.text.slice(scheme.length))) return;
    report({
      code: 'insecure-url',
      range: { start: url.start, end: Math.min(url.start + scheme.length, url.end) },
      message: t('Use `https://`: over http anyone on the way can read the access token.'),
      fixes: [
        {
          title: t('Change to https'),
          edits: [setText(project, url, `https://${url.text.slice(scheme.length)}`)],
          preferred: true,
          safe: true,
        },
      ],
    });
  },
};
