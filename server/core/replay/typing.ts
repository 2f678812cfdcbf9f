import { typeOfValue } from '../action/attributes';
import type { SampleEvent } from '../action/events';
import type { Project } from '../action/project';
import { withEvent } from '../action/withEvent';

/** How many combinations of types for undeclared attributes are remembered; events of one feed have few. */
const mostKept = 200;

/**
 * The action as a send of one event sees it: an attribute whose type nobody declares has the one that the samples and
 * this event show. Most events of a feed show the same types, so each combination is worked out only once.
 */
export function typedFor(project: Project): (event: SampleEvent) => Project {
  const undeclared = mappedAttributes(project).filter(name => {
    const origin = project.attributes.get(name)?.origin;
    return origin !== 'declared' && origin !== 'preloaded';
  });
  const kept = new Map<string, Project>();
  return event => {
    if (undeclared.length === 0) return project;
    const shown = undeclared.map(name => {
      const value = event.attributes.get(name) ?? null;
      return event.types?.get(name) ?? (value === null ? '' : typeOfValue(value));
    });
    const key = shown.join('\n');
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= mostKept) kept.clear();
    const typed = withEvent(project, event);
    kept.set(key, typed);
    return typed;
  };
}

function mappedAttributes({ action }: Project): readonly string[] {
  const { urlParameters, headers, cookies, bodyData, templateVariables } = action;
  const sources = [urlParameters, headers, cookies, bodyData, templateVariables].flat().map(({ source }) => source);
  return [...new Set(sources.flatMap(source => (source?.kind === 'attribute' ? [source.value.text] : [])))];
}
