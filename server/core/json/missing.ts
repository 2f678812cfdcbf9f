import { t } from '@vscode/l10n';
import type { Node } from '../template/tree';
import { askedTwice } from './askedTwice';
import type { Explanation, Remedy } from './explanation';
import { type Circumstances, isLoop, nodesWithin, type TagWithSubject, tagsBetween } from './surroundings';
import type { Trouble } from './walk';

/** Nothing was printed where a value must be: the tag or section that stayed empty is to blame. */
export function missingValue(trouble: Trouble, facts: Circumstances): Explanation {
  const between = tagsBetween(trouble, facts);
  const blamed = emptyOf(between, facts);
  if (!blamed)
    return (
      ofPartial(trouble, facts) ?? {
        code: 'invalid-json',
        range: trouble.range,
        message:
          facts.template.source.trim() === ''
            ? t('This is empty; expected JSON.')
            : t('A value is missing before this.'),
      }
    );
  for (const { node } of between) {
    const twice = node.kind === 'section' ? askedTwice(node, facts.template) : undefined;
    if (twice) return twice;
  }
  const { node, subject } = blamed;
  const { range } = node.tag;
  if (
    node.kind === 'section' &&
    isLoop(node, facts.variables) &&
    startsValue(facts.template.source, node.range.start)
  ) {
    return withoutBrackets(node.range, range, subject?.name);
  }
  const text = otherHalf(node, facts.template.source);
  const remedy: Remedy = { kind: 'fallback', node: node.range, text };
  if (!subject) {
    const message = t('This never prints a value.');
    return { code: 'maybe-missing-value', range, message, remedy, causedBy: 'unmapped-variable' };
  }
  const { name, variable } = subject;
  if (facts.event[name] !== undefined && facts.involved.size === 0) {
    const message = t('This never prints a value.');
    return { code: 'maybe-missing-value', range, message, variable: name, remedy, causedBy: 'unknown-property' };
  }
  if (variable.type === 'badge') {
    const message = t`A badge is true or absent, never false: print \`false\` where \`${name}\` is missing.`;
    return { code: 'badge-never-false', range, message, variable: name, remedy: { ...remedy, text: 'false' } };
  }
  const message =
    facts.event[name] === undefined
      ? t`Nothing is printed here without a value of \`${name}\`: print \`${text}\` instead, or leave the member out.`
      : t`Nothing is printed here: print \`${text}\` instead, or leave the member out.`;
  return { code: 'maybe-missing-value', range, message, variable: name, remedy };
}

/** What should be printed where a section prints nothing: `false` if it prints `true`, `null` if it prints a value. */
function otherHalf(node: Node, source: string): 'null' | 'true' | 'false' {
  if (node.kind !== 'section' || !node.close) return 'null';
  const half = source.slice(node.tag.range.end, node.close.range.start).trim();
  return half === 'true' ? 'false' : half === 'false' ? 'true' : 'null';
}

/** Another template is included where the value should be, and it may print nothing. */
function ofPartial({ range }: Trouble, { template, before }: Circumstances): Explanation | undefined {
  const [node] = nodesWithin(template.children, before()?.end ?? 0, range.start).filter(
    each => each.kind === 'partial' || each.kind === 'extend',
  );
  if (!node) return undefined;
  const message = t('This template may print nothing where a value must be.');
  return { code: 'maybe-missing-value', range: node.range, message };
}

/** The elements of a list are printed where one value must be. */
export function withoutBrackets(
  loop: TagWithSubject['node']['range'],
  range: Explanation['range'],
  variable: string | undefined,
): Explanation {
  return {
    code: 'collection-without-to-json',
    range,
    message: t('The elements are where one value must be: put `[` and `]` around the loop.'),
    ...(variable === undefined ? {} : { variable }),
    remedy: { kind: 'wrap', loop },
  };
}

/** Whether a value must come here, as far as the character before says so. */
export function startsValue(source: string, offset: number): boolean {
  return /:\s*$/.test(source.slice(Math.max(0, offset - 100), offset));
}

/**
 * Of tags that printed nothing, the one to blame: one whose variable has no value, else any that the trouble depends
 * on.
 */
function emptyOf(found: readonly TagWithSubject[], facts: Circumstances): TagWithSubject | undefined {
  const isMissing = ({ subject }: TagWithSubject) => subject !== undefined && facts.event[subject.name] === undefined;
  const isInvolved = ({ subject }: TagWithSubject) => subject !== undefined && facts.involved.has(subject.name);
  return (
    found.find(one => one.node.kind === 'variable' && isMissing(one)) ??
    found.find(one => isMissing(one) && isInvolved(one)) ??
    found.find(isInvolved) ??
    found[0]
  );
}
