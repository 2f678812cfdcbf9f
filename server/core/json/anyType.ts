import { t } from '@vscode/l10n';
import type { SectionNode, VariableNode } from '../template/tree';
import { walk } from '../template/walk';
import type { Explanation } from './explanation';
import { parentsOf, subjectOf } from './subject';
import { type Circumstances, sectionsAround, tagsBetween } from './surroundings';
import type { Trouble } from './walk';

/**
 * A value of type `any` may be a text, which needs quotes, or a list or an object, which must have none: where it is
 * printed with `.toJson`, or inside its own section, no way of writing it fits them all. Whatever goes wrong there is
 * this one mistake.
 */
export function anyType(trouble: Trouble, facts: Circumstances): Explanation | undefined {
  const [name, ...others] = facts.involved;
  if (name === undefined || others.length > 0 || facts.variables.get(name)?.type !== 'any') return undefined;
  if (facts.event[name] === undefined) return undefined;
  const needed = typeNeeded(name, trouble, facts);
  if (needed) return needed;
  const tag = tagOf(name, trouble, facts);
  if (!tag) return undefined;
  const { range } = tag;
  const isQuoted = facts.template.source[range.start - 1] === '"';
  return {
    code: isQuoted ? 'to-json-unquoted' : 'unquoted-string',
    range,
    message: t`\`${name}\` may hold a text, which needs quotes, or a list or an object, which needs none: declare the type of its attribute.`,
    variable: name,
    remedy: { kind: 'declare-type', variable: name },
  };
}

/** `{{ordered_at.toTimestamp}}`: it is made for dates, and prints no number for anything else. */
function typeNeeded(name: string, { node }: Trouble, { template, variables }: Circumstances): Explanation | undefined {
  if (node?.kind !== 'variable' || subjectOf(node, parentsOf(template, node), variables)?.name !== name)
    return undefined;
  const suffix = /\.(toTimestamp|toTimestampMs|toInteger)$/.exec(node.tag.content.text)?.[1];
  if (!suffix) return undefined;
  const type = suffix === 'toInteger' ? 'number' : 'date';
  return {
    code: 'unquoted-string',
    range: node.range,
    message: t`The type of \`${name}\` is not declared, so \`.${suffix}\` may print anything: declare its attribute as \`${type}\`.`,
    variable: name,
    remedy: { kind: 'declare-type', variable: name },
  };
}

/** The tag that prints the value: with `.toJson`, or in the section that asks for it. */
function tagOf(name: string, trouble: Trouble, facts: Circumstances): VariableNode | SectionNode | undefined {
  const { template, variables } = facts;
  const { node, range } = trouble;
  const isAbout = (tag: VariableNode | SectionNode) =>
    subjectOf(tag, parentsOf(template, tag), variables)?.name === name;
  if (node?.kind === 'variable' && isAbout(node) && node.tag.content.text.endsWith('.toJson')) return node;
  const silent = tagsBetween(trouble, facts).flatMap(tag => (tag.node.kind === 'section' ? [tag.node] : []));
  const own = node?.kind === 'section' ? [node] : [];
  const section = [...own, ...silent, ...sectionsAround(template, range.start)].find(
    each => !each.inverted && isAbout(each),
  );
  if (!section) return undefined;
  let printed: VariableNode | undefined;
  walk(section, {
    enter: inner => {
      if (!printed && inner.kind === 'variable' && isAbout(inner)) printed = inner;
    },
  });
  return printed ?? section;
}
