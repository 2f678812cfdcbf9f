import { includable, type Project } from '../../action/project';
import { variableValues } from '../../action/variables';
import { render } from '../../template/render';

/**
 * Whether all templates of an action print the same before and after a refactoring, for each sample event and for one with
 * nothing in it: to the letter, or in a JSON template up to white space outside of strings. Templates are told by name.
 */
export function rendersTheSame(before: Project, after: Project): boolean {
  const events = [...before.events.slice(0, mostEvents), { attributes: new Map<string, unknown>() }];
  return [...before.templates.values()].every(({ name, json, tree }) => {
    if (!tree) return true;
    return events.every(event => {
      const [old, now] = [before, after].map(project => printed(project, name, event));
      if (old === undefined || now === undefined) return old === now;
      return json ? withoutWhiteSpace(old) === withoutWhiteSpace(now) : old === now;
    });
  });
}

/** This many events have passed every branch that events can. */
const mostEvents = 20;

/** Undefined where rendering fails. */
function printed(project: Project, name: string, event: Parameters<typeof variableValues>[1]): string | undefined {
  const tree = project.templates.get(name)?.tree;
  const templates = includable(project);
  const options = { profile: project.profile, now: 0, uuid: () => '', ...(templates && { templates }) };
  const result = tree && render({ name, tree }, variableValues(project, event).data, options);
  return result?.kind === 'rendered' ? result.text : undefined;
}

function withoutWhiteSpace(json: string): string {
  return json.replace(/("(?:[^"\\]|\\[\s\S])*"?)|[ \t\r\n]+/g, (_, string: string | undefined) => string ?? '');
}
