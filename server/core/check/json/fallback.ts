import { t } from '@vscode/l10n';
import type { Node, Path, SectionNode, VariableNode } from '../../template/tree';
import { childrenOf, nodesAt, pathsOf } from '../../template/walk';
import { indentation, lineBreakOf, lineEnd, lineStart } from '../../text/lines';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { edit, tagAt } from './tagEdits';

/**
 * The fixes that print something where the value is missing, or leave the whole member out if it has a line of its own.
 */
export function fallback(range: Range, text: string, variable: string | undefined, subject: TemplateSubject): Fix[] {
  const node = tagAt(range, subject);
  const [path] = node ? pathsOf(node.expression) : [];
  if (!node || !path) return [];
  const name = withoutSuffixes(path, subject);
  const type = subject.project?.variables.get(variable ?? '')?.type;
  if (node.kind === 'section' && node.inverted) return isOne(type) ? [otherHalf(node, `#${name}`, text, subject)] : [];
  return [...otherwise(node, name, type, text, subject), ...leaveOut(node, name, subject)];
}

function otherwise(
  node: SectionNode | VariableNode,
  name: string,
  type: string | undefined,
  text: string,
  subject: TemplateSubject,
): Fix[] {
  const printed = subject.text.slice(node.range.start, node.range.end);
  if (node.kind === 'section') {
    // A missing value renders neither `isEq` nor `isNotEq`.
    const asksText = node.expression.kind === 'call' && /^is(Not)?Eq$/.test(node.expression.name.text);
    return [
      ...sameQuestion(node, name, subject),
      otherHalf(node, opposite(node) ?? `^${name}`, text, subject, asksText ? name : undefined),
    ];
  }
  if (type === 'boolean' || type === 'badge') {
    // `false` is no value for a section either, so both halves are spelt out.
    const both = `{{#${name}}}true{{/${name}}}{{^${name}}}false{{/${name}}}`;
    return [edit(t('Print false where it is missing'), subject, node.range, both)];
  }
  if (type !== undefined && /^(array|set)/.test(type)) {
    // An empty list is no value for a section either.
    const guarded = `{{#if ${name}}}${printed}{{/if}}{{^${name}}}[]{{/${name}}}`;
    return [edit(t('Print [] where it is missing'), subject, node.range, guarded)];
  }
  if (type === 'any') return [];
  return [edit(t`Print ${text} where it is missing`, subject, node.range, `${printed}{{^${name}}}${text}{{/${name}}}`)];
}

/**
 * A second section for the events in which the first one prints nothing. `unless`: a third one for those without that
 * variable.
 */
function otherHalf(node: SectionNode, asks: string, text: string, subject: TemplateSubject, unless?: string): Fix {
  const after = { start: node.range.end, end: node.range.end };
  const end = asks.slice(1).split(' ', 1)[0];
  const isOptional = unless !== undefined && subject.project?.variables.get(unless)?.optional;
  const absent = isOptional ? `{{^${unless}}}${text}{{/${unless}}}` : '';
  return edit(t`Print ${text} where it is missing`, subject, after, `{{${asks}}}${text}{{/${end}}}${absent}`);
}

/** `#unless plan` for `#if plan`: the opening of the other half, where a helper asks. */
function opposite({ expression, tag }: SectionNode): string | undefined {
  if (expression.kind !== 'call') return undefined;
  const name = expression.name.text;
  const other = opposites.find(pair => pair.includes(name))?.find(each => each !== name);
  return other && `#${other}${tag.content.text.slice(name.length)}`;
}

const opposites = [
  ['if', 'unless'],
  ['isEq', 'isNotEq'],
];

/** Whether a section over a value of this type renders at most once. */
function isOne(type: string | undefined): boolean {
  return type !== undefined && !/^(array|set|tally|any)/.test(type);
}

/**
 * `{{#if a}}…{{/if}}{{^a}}…{{/a}}` asks two questions: an empty text is no `if`, yet a value. The second half becomes an
 * `unless`, which is the opposite.
 */
function sameQuestion(node: SectionNode, name: string, subject: TemplateSubject): Fix[] {
  if (node.expression.kind !== 'call' || node.expression.name.text !== 'if') return [];
  const parents = nodesAt(subject.tree, node.range.start + 1);
  const parent = parents[parents.indexOf(node) - 1];
  const siblings = parent ? (childrenOf(parent) ?? []) : subject.tree.children;
  const other = siblings.find(
    (each): each is SectionNode =>
      each.kind === 'section' && each.inverted && each.range.start >= node.range.end && each.tag.content.text === name,
  );
  if (!other?.close) return [];
  const { content, range } = other.tag;
  const sigil = subject.text.indexOf('^', range.start);
  const edits = [
    replace(subject.path, sigil, content.start, '#unless '),
    replace(subject.path, other.close.content.start, other.close.content.end, 'unless'),
  ];
  return [{ title: t`Ask with ${`{{#unless ${name}}}`} in the second half`, edits }];
}

/** The name to ask about: without Tealium's suffixes. */
function withoutSuffixes({ text, parts }: Path, { profile }: TemplateSubject): string {
  const kept = parts.map(part => part.text).filter(part => !profile.suffixTable.has(part));
  return kept.length > 0 ? kept.join('.') : text;
}

/** A section around the line of the member, which must end with a comma that can be left out with it. */
function leaveOut(node: Node, name: string, { text, path }: TemplateSubject): Fix[] {
  const start = lineStart(text, node.range.start);
  const end = lineEnd(text, node.range.end);
  const before = text.slice(start, node.range.start);
  const after = text.slice(node.range.end, end);
  if (!/^\s*"(?:[^"\\{}]|\\.)*"\s*:\s*$/.test(before) || !/^,\s*$/.test(after)) return [];
  const indent = indentation(text, start);
  const lineBreak = lineBreakOf(text);
  const edits = [
    replace(path, start, start, `${indent}{{#${name}}}${lineBreak}`),
    replace(path, end, end, `${lineBreak}${indent}{{/${name}}}`),
  ];
  return [{ title: t('Leave the member out where it is missing'), edits }];
}
