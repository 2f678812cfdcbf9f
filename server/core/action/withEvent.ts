import { knownAttributes } from './attributes';
import type { SampleEvent } from './events';
import type { Project } from './project';
import { variablesOf } from './typing';

/** The action with an event from anywhere among its samples: what the event shows counts for the attributes' types. */
export function withEvent(project: Project, event: SampleEvent): Project {
  if (project.events.some(({ path, line }) => path === event.path && line === event.line)) return project;
  const events = [...project.events, event];
  const declared = [...(project.attributesFile?.declared ?? []), ...project.action.attributes];
  const attributes = knownAttributes(declared, events);
  return { ...project, events, attributes, variables: variablesOf(project.action, attributes) };
}
