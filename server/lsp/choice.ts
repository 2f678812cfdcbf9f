import { t } from '@vscode/l10n';
import type { SampleEvent } from '../core/action/events';
import type { Project } from '../core/action/project';
import type { EventChoice, Refusal } from '../protocol';
import { canonical } from './files';

/** How the protocol names a sample event. */
export function choiceOf({ path, line, name }: SampleEvent): EventChoice {
  return { uri: path, name, ...(line !== undefined && { line }) };
}

/** The sample event that is meant; undefined when the action no longer has it. */
export function eventIn({ events }: Pick<Project, 'events'>, { uri, line }: EventChoice): SampleEvent | undefined {
  const path = canonical(uri);
  return events.find(event => event.path === path && event.line === line);
}

export function eventIsGone({ name }: EventChoice): Refusal {
  return refused(t`The event “${name}” no longer exists. Select another one.`);
}

export function refused(message: string): Refusal {
  return { kind: 'refused', message };
}
