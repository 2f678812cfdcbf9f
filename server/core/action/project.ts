import type { Profile } from '../template/profile';
import type { Template } from '../template/tree';
import type { EventProblem, SampleEvent } from './events';
import type { Action, ActionProblem, AttributeType, DeclaredAttribute, Mapping, TemplateReference } from './model';

/** One action with all that belongs to it: the model that every check and every language feature reads. */
export interface Project {
  /** The path of the `*.webhook.json`, as the host names it (a URI or a file path, always with `/`). */
  readonly path: string;
  readonly text: string;
  readonly action: Action;
  readonly problems: readonly ActionProblem[];
  readonly templates: ReadonlyMap<string, ProjectTemplate>;
  readonly events: readonly SampleEvent[];
  /** Sample events that cannot be used. */
  readonly eventProblems: readonly EventProblem[];
  /** The shared file of attribute types, where the action names one that can be read. */
  readonly attributesFile?: { readonly path: string; readonly declared: readonly DeclaredAttribute[] };
  /** What is known of each attribute: declared, else preloaded by Tealium, else seen in the sample events. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** The template variables by their `to` name (dotted names stay dotted). */
  readonly variables: ReadonlyMap<string, TemplateVariable>;
  readonly profile: Profile;
}

/** An action without its templates: what stays the same while one of them is typed in. */
export type ActionForm = Omit<Project, 'templates'>;

export interface ProjectTemplate {
  readonly name: string;
  readonly reference: TemplateReference;
  /** Resolved against the action's path. */
  readonly path: string;
  /** The file exists but may not be read. */
  readonly closed?: true;
  /** Absent when the file is missing or closed. */
  readonly text?: string;
  readonly tree?: Template;
  /** Whether its output must be JSON: a `*.json.trimou`, or what is mapped to Body under application/json. */
  readonly json: boolean;
}

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly optional: boolean;
  readonly origin: 'declared' | 'preloaded' | 'events';
}

/** The templates that one of the action can include by name; undefined where each is rendered on its own. */
export function includable({ profile, templates }: Project): ((name: string) => Template | undefined) | undefined {
  return profile.partials ? name => templates.get(name)?.tree : undefined;
}

/** A name a template can use. */
export interface TemplateVariable {
  /** As mapped: `email`, `items.sku`. */
  readonly name: string;
  readonly type: AttributeType;
  readonly optional: boolean;
  readonly mapping: Mapping;
}
