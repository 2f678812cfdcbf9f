import type { ActionRule } from '../rule';

/** What cannot be read: in the action file, and in the sample events. */
export const unreadable: ActionRule = {
  cards: [
    { code: 'invalid-action', severity: 'error', group: 'Action', summary: 'The action file cannot be read as one.' },
    { code: 'invalid-event', severity: 'error', group: 'Action', summary: 'A sample event cannot be read.' },
  ],
  check({ problems, eventProblems }, report) {
    for (const { range, message, severity } of problems) {
      report({ code: 'invalid-action', range, message, ...(severity && { severity }) });
    }
    for (const { path, range, message } of eventProblems) report({ code: 'invalid-event', path, range, message });
  },
};
