import type { ProofFinding, Remedy } from '../../json/prove';
import type { Node, Path, SectionNode, VariableNode } from '../../template/tree';
import { nodesAt, pathsOf } from '../../template/walk';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { indentation, lineEnd, lineStart } from '../lines';
import { replace, type TemplateSubject } from '../rule';

/** What may put a finding of the proof right, the obvious way first. */
export function fixesOf({ code, remedy, variable }: ProofFinding, subject: TemplateSubject): Fix[] {
  if (!remedy) return [];
  return fixesFor(remedy, code, variable, subject);
}

function fixesFor(remedy: Remedy, code: string, variable: string | undefined, subject: TemplateSubject): Fix[] {
  switch (remedy.kind) {
    case 'quote':
      return quote(remedy.tag, remedy.escape, subject);
    case 'unquote':
      return unquote(remedy.tag, subject);
    case 'to-json':
      if (code === 'collection-without-to-json') return suffixed(remedy.tag, 'toJson', subject);
      return [{ title: 'Print it with .toJson', edits: escaped(remedy.tag, subject), safe: true }];
    case 'to-integer':
      return suffixed(remedy.tag, 'toInteger', subject);
    case 'raw':
      return raw(remedy.tag, subject);
    case 'fallback':
      return fallback(remedy.node, remedy.text, variable, subject);
    case 'remove':
      return [edit('Remove it', subject, remedy.range, '')];
    case 'insert':
      return [edit(`Insert \`${remedy.text}\``, subject, { start: remedy.at, end: remedy.at }, remedy.text)];
    case 'move-comma':
      return moveComma(remedy.comma, remedy.section, subject);
    case 'separate':
      return separate(remedy.loop, subject);
    case 'ask-once':
      return askOnce(remedy.section, subject);
    case 'wrap':
      return [brackets(remedy.loop, subject)];
  }
}

function quote(tag: Range, needsEscape: boolean, subject: TemplateSubject): Fix[] {
  const { path } = subject;
  const open = replace(path, tag.start, tag.start, '"');
  const close = replace(path, tag.end, tag.end, '"');
  const plain: Fix = { title: 'Put quotes around it', edits: [open, close] };
  if (!needsEscape || isEscaped(tag, subject)) return [{ ...plain, safe: true }];
  const inside = escaped(tag, subject);
  const edits = merge([open, ...inside, close]);
  return [{ title: 'Put quotes around it and escape it with .toJson', edits, safe: true }, plain];
}

function isEscaped(tag: Range, subject: TemplateSubject): boolean {
  const node = tagAt(tag, subject);
  return (
    node?.kind === 'variable' && node.expression.kind === 'path' && node.expression.parts.at(-1)?.text === 'toJson'
  );
}

/** The edits that make a tag print text fit for a JSON string: the suffix, or `escapeJson` around the call of a helper. */
function escaped(tag: Range, subject: TemplateSubject): Fix['edits'] {
  const node = tagAt(tag, subject);
  const { path } = subject;
  const suffixed = node?.kind === 'variable' && node.expression.kind === 'path' && node.expression.text !== '.';
  if (suffixed) return [replace(path, node.expression.range.end, node.expression.range.end, '.toJson')];
  return [replace(path, tag.start, tag.start, '{{#escapeJson}}'), replace(path, tag.end, tag.end, '{{/escapeJson}}')];
}

/** Two insertions at one place become one, in the order given. */
function merge(edits: Fix['edits']): Fix['edits'] {
  const merged: Fix['edits'][number][] = [];
  for (const each of edits) {
    const index = merged.findIndex(({ range }) => range.start === each.range.start && range.end === each.range.end);
    const same = merged[index];
    if (same) merged[index] = { ...same, text: same.text + each.text };
    else merged.push(each);
  }
  return merged;
}

function unquote(tag: Range, { path, text }: TemplateSubject): Fix[] {
  if (text[tag.start - 1] !== '"' || text[tag.end] !== '"') return [];
  const edits = [replace(path, tag.start - 1, tag.start, ''), replace(path, tag.end, tag.end + 1, '')];
  return [{ title: 'Remove the quotes', edits, safe: true }];
}

function suffixed(tag: Range, suffix: string, subject: TemplateSubject): Fix[] {
  const node = tagAt(tag, subject);
  if (node?.kind !== 'variable' || node.expression.kind !== 'path') return [];
  const { end } = node.expression.range;
  return [{ ...edit(`Print it with .${suffix}`, subject, { start: end, end }, `.${suffix}`), safe: true }];
}

function raw(tag: Range, subject: TemplateSubject): Fix[] {
  const { path } = subject;
  const edits = [replace(path, tag.start, tag.start, '{'), replace(path, tag.end, tag.end, '}')];
  return [{ title: 'Print it without HTML escaping', edits, safe: true }];
}

/** Something to print where the value is missing; or the whole member left out, where it has a line of its own. */
function fallback(range: Range, text: string, variable: string | undefined, subject: TemplateSubject): Fix[] {
  const node = tagAt(range, subject);
  const path = node && guardOf(node);
  if (!node || !path) return [];
  const type = variable === undefined ? undefined : subject.project?.variables.get(variable)?.type;
  const leftOut = leaveOut(node, path, subject);
  const printed = subject.text.slice(node.range.start, node.range.end);
  const guard = (before: string, after: string, value: string): Fix => ({
    title: `Print ${value} where it is missing`,
    edits: [replace(subject.path, node.range.start, node.range.end, `${before}${printed}${after}`)],
  });
  if (type === 'any') return leftOut;
  if (type === 'boolean' || type === 'badge') {
    // `false` is no value for a section either, so both halves are spelt out.
    const both = `{{#${path}}}true{{/${path}}}{{^${path}}}false{{/${path}}}`;
    const edits = [replace(subject.path, node.range.start, node.range.end, both)];
    return [{ title: 'Print false where it is missing', edits }, ...leftOut];
  }
  if (type !== undefined && /^(array|set)/.test(type)) {
    // An empty list is no value for a section either.
    return [guard(`{{#if ${path}}}`, `{{/if}}{{^${path}}}[]{{/${path}}}`, '[]'), ...leftOut];
  }
  return [guard('', `{{^${path}}}${text}{{/${path}}}`, text), ...leftOut];
}

/** The variable to ask about: without its suffix, and in a helper's call its first value. */
function guardOf(node: SectionNode | VariableNode): string | undefined {
  const { expression } = node;
  if (node.kind === 'section' && (node.inverted || expression.kind === 'call')) return undefined;
  const [path] = pathsOf(expression);
  return path && withoutSuffixes(path);
}

const suffixes = new Set(['toJson', 'toInteger', 'toTimestamp', 'toTimestampMs', 'castIntegers', 'sum', 'toList']);

function withoutSuffixes({ text, parts }: Path): string {
  const kept = parts.filter(({ text: part }) => !suffixes.has(part)).map(({ text: part }) => part);
  return kept.length > 0 ? kept.join('.') : text;
}

/** A section around the line of the member, which must end with a comma to go with it. */
function leaveOut(node: Node, name: string, { text, path }: TemplateSubject): Fix[] {
  const start = lineStart(text, node.range.start);
  const end = lineEnd(text, node.range.end);
  const before = text.slice(start, node.range.start);
  const after = text.slice(node.range.end, end);
  if (!/^\s*"(?:[^"\\{}]|\\.)*"\s*:\s*$/.test(before) || !/^,\s*$/.test(after)) return [];
  const indent = indentation(text, start);
  const lineBreak = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  return [
    {
      title: 'Leave the member out where it is missing',
      edits: [
        replace(path, start, start, `${indent}{{#${name}}}${lineBreak}`),
        replace(path, end, end, `${lineBreak}${indent}{{/${name}}}`),
      ],
    },
  ];
}

/** Into the section that it belongs to: before its first member when the comma stands before it, behind its last one else. */
function moveComma(comma: Range, range: Range, subject: TemplateSubject): Fix[] {
  const { path, text } = subject;
  const section = tagAt(range, subject);
  if (section?.kind !== 'section' || !section.close) return [];
  const cut = replace(path, comma.start, comma.end, '');
  if (comma.start < section.range.start) {
    const at = section.tag.range.end;
    return [{ title: 'Move the comma into the section', edits: [cut, replace(path, at, at, ',')] }];
  }
  if (comma.start >= section.range.end) {
    const inside = text.slice(section.tag.range.end, section.close.range.start);
    const at = section.tag.range.end + inside.trimEnd().length;
    return [{ title: 'Move the comma into the section', edits: [cut, replace(path, at, at, ',')] }];
  }
  return [{ title: 'Remove the comma', edits: [cut] }];
}

/** A comma behind every turn of the loop but the last, in place of one that stands there. */
function separate(range: Range, subject: TemplateSubject): Fix[] {
  const { text } = subject;
  const loop = tagAt(range, subject);
  if (loop?.kind !== 'section' || !loop.close) return [];
  const start = loop.tag.range.end;
  const body = text.slice(start, loop.close.range.start).trimEnd();
  const end = start + body.length;
  const from = body.endsWith(',') ? end - 1 : end;
  return [
    edit('Print a comma between the elements', subject, { start: from, end }, '{{#iter.hasNext}},{{/iter.hasNext}}'),
  ];
}

/** `{{#if list}}` in place of `{{#list}}`. */
function askOnce(range: Range, subject: TemplateSubject): Fix[] {
  const { path } = subject;
  const section = tagAt(range, subject);
  if (section?.kind !== 'section' || !section.close) return [];
  const { expression, close } = section;
  const { start, end } = expression.kind === 'path' ? expression.range : expression.name;
  const edits = [
    replace(path, start, end, expression.kind === 'path' ? `if ${expression.text}` : 'if'),
    replace(path, close.content.start, close.content.end, 'if'),
  ];
  return [{ title: 'Ask once for the whole list with {{#if}}', edits }];
}

function brackets({ start, end }: Range, { path }: TemplateSubject): Fix {
  const edits = [replace(path, start, start, '['), replace(path, end, end, ']')];
  return { title: 'Put [ ] around the loop', edits };
}

function edit(title: string, { path }: TemplateSubject, { start, end }: Range, text: string): Fix {
  return { title, edits: [replace(path, start, end, text)] };
}

/** The variable or section that begins at a range. */
function tagAt({ start }: Range, { tree }: TemplateSubject): VariableNode | SectionNode | undefined {
  return nodesAt(tree, start + 1).find(
    (node): node is VariableNode | SectionNode =>
      (node.kind === 'variable' || node.kind === 'section') && node.range.start === start,
  );
}
