import type { Project, ProjectTemplate } from '../../action/project';
import type { Edit } from '../../check/finding';

/** A change to templates that does not change what they print. */
export interface Refactoring {
  readonly title: string;
  readonly kind: 'extract' | 'inline';
  readonly edits: readonly Edit[];
  /** The offset, after the edits, of a name that was made up and that people will want to change. */
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
