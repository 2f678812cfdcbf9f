import type { ActionForm, Project } from '../action/project';
import type { Node } from '../template/tree';
import type { Range } from '../text/range';
import type { Edit, Finding, Fix, Severity } from './finding';
import type { TemplateSubject } from './subject';

/** What a rule is; its section in `docs/rules.md` has the code as its anchor. */
export interface RuleCard {
  readonly code: string;
  readonly severity: Severity;
  readonly group: RuleGroup;
  /** One sentence: what the author did. */
  readonly summary: string;
}

type RuleGroup = 'Braces' | 'Helpers' | 'Variables' | 'Quoting and JSON' | 'Intercom' | 'Action';

/** Looks at one template. */
export interface TemplateRule {
  readonly cards: readonly RuleCard[];
  check(subject: TemplateSubject, report: Report): void;
}

/** Looks at an action without its templates. What it finds is kept while these change, as they do with every key. */
export interface FormRule {
  readonly cards: readonly RuleCard[];
  check(form: ActionForm, report: Report): void;
}

/** Looks at an action with all that belongs to it. */
export interface ActionRule {
  readonly cards: readonly RuleCard[];
  /** @param subjects the templates that can be read */
  check(project: Project, report: Report, subjects: readonly TemplateSubject[]): void;
}

/** Takes what a rule finds; its path is that of the template or action, unless it names another. */
export type Report = (finding: Reported) => void;

/** An event that shows a finding. */
export interface ShownEvent {
  /** As the proof has it. */
  readonly example: () => Finding['example'];
  /** The same, confirmed by a real render. */
  readonly counterexample: () => Finding['counterexample'];
}

export type Reported = Pick<Finding, 'code' | 'range' | 'message'> &
  Partial<Pick<Finding, 'path' | 'severity' | 'related' | 'involved' | 'unnecessary' | 'ofJson'>> & {
    /** The rule whose mistake this comes from: where that rule has reported, this is left out. */
    readonly causedBy?: string;
    /** The event that shows it, found when somebody asks. */
    readonly shown?: ShownEvent;
    /** A function where finding them takes time: it is called when somebody asks for the fixes. */
    readonly fixes?: readonly (Fix | undefined)[] | (() => readonly (Fix | undefined)[]);
  };

/**
 * The edits that write `text` over a piece of a tag's content; a section that repeats its content at its end is renamed there
 * as well.
 */
export function renamed(
  { path, text: source }: Pick<TemplateSubject, 'path' | 'text'>,
  node: Node,
  { start, end }: Range,
  text: string,
): readonly Edit[] {
  const edit = replace(path, start, end, text);
  const close = node.kind === 'section' ? node.close?.content : undefined;
  if (node.kind !== 'section' || !close || close.start <= start) return [edit];
  const { content } = node.tag;
  const whole = source.slice(content.start, start) + text + source.slice(end, content.end);
  const isHelper = node.expression.kind === 'call' || content.text.includes(' ');
  const isName = start === content.start && close.text === source.slice(start, end);
  if (isHelper ? !isName : close.text !== content.text) return [edit];
  return [edit, replace(path, close.start, close.end, isHelper ? text : whole)];
}

/** A replacement in the file at `path`. */
export function replace(path: string, start: number, end: number, text: string): Edit {
  return { path, range: { start, end }, text };
}
