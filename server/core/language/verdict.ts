import type { SampleEvent } from '../action/events';
import type { Project } from '../action/project';
import { matches } from '../action/stream';
import { shown } from '../check/action/stream';

/**
 * Why the stream does not take an event, in words: the condition that fails in each group. Undefined when it does.
 * `now`: milliseconds since 1970.
 */
export function refusalOf({ action }: Project, event: SampleEvent, now: number): string | undefined {
  const match = matches(action.when, event, now);
  if (match.kind === 'matched') return undefined;
  return match.failed.map(({ expected, found }) => `${expected}, but it has ${shown(found)}`).join('; or ');
}

/** Whether the stream has any condition at all. */
export function hasConditions({ action }: Project): boolean {
  return (action.when ?? []).some(group => group.length > 0);
}
