import type { Project, ProjectTemplate } from '../../action/project';
import type { Edit } from '../../check/finding';

/** A change of the form of templates that leaves what they print as it is. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'extract' | 'inline';
  readonly edits: readonly Edit[];
  /** Where a name begins that was made up, once the edits are made; people want another. */
  readonly named?: number;
  /** A file that comes with it. */
  readonly creates?: { readonly path: string; readonly text: string };
}

/** Where new files can be. */
export interface Places {
  /** The path that a relative one means, as written in the action. */
  readonly resolve: (relative: string) => string;
  readonly exists: (path: string) => boolean;
}

/** The template of an action that is in a file. */
export function templateAt({ templates }: Project, path: string): ProjectTemplate | undefined {
  return [...templates.values()].find(template => template.path === path);
}
