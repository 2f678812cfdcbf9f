import { t } from '@vscode/l10n';
import type { SampleEvent } from '../action/events';
import { planRequest } from '../action/plan';
import type { Project } from '../action/project';
import { matches } from '../action/stream';
import { type Answer, type Deviation, evaluate } from './evaluate';
import { needsAnswer } from './expectation';

export interface TestOptions {
  readonly project: Project;
  readonly event: SampleEvent;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly uuid: () => string;
  /** Sends the event; absent when nothing may be sent. It is called only where an answer is expected. */
  readonly send?: (() => Promise<Answer>) | undefined;
}

export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly deviations: readonly Deviation[] }
  /** Nothing could be checked: nothing is expected, or only of an answer that there is none of. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** Compares what comes of an event with what its file expects. */
export async function testEvent({ project, event, now, uuid, send }: TestOptions): Promise<Verdict> {
  const { expect } = event;
  if (!expect) return { kind: 'skipped', reason: t('This event expects nothing.') };
  const mistakes = project.eventProblems.filter(
    ({ code, path, line }) => code === 'invalid-expectation' && path === event.path && line === event.line,
  );
  if (mistakes.length > 0) return { kind: 'failed', deviations: mistakes };
  const asks = needsAnswer(expect);
  const rest = expect.stream !== undefined || expect.valid !== undefined || expect.body.length > 0;
  if (!send && asks && !rest) return { kind: 'skipped', reason: t('Only an answer can tell, and nothing was sent.') };
  const match = matches(project.action.when, event);
  const plan = planRequest({ project, event, now, uuid });
  const answer = send && asks ? { answer: await send() } : {};
  const deviations = evaluate(expect, { match, plan, ...answer });
  return deviations.length === 0 ? { kind: 'passed' } : { kind: 'failed', deviations };
}
