import { t } from '@vscode/l10n';
import { bodyField, hasNamedFields, mediaType, methods } from '../tealium/form';
import { printed } from '../template/java/print';
import type { JavaMap } from '../template/java/values';
import { render, type Segment, type TemplateError } from '../template/render';
import { nearest } from '../text/nearest';
import type { Range, Span } from '../text/range';
import { arrivalTime } from './attributes';
import { encodeBase64, encodeUrl } from './encode';
import type { SampleEvent } from './events';
import type { Mapping } from './model';
import { includable, type Project } from './project';
import { secretPlaceholder } from './secrets';
import { placeholders } from './spans';
import { typedValue } from './values';
import { variableValues } from './variables';

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

export interface PlanOptions {
  readonly project: Project;
  readonly event: SampleEvent;
  /** Milliseconds since 1970: the moment the connector fires. */
  readonly now: number;
  readonly uuid: () => string;
  /** The value of a secret by name. Only the sender passes it; everyone else sees `<secret:name>`. */
  readonly secrets?: (name: string) => string;
}

/**
 * The request that Tealium would make of `event`: every template rendered with all template variables, the results put into
 * URL, URL parameters, headers, cookies and body. Source: Tealium, "Webhook connector: actions and parameters".
 */
export function planRequest(options: PlanOptions): Plan {
  return new Planner(options).plan();
}

/** Tealium stamps an event when it arrives; a sample that has no stamp gets one `now` (milliseconds). */
export function arrivedEvent(event: SampleEvent, now: number): SampleEvent {
  if ((event.attributes.get(arrivalTime) ?? null) !== null) return event;
  return { ...event, attributes: new Map([...event.attributes, [arrivalTime, Math.floor(now / 1000)]]) };
}

/** Fills the form for one event and keeps what goes wrong; the first failure is the answer. */
class Planner {
  private readonly failures: PlanFailure[] = [];
  private readonly rendered: Record<string, { text: string; segments: readonly Segment[] }> = {};

  constructor(private readonly options: PlanOptions) {}

  plan(): Plan {
    const { project, event, secrets } = this.options;
    const { action } = project;
    for (const { severity, range, message } of project.problems) if (!severity) this.fail(range, message);
    const variables = variableValues(project, arrivedEvent(event, this.options.now), secrets);
    if (this.failures.length === 0) this.renderTemplates(variables.data);
    if (this.failures.length === 0 && !action.url?.text) this.fail(this.place('action'), t('The action has no URL.'));
    const method = this.method();
    const url = this.url();
    const headers = this.headers();
    const body = this.body(headers);
    const failure = this.failures[0];
    if (failure) return failure;
    return {
      kind: 'planned',
      request: {
        method,
        url,
        headers,
        ...(body !== undefined && { body }),
        templateVariables: variables.json,
        renderedTemplates: this.rendered,
      },
    };
  }

  private renderTemplates(data: JavaMap): void {
    const { project, now, uuid } = this.options;
    for (const template of project.templates.values()) {
      const { name, path, reference, tree } = template;
      if (!tree) {
        this.fail(
          reference.path,
          template.closed
            ? t`Template ${name}: the file ${reference.path.text} cannot be read.`
            : t`Template ${name}: there is no file ${reference.path.text}.`,
          'missing-template',
          name,
        );
        continue;
      }
      const templates = includable(project);
      const options = { profile: project.profile, now, uuid, ...(templates && { templates }) };
      const result = render({ name, tree }, data, options);
      if (result.kind === 'rendered') this.rendered[name] = { text: result.text, segments: result.segments };
      else this.failTemplate(name, path, result.error);
    }
  }

  private method(): string {
    const { method } = this.options.project.action;
    if (method && methods.includes(method.text)) return method.text;
    this.fail(method ?? this.place('action'), t`The action needs a method: ${methods.join(', ')}.`);
    return '';
  }

  private url(): string {
    const { url, urlParameters } = this.options.project.action;
    const base = url ? this.oneLine(url, this.fill(url), t('The URL')) : '';
    const parameters = this.named(urlParameters).map(([name, value]) => `${encodeUrl(name)}=${encodeUrl(value)}`);
    if (parameters.length === 0) return base;
    const [address = '', fragment] = base.split(/(?=#)/, 2);
    return `${address}${address.includes('?') ? '&' : '?'}${parameters.join('&')}${fragment ?? ''}`;
  }

  private headers(): [string, string][] {
    const { action } = this.options.project;
    const headers: [string, string][] = [];
    const { username, password } = action.basicAuth ?? {};
    if (username?.text || password?.text) {
      headers.push(['Authorization', `Basic ${encodeBase64(`${username?.text ?? ''}:${password?.text ?? ''}`)}`]);
    }
    headers.push(...this.named(action.headers, 'Header'));
    const cookies = this.named(action.cookies, 'Cookie').map(([name, value]) => `${name}=${value}`);
    if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
    return headers;
  }

  /** The body, which also decides the Content-Type header. */
  private body(headers: [string, string][]): string | undefined {
    const { bodyData, contentType } = this.options.project.action;
    if (bodyData.length === 0) return undefined;
    const type = contentType?.text.trim() ?? '';
    const boundary = `----${this.options.uuid()}`;
    if (!headers.some(([name]) => name.toLowerCase() === 'content-type') && type) {
      headers.push(['Content-Type', contentTypeHeader(type, boundary)]);
    }
    if (!hasNamedFields(type)) return this.singleBody();
    const fields = this.named(bodyData);
    return mediaType(type) === 'multipart/form-data' ? multipart(fields, boundary) : urlEncoded(fields);
  }

  private singleBody(): string | undefined {
    const { bodyData } = this.options.project.action;
    const [mapping] = bodyData;
    if (bodyData.length === 1 && mapping?.to?.text === bodyField && mapping.source) {
      return mapping.source.kind === 'map' ? this.fill(mapping.source.value, whole) : (this.value(mapping) ?? '');
    }
    const message = t`Body data under this content type is one mapping to ${bodyField}.`;
    this.fail(bodyData[1]?.range ?? mapping?.to ?? this.place('action.bodyData'), message);
    return undefined;
  }

  /** Name and value of each mapping; one whose attribute the event does not have is left out, as Tealium does. */
  private named(mappings: readonly Mapping[], what?: string): [string, string][] {
    return mappings.flatMap(mapping => {
      const name = mapping.to?.text.trim();
      const value = this.value(mapping);
      if (!name || value === undefined) return [];
      if (!what) return [[name, value]] as [string, string][];
      if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
        this.fail(mapping.to!, t`${what} names hold letters, digits and dashes; \`${name}\` cannot be sent.`);
      }
      return [[name, this.oneLine(mapping.source!.value, value, `${what} ${name}`)]] as [string, string][];
    });
  }

  /** What a mapping's source comes to; undefined for an attribute that the event does not have. */
  private value({ source }: Mapping): string | undefined {
    const { secrets } = this.options;
    if (!source) return undefined;
    switch (source.kind) {
      case 'map':
        return this.fill(source.value);
      case 'text':
        return source.value.text;
      case 'secret':
        return (secrets ?? secretPlaceholder)(source.value.text);
      case 'attribute':
        return this.attribute(source.value.text);
    }
  }

  private attribute(name: string): string | undefined {
    const { project, event, now } = this.options;
    const type = project.attributes.get(name)?.type ?? 'string';
    const value = typedValue(arrivedEvent(event, now).attributes.get(name), type, project.profile.numbers);
    return value === null ? undefined : printed(value);
  }

  /** Custom text with every `{{template}}` replaced by what the template rendered. */
  private fill(text: Span, cut: (rendered: string) => string = withoutFinalBreak): string {
    const { project } = this.options;
    let filled = '';
    let last = 0;
    for (const { name, range, start, end } of placeholders(project.text, text)) {
      const known = Object.hasOwn(this.rendered, name.text);
      if (!known && !project.templates.has(name.text)) this.fail(range, unknownTemplate(project, name.text));
      filled += text.text.slice(last, start) + (known ? cut(this.rendered[name.text]!.text) : '');
      last = end;
    }
    return filled + text.text.slice(last);
  }

  /** A value that must stay on one line: a control character would let it smuggle in a header of its own. */
  private oneLine(range: Range, value: string, what: string): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
    const control = /[\u0000-\u0008\u000A-\u001F\u007F]/.test(value);
    if (control)
      this.fail(range, t`${what} must be one line; this event puts a line break or control character into it.`);
    return value;
  }

  private fail(range: Range, message: string, reason: PlanFailure['reason'] = 'action', template?: string): void {
    const { path } = this.options.project;
    const place = { path, range: { start: range.start, end: range.end } };
    this.failures.push({ kind: 'failed', reason, message, ...place, ...(template !== undefined && { template }) });
  }

  private failTemplate(template: string, path: string, error: TemplateError): void {
    const { range } = error;
    const message = t`Template ${template} cannot be rendered: ${error.message}`;
    this.failures.push({ kind: 'failed', reason: 'template', message, path, range, template, error });
  }

  private place(field: string): Range {
    return this.options.project.action.fields.get(field)?.key ?? { start: 0, end: 0 };
  }
}

/** The line break that ends a template's file is the editor's, not the author's, and does no good outside of a body. */
function withoutFinalBreak(rendered: string): string {
  return rendered.replace(/(\r\n|\r|\n)$/, '');
}

function whole(rendered: string): string {
  return rendered;
}

function unknownTemplate({ templates }: Project, name: string): string {
  const near = nearest(name, templates.keys());
  const advice = near ? t`Did you mean \`${near}\`?` : t('Add it under `templates`.');
  return t`There is no template \`${name}\`. ${advice}`;
}

/** Tealium appends the charset. A form's boundary stands in the header too, so that the parts can be told apart. */
function contentTypeHeader(type: string, boundary: string): string {
  if (mediaType(type) === 'multipart/form-data') return `multipart/form-data; boundary=${boundary}`;
  return /;\s*charset=/i.test(type) ? type : `${type}; charset=UTF-8`;
}

function urlEncoded(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => `${encodeUrl(name)}=${encodeUrl(value)}`).join('&');
}

/** RFC 7578; quotes and line breaks in a name are percent-encoded, as browsers do. */
function multipart(fields: readonly (readonly [string, string])[], boundary: string): string {
  const escaped = (name: string) => name.replace(/["\r\n]/g, encodeURIComponent);
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${value}\r\n`,
  );
  return `${parts.join('')}--${boundary}--\r\n`;
}
