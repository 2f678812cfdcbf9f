import type { SampleEvent } from './events';
import type { Project } from './project';
import { matches } from './stream';

/**
 * The sample event to show before anybody chooses one: of those that belong to the stream the one with the most
 * attributes, since it says most about the templates; the first of several.
 */
export function defaultEvent({ action, events }: Pick<Project, 'action' | 'events'>): SampleEvent | undefined {
  const inStream = events.filter(event => matches(action.when, event).kind === 'matched');
  const candidates = inStream.length > 0 ? inStream : events;
  const most = candidates.reduce((count, { attributes }) => Math.max(count, attributes.size), 0);
  return candidates.find(({ attributes }) => attributes.size === most);
}
