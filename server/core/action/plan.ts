import type { Segment, TemplateError } from '../template/render';

/**
 * The request an action makes of an event: plain data, to be shown, compared, or sent. Secrets stand in it as
 * placeholders unless the caller passed their values, which only the sender does.
 */
export interface PlannedRequest {
  readonly method: string;
  readonly url: string;
  /** In the order of the action; a name may come twice only if it was mapped twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
  /** What Trace calls "Template Variables JSON". */
  readonly templateVariables: Readonly<Record<string, unknown>>;
  /** What Trace calls "Rendered Template: name", by name, with the origin of each piece. */
  readonly renderedTemplates: Readonly<
    Record<string, { readonly text: string; readonly segments: readonly Segment[] }>
  >;
}

/** Why no request could be planned; `path` and `range` say where. */
export interface PlanFailure {
  readonly kind: 'failed';
  readonly reason: 'template' | 'missing-template' | 'action' | 'event';
  readonly message: string;
  readonly path: string;
  readonly range?: { readonly start: number; readonly end: number };
  readonly template?: string;
  readonly error?: TemplateError;
}

export type Plan = { readonly kind: 'planned'; readonly request: PlannedRequest } | PlanFailure;
