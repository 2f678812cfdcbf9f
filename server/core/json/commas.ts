import { t } from '@vscode/l10n';
import type { SectionNode } from '../template/tree';
import type { Range } from '../text/range';
import { isText } from './ends';
import type { Explanation, Remedy } from './explanation';
import { bodyOf, type Circumstances, isLoop, printsWholeList, sectionsAround, tagsBetween } from './surroundings';
import type { Trouble } from './walk';

/** A comma that separates nothing: it belongs to a section that was left out, or there is one too many. */
export function superfluousComma(trouble: Trouble, facts: Circumstances, comma: Range): Explanation {
  const { template, variables } = facts;
  const around = sectionsAround(template, comma.start);
  const loop = [...around].reverse().find(section => isLoop(section, variables));
  // A section between the loop and the comma only decides about the comma: `{{#iter.isLast}},{{/iter.isLast}}`.
  const inner = loop ? around.slice(around.indexOf(loop) + 1) : around;
  if (loop && inner.every(section => bodyOf(template, section).trim() === ',' || section === loop)) {
    if (bodyOf(template, loop).trim() === ',') return repeatedComma(loop, comma);
    const message = t('Not every element is followed by another one: print this comma only where `iter.hasNext`.');
    return { code: 'trailing-comma', range: comma, message, remedy: { kind: 'separate', loop: loop.range } };
  }
  const removed: Remedy = { kind: 'remove', range: comma };
  const before = facts.before();
  if (
    before?.character === ',' &&
    /^\s*$/.test(template.source.slice(before.end, comma.start)) &&
    before.end <= comma.start
  ) {
    return {
      code: 'trailing-comma',
      range: comma,
      message: t('One of these two commas is too many.'),
      remedy: removed,
    };
  }
  const own = inner[inner.length - 1];
  if (
    own &&
    before?.character === ',' &&
    before.end <= own.range.start &&
    bodyOf(template, own).trimStart().startsWith(',')
  ) {
    const message = t('The section after this comma brings its own: remove this one.');
    const remedy: Remedy = { kind: 'remove', range: before.range };
    return { code: 'comma-on-one-branch', range: before.range, message, remedy };
  }
  const skipped = tagsBetween(trouble, facts).find(({ node }) => node.kind === 'section');
  const section = skipped?.node ?? inner[inner.length - 1];
  if (section) {
    const message = t(
      'The comma stays although the member beside it is left out: print both under the same condition.',
    );
    const remedy: Remedy = { kind: 'move-comma', comma, section: section.range };
    return { code: 'comma-on-one-branch', range: comma, message, remedy };
  }
  return {
    code: 'trailing-comma',
    range: comma,
    message: t('This comma separates nothing: remove it.'),
    remedy: removed,
  };
}

/** A comma before a closing bracket. */
export function commaBefore(trouble: Trouble, facts: Circumstances): Explanation {
  const before = facts.before();
  return superfluousComma(trouble, facts, before?.character === ',' ? before.range : trouble.range);
}

/** Two values without a comma between them. */
export function missingComma(trouble: Trouble, facts: Circumstances, variable: string | undefined): Explanation {
  const { template, variables } = facts;
  const before = facts.before();
  const about = variable === undefined ? {} : { variable };
  const at = before?.end ?? trouble.range.start;
  const wraps = before !== undefined && before.range.start >= trouble.range.start;
  const loops = sectionsAround(template, trouble.range.start).filter(section => isLoop(section, variables));
  // The previous turn printed what comes before this: it is the innermost loop that holds both.
  const loop = wraps ? loops.findLast(({ range }) => range.end >= at) : undefined;
  if (loop) return unseparated(loop, about);
  const comma = tagsBetween(trouble, facts).find(
    ({ node }) => node.kind === 'section' && bodyOf(template, node).trim() === ',',
  );
  if (comma) {
    const message = t('Only this section prints the comma: print it under the same condition as what it separates.');
    return { code: 'comma-on-one-branch', range: comma.node.tag.range, message, ...about };
  }
  const { node, range } = trouble;
  const owner = sectionWithComma(trouble, facts);
  if (owner) return { ...owner, ...about };
  const orAt = range.start - /\s*$/.exec(template.source.slice(0, range.start))![0].length;
  const end = isText(node) ? wordEnd(template.source, range.start) : range.end;
  return {
    code: 'missing-comma',
    range: { start: range.start, end },
    message: t('A comma is missing before this.'),
    ...about,
    remedy: { kind: 'insert', at, text: ',', orAt },
  };
}

/**
 * A section that was left out, and its comma with it: `{{#plan}}"plan": 1,{{/plan}}` where the comma belongs after the
 * section.
 */
function sectionWithComma(trouble: Trouble, facts: Circumstances): Explanation | undefined {
  const { template, variables } = facts;
  for (const { node } of tagsBetween(trouble, facts)) {
    if (node.kind !== 'section' || isLoop(node, variables)) continue;
    const body = bodyOf(template, node).trimEnd();
    if (!body.endsWith(',') || !body.trimStart().startsWith(',')) continue;
    const start = node.tag.range.end + body.length - 1;
    const comma = { start, end: start + 1 };
    const message = t('This comma goes with the section, though what follows needs it: move it after the section.');
    return {
      code: 'comma-on-one-branch',
      range: comma,
      message,
      remedy: { kind: 'move-comma', comma, section: node.range },
    };
  }
  return undefined;
}

function unseparated(loop: SectionNode, about: { readonly variable?: string }): Explanation {
  if (printsWholeList(loop)) {
    const message = t('This section repeats for every element: ask once for the whole list with `{{#if}}`.');
    const remedy: Remedy = { kind: 'ask-once', section: loop.range };
    return { code: 'missing-comma', range: loop.tag.range, message, ...about, remedy };
  }
  const message = t('Nothing separates the elements of this loop: print a comma where `iter.hasNext`.');
  const remedy: Remedy = { kind: 'separate', loop: loop.range };
  const isMisspelt = loop.children.some(
    child =>
      child.kind === 'section' &&
      /^iter\.(?!(?:hasNext|index|position|isFirst|first|isLast|last|isOdd|odd|isEven|even)$)/.test(
        child.tag.content.text,
      ),
  );
  const cause = isMisspelt ? { causedBy: 'unknown-property' as const } : {};
  return { code: 'missing-comma', range: loop.tag.range, message, ...about, remedy, ...cause };
}

/** `{{#tags}},{{/tags}}` prints a comma for every element. */
function repeatedComma(loop: SectionNode, comma: Range): Explanation {
  const message = t('This section prints a comma for every element: ask once for the whole list with `{{#if}}`.');
  return { code: 'trailing-comma', range: comma, message, remedy: { kind: 'ask-once', section: loop.range } };
}

function wordEnd(source: string, start: number): number {
  return start + Math.max(1, /^[^\s,:{}[\]"]*/.exec(source.slice(start, start + 80))![0].length);
}
