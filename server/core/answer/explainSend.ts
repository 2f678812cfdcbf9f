import type { Node } from 'jsonc-parser';
import { readJson } from '../action/json';
import type { PlannedRequest } from '../action/plan';
import type { Project } from '../action/project';
import { header, place } from '../check/action/formEdits';
import { type Explanation, explainExchange, type HeaderList } from '../intercom/explainAnswer';
import { jsonProblem } from '../preview/jsonProblem';
import { requestText } from '../preview/requestText';
import { type AnswerFix, fixesFor } from './answerFixes';
import { placeOfField } from './bodyField';
import { type FilePlace, traceBack } from './traceBack';

/** One error of an answer in our words, with where it comes from in the user's files and what can be done at a click. */
export interface SendExplanation extends Omit<Explanation, 'fix'> {
  readonly place?: FilePlace;
  readonly fixes: readonly AnswerFix[];
}

/**
 * What the answer to a planned request means: one explanation for each error in it, none for success. No secret is in it
 * when none is in `planned` (as planned for showing) and `answer` (masked).
 */
export function explainSend(
  project: Project,
  planned: PlannedRequest,
  answer: { readonly status: number; readonly headers: HeaderList; readonly body: string },
): readonly SendExplanation[] {
  const found = explainExchange(planned, answer);
  if (found.length === 0) return [];
  const places = new Places(project, planned);
  return found.map(({ fix, ...explanation }) => {
    const origin = places.of(explanation);
    return { ...explanation, ...(origin && { place: origin }), fixes: fixesFor(project, explanation, fix) };
  });
}

/** Finds the spots of the templates and the action that errors are about. */
class Places {
  readonly #body: string;
  readonly #inMessage: ReturnType<typeof requestText>;

  constructor(
    private readonly project: Project,
    private readonly planned: PlannedRequest,
  ) {
    this.#inMessage = requestText(project, planned);
    this.#body = planned.body ?? '';
  }

  of(explanation: Explanation): FilePlace | undefined {
    return this.#inBody(explanation) ?? this.#inAction(explanation);
  }

  #inBody({ status, code, field }: Explanation): FilePlace | undefined {
    if (![400, 404, 409, 422].includes(status) || this.#body.trim() === '') return undefined;
    const { root } = readJson(this.#body, { strict: true });
    if (field !== undefined) return root && this.#origin(placeOfField(root, field));
    if (status === 404) return root && this.#unknownId(root, code);
    const problem = this.#isJson() ? jsonProblem(this.#body, { start: 0, end: this.#body.length }) : undefined;
    return problem && this.#origin(problem.range);
  }

  /** The id in the body by which a company, or the person of an event, was not found. */
  #unknownId(root: Node, code: string | undefined): FilePlace | undefined {
    const isEvent = /\/events\/?$/.test(this.planned.url.split(/[?#]/, 1)[0]!);
    const ids = code === 'company_not_found' ? ['company_id', 'id'] : isEvent ? ['user_id', 'id', 'email'] : [];
    const names = (root.children ?? []).map(({ children }) => children?.[0]?.value as unknown);
    const id = ids.find(candidate => names.includes(candidate));
    return id === undefined ? undefined : this.#origin(placeOfField(root, id));
  }

  #origin({ start, end }: { start: number; end: number }): FilePlace | undefined {
    const { pieces, body } = this.#inMessage;
    const range = { start: body.start + start, end: body.start + end };
    return traceBack(pieces.origins, range, this.project.path);
  }

  #isJson(): boolean {
    const type = this.planned.headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';
    return /[/+]json\b/i.test(type);
  }

  /** The part of the form that an error without a field is about; none where all there is to do is wait. */
  #inAction({ status, code }: Explanation): FilePlace | undefined {
    const { contentType, method, url } = this.project.action;
    if (status === 401) return this.#header('Authorization');
    if (status === 406) return this.#header('Accept');
    if (code === 'intercom_version_invalid') return this.#header('Intercom-Version');
    if (status === 405) return this.#at(method);
    if (status === 415) return this.#at(contentType ?? place(this.project, 'action.bodyData'));
    if (status < 400 || [404, 409, 410].includes(status)) return this.#at(url);
    return undefined;
  }

  /** The value of a header; the list of headers, or the action, where it is missing. */
  #header(name: string): FilePlace | undefined {
    const mapping = header(this.project, name);
    return this.#at(mapping?.source?.value ?? mapping?.range ?? place(this.project, 'action.headers'));
  }

  #at(range: { start: number; end: number } | undefined): FilePlace | undefined {
    return range && { path: this.project.path, range: { start: range.start, end: range.end } };
  }
}
