import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import type { Condition } from '../../json/branches';
import { literalOf, type OutlineMember, type OutlineValue } from '../../json/outline';
import type { TemplateSubject } from '../subject';
import { printedBy } from './printed';

/** The answer to a section's question where it is the same for every event, because the variable is always there. */
export function alwaysKnown(project: Project | undefined): (asks: string) => boolean | undefined {
  return asks => {
    const variable = project?.variables.get(asks);
    const isPlain = variable && ['string', 'number', 'date'].includes(variable.type);
    return isPlain && !variable.optional ? true : undefined;
  };
}

/** The branch in words: `where \`email\` is missing`. */
export function describeBranch(conditions: readonly Condition[], project: Project | undefined): string {
  const words = conditions.map(({ asks, holds }) => {
    const type = project?.variables.get(asks)?.type ?? '';
    if (/^isEq |^if |^unless /.test(asks)) return holds ? t`\`${asks}\` holds` : t`\`${asks}\` does not hold`;
    if (type === 'boolean' || type === 'badge') return holds ? t`\`${asks}\` is true` : t`\`${asks}\` is not true`;
    if (/^(array|set)/.test(type)) return holds ? t`\`${asks}\` has items` : t`\`${asks}\` is empty`;
    return holds ? t`\`${asks}\` is there` : t`\`${asks}\` is missing`;
  });
  return t`Where ${words.join(t(' and '))}`;
}

/** Where a member stands within its object. */
export function placesOf({ conditions }: OutlineMember, outer: readonly Condition[]): readonly Condition[] {
  return conditions.slice(outer.length);
}

/**
 * The branches on which a member has a value that is not empty: the conditions of each value, and that its optional
 * variable is there.
 */
export function filledPlaces(
  member: OutlineMember,
  outer: readonly Condition[],
  subject: TemplateSubject,
): readonly (readonly Condition[])[] {
  return member.values.flatMap(value => {
    const filled = whenFilled(value, subject);
    return filled ? [[...value.conditions.slice(outer.length), ...filled]] : [];
  });
}

/** Undefined for what is always empty: `""` and null. */
function whenFilled(value: OutlineValue, subject: TemplateSubject): readonly Condition[] | undefined {
  if (value.kind === 'object' || value.kind === 'list') return [];
  const literal = literalOf(value);
  if (literal !== undefined) return literal === (value.kind === 'string' ? '' : 'null') ? undefined : [];
  const [piece, ...others] = value.pieces;
  if (others.length > 0 || piece?.kind !== 'tag') return [];
  const variable = printedBy(piece.node, subject).variable?.();
  if (!variable?.optional || !['string', 'number', 'date'].includes(variable.type)) return [];
  return [{ asks: variable.name, holds: true }];
}
