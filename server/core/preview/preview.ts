import { t } from '@vscode/l10n';
import { arrivedEvent, type PlanFailure, type PlanOptions, planRequest } from '../action/plan';
import { includable, type ProjectTemplate } from '../action/project';
import { variableValues } from '../action/variables';
import { render } from '../template/render';
import type { Range } from '../text/range';
import { type JsonProblem, jsonProblem } from './jsonProblem';
import { type Origin, Pieces } from './pieces';
import { requestText } from './requestText';

/** What a template or an action comes to for one event. Secrets are placeholders in it. */
export type Preview = RenderedPreview | Pick<PlanFailure, 'kind' | 'message' | 'path' | 'range'>;

export interface RenderedPreview {
  readonly kind: 'rendered';
  readonly text: string;
  /** Where the text comes from, file by file. A template's preview comes from that template alone. */
  readonly origins: readonly Origin[];
  /** Why the text, or the body in it, is not JSON although it must be. */
  readonly problem?: JsonProblem;
}

/** What one template renders, whatever is wrong with the others. */
export function previewTemplate({ name, path, reference, tree, json }: ProjectTemplate, options: PlanOptions): Preview {
  const { project, event, now, uuid } = options;
  const unreadable = project.problems.find(({ severity }) => !severity);
  if (unreadable) return failed(t`The action cannot be read: ${unreadable.message}`, project.path, unreadable.range);
  if (!tree) return failed(t`There is no file ${reference.path.text}.`, project.path, reference.path);
  const { data } = variableValues(project, arrivedEvent(event, now));
  const templates = includable(project);
  const result = render({ name, tree }, data, { profile: project.profile, now, uuid, ...(templates && { templates }) });
  if (result.kind === 'failed') return failed(result.error.message, path, result.error.range);
  const pieces = new Pieces();
  pieces.addSegments({ name, path, tree }, result.segments);
  return rendered(pieces, json ? { start: 0, end: result.text.length } : undefined);
}

/** The request as an HTTP message: request line, headers, an empty line, body. */
export function previewAction(options: PlanOptions): Preview {
  const { project } = options;
  const plan = planRequest(options);
  if (plan.kind === 'failed') return failed(plan.message, plan.path, plan.range);
  const { pieces, body } = requestText(project, plan.request);
  const isJson = plan.request.headers.some(
    ([name, value]) => /^content-type$/i.test(name) && /[/+]json\b/i.test(value),
  );
  return rendered(pieces, isJson ? body : undefined);
}

/** `json`: the part of the text that must be JSON. */
function rendered(pieces: Pieces, json: Range | undefined): Preview {
  const { text, origins } = pieces;
  const problem = json && jsonProblem(text, json);
  return { kind: 'rendered', text, origins, ...(problem && { problem }) };
}

function failed(message: string, path: string, range: Range | undefined): Preview {
  return { kind: 'failed', message, path, ...(range && { range: { start: range.start, end: range.end } }) };
}
