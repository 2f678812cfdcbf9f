import { actionPlaceAt } from '../actionPlace';
import type { ActionDocument } from '../document';
import type { Completion } from './item';

/** The globs, relative to the action, of the files that can be named at a place in it; none where no file is named. */
export function pathGlobs({ project }: ActionDocument, offset: number): readonly string[] {
  const place = actionPlaceAt(project, offset);
  const ending = place && endingAt(place.path);
  if (!ending) return [];
  const up = /^"?((?:\.\.\/)*)/.exec(place.typed)![1]!;
  // A file that several actions share is in the folder around them.
  return [`${up}**/*${ending}`, `${up}../*${ending}`];
}

/** The files that a template or the attribute types can be; `paths` as the action would write them: `../attributes.json`. */
export function fileItems(
  { project }: ActionDocument,
  offset: number,
  paths: readonly string[],
): readonly Completion[] {
  const place = actionPlaceAt(project, offset);
  if (!place || !endingAt(place.path)) return [];
  const name = place.path.at(-1);
  const used = project.action.templates.map(({ path }) => path.text);
  return paths.filter(isNameable).map(path => ({
    label: path,
    kind: 'file',
    range: place.range,
    text: JSON.stringify(path),
    ...(place.quote && { filter: JSON.stringify(path) }),
    // First the file with the template's own name, then those that are not a template yet.
    rank: path.replace(/^.*\//, '').startsWith(`${name}.`) ? 0 : used.includes(path) ? 2 : 1,
  }));
}

function endingAt(path: readonly (string | number)[]): string | undefined {
  if (path.length === 3 && path[0] === 'action' && path[1] === 'templates') return '.trimou';
  return path.length === 1 && path[0] === 'attributes' ? '.json' : undefined;
}

/** Actions, events and what belongs to other tools are no attribute types. */
function isNameable(path: string): boolean {
  return !/\.(webhook|event)\.json$|(^|\/)(events\/[^/]*|package(-lock)?|tsconfig)\.json$/i.test(path);
}
