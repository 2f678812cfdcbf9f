import type { Action, Mapping } from '../action/model';
import type { PlannedRequest } from '../action/plan';
import type { Project } from '../action/project';
import { withoutCredential } from '../action/secrets';
import { placeholders, rangeWithin } from '../action/spans';
import type { Segment } from '../template/render';
import type { Range, Span } from '../text/range';
import { Pieces } from './pieces';

/** A request as an HTTP message, with the origin of each piece; `body`: the range of the body in it. */
export function requestText(
  project: Project,
  request: PlannedRequest,
): { readonly pieces: Pieces; readonly body: Range } {
  const writer = new Writer(project, request);
  const { pieces } = writer;
  writer.requestLine();
  for (const header of withOrigins(project.action, request.headers)) writer.header(header);
  pieces.add('\n');
  const start = pieces.length + 1;
  if (request.body !== undefined) {
    pieces.add('\n');
    writer.body(request.body);
  }
  return { pieces, body: { start, end: Math.max(start, pieces.length) } };
}

/** A header with the row of the form that it comes from, or the field that makes it. */
interface Header {
  readonly name: string;
  readonly value: string;
  readonly mapping?: Mapping | undefined;
  readonly field?: Range | undefined;
}

/**
 * The headers with their origins. They are in the order of the form; a row whose attribute the event lacks made no
 * header.
 */
function withOrigins(action: Action, headers: PlannedRequest['headers']): readonly Header[] {
  const { username, password } = action.basicAuth ?? {};
  const basic = username?.text || password?.text ? action.basicAuth : undefined;
  const rows = [...action.headers];
  return headers.map(([name, value], index) => {
    if (basic && index === 0) return { name, value, field: basic.range };
    const row = rows.findIndex(({ to }) => to?.text.trim() === name);
    if (row >= 0) return { name, value, mapping: rows.splice(0, row + 1)[row] };
    return { name, value, field: name === 'Cookie' ? action.fields.get('action.cookies')?.value : action.contentType };
  });
}

/** Writes the parts of a request, noting which characters come from templates, where that can be known. */
class Writer {
  readonly pieces = new Pieces();

  constructor(
    private readonly project: Project,
    private readonly request: PlannedRequest,
  ) {}

  requestLine(): void {
    const { action, path } = this.project;
    this.pieces.add(this.request.method, path, action.method);
    this.pieces.add(' ');
    if (action.url) this.customText(this.request.url, action.url, action.fields.get('action.urlParameters')?.value);
  }

  header({ name, value, mapping, field }: Header): void {
    const { path } = this.project;
    this.pieces.add('\n');
    this.pieces.add(`${name}: `, path, mapping?.to ?? field);
    const shown = withoutCredential(name, value);
    if (mapping) this.mapped(shown, mapping);
    else this.pieces.add(shown, path, field);
  }

  body(body: string): void {
    const { action, path } = this.project;
    const [only] = action.bodyData;
    if (action.bodyData.length === 1 && only) this.mapped(body, only);
    else this.pieces.add(body, path, action.fields.get('action.bodyData')?.value);
  }

  private mapped(value: string, { source, range }: Mapping): void {
    if (source?.kind === 'map') this.customText(value, source.value);
    else this.pieces.add(value, this.project.path, source?.value ?? range);
  }

  /** `value`: custom text with its templates filled in. A URL may go on after that, with what the field `rest` gave. */
  private customText(value: string, text: Span, rest?: Range): void {
    const { pieces, project } = this;
    const parts = this.partsOf(text, value);
    if (!parts) {
      pieces.add(value, project.path, text);
      return;
    }
    for (const { range, text: part, template } of parts) {
      const start = pieces.length;
      if (template) this.template(template, part);
      else pieces.add(part);
      pieces.mark(project.path, range, start);
    }
    const end = parts.reduce((length, part) => length + part.text.length, 0);
    if (end < value.length) pieces.add(value.slice(end), project.path, rest);
  }

  /** What each piece of a custom text has become; undefined when they do not add up to the beginning of the value. */
  private partsOf(text: Span, value: string) {
    const parts: { range: Range; text: string; template?: string }[] = [];
    let at = 0;
    let last = 0;
    const take = (range: Range, expected: string, template?: string) => {
      // The line break at the end of a template's file is not part of a header or URL.
      const part = value.startsWith(expected, at) ? expected : expected.replace(/(\r\n|\r|\n)$/, '');
      parts.push({ range, text: part, ...(template !== undefined && { template }) });
      const fits = value.startsWith(part, at);
      at += part.length;
      return fits;
    };
    let fits = true;
    const { text: source } = this.project;
    for (const { name, range, start, end } of placeholders(source, text)) {
      if (start > last) fits &&= take(rangeWithin(source, text, last, start), text.text.slice(last, start));
      fits &&= take(range, this.request.renderedTemplates[name.text]?.text ?? '', name.text);
      last = end;
    }
    if (last < text.text.length)
      fits &&= take(rangeWithin(source, text, last, text.text.length), text.text.slice(last));
    return fits ? parts : undefined;
  }

  private template(name: string, text: string): void {
    const template = this.project.templates.get(name);
    const rendered = this.request.renderedTemplates[name];
    if (!template?.tree || !rendered) {
      this.pieces.add(text);
      return;
    }
    const { path, tree } = template;
    this.pieces.addSegments({ name, path, tree }, cut(rendered.segments, text.length));
  }
}

/** The segments of the first `length` characters. */
function cut(segments: readonly Segment[], length: number): readonly Segment[] {
  const kept: Segment[] = [];
  let left = length;
  for (const segment of segments) {
    if (left <= 0) break;
    kept.push({ ...segment, text: segment.text.slice(0, left) });
    left -= segment.text.length;
  }
  return kept;
}
