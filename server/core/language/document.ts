import type { SampleEvent } from '../action/events';
import type { Project } from '../action/project';
import type { Profile } from '../template/profile';
import type { Template } from '../template/tree';

/** A template as the language features see it: its text, and the action it belongs to, if it belongs to one. */
export interface TemplateDocument {
  /** As the host names it; the same as `ProjectTemplate.path`. */
  readonly path: string;
  readonly text: string;
  readonly tree: Template;
  readonly profile: Profile;
  /** Whether the output must be JSON. */
  readonly json: boolean;
  readonly project?: Project;
  /** The event that the user chose, whose values are shown. */
  readonly event?: SampleEvent;
}

/** An action file as the language features see it. */
export interface ActionDocument {
  readonly project: Project;
  readonly event?: SampleEvent;
}

/** A file of sample events as the language features see it. */
export interface EventDocument {
  readonly project: Project;
  readonly path: string;
  readonly text: string;
}

/** The texts of files of which the model keeps only the content: sample events, the shared attribute types. */
export type TextOf = (path: string) => string | undefined;
