import type { Project } from '../action/project';
import { askedVersion } from '../check/intercom/request';

/** The version of the API that an action asks for; undefined where nothing, or a variable, says so. */
export function versionOf(project: Project): string | undefined {
  const asked = askedVersion(project);
  return asked.kind === 'known' ? asked.version : undefined;
}
