import type { Project } from '../action/project';
import type { Profile } from '../template/profile';
import type { Node, Template } from '../template/tree';
import type { Finding, Fix, Severity } from './finding';
import type { NameUse } from './variables/names';

/** What a rule is; its section in `docs/rules.md` has the code as its anchor. */
export interface RuleCard {
  readonly code: string;
  readonly severity: Severity;
  readonly group: RuleGroup;
  /** One sentence: what the author did. */
  readonly summary: string;
}

export type RuleGroup = 'Braces' | 'Helpers' | 'Variables' | 'Quoting and JSON' | 'Intercom' | 'Action';

/** Looks at one template. */
export interface TemplateRule {
  readonly cards: readonly RuleCard[];
  check(subject: TemplateSubject, report: Report): void;
}

/** Looks at an action with all that belongs to it. */
export interface ActionRule {
  readonly cards: readonly RuleCard[];
  /** @param names what each template looks up, by the template's name */
  check(project: Project, report: Report, names: ReadonlyMap<string, readonly NameUse[]>): void;
}

/** A template under check. Without a project (a file that belongs to no action) nothing is known of its variables. */
export interface TemplateSubject {
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly tree: Template;
  readonly profile: Profile;
  readonly json: boolean;
  readonly project?: Project;
  /** All nodes of the tree, in the order of the text. */
  readonly nodes: readonly Node[];
  /** The names it looks up; none without a project. */
  readonly names: readonly NameUse[];
}

/** What a rule says; the path is the template's or the action's unless it names another. */
export type Report = (finding: Reported) => void;

export type Reported = Pick<Finding, 'code' | 'range' | 'message'> &
  Partial<Pick<Finding, 'path' | 'severity' | 'related' | 'counterexample' | 'unnecessary'>> & {
    readonly fixes?: readonly (Fix | undefined)[];
  };

/** A replacement in the file at `path`. */
export function replace(path: string, start: number, end: number, text: string): Fix['edits'][number] {
  return { path, range: { start, end }, text };
}
