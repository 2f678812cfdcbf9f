import type { Profile } from '../../template/profile';
import { trimouProfile } from '../../template/profiles';
import type { SectionNode, VariableNode } from '../../template/tree';
import { nearest } from '../../text/nearest';

/** A name that was meant as a helper: the engine takes it for a variable, since it has no helper of that name. */
export interface MeantHelper {
  /** As written. */
  readonly name: string;
  /** The helper of the profile that is spelt nearly so. */
  readonly near?: string;
  /** Trimou has it, this profile does not. */
  readonly elsewhere: boolean;
}

/**
 * Whether a key was meant as the call of a helper: it has blanks in it, it is a helper's name in other letters, or it opens
 * a section under a name that is nearly a helper's and no variable's.
 */
export function meansHelper(
  key: string,
  node: SectionNode | VariableNode,
  profile: Profile,
  variables: ReadonlySet<string>,
): MeantHelper | undefined {
  const [name = ''] = key.split(' ', 1);
  const isSection = node.kind === 'section';
  const elsewhere = !profile.helpers.has(name) && trimouProfile.helpers.has(name);
  const same = [...profile.helpers].find(helper => helper.toLowerCase() === name.toLowerCase());
  if (!same && key.includes(' ') && variables.has(key.replace(/ /g, '_'))) return undefined;
  const isCall = key.includes(' ') || (elsewhere && isSection);
  const mayBeNear = isCall || (isSection && !nearest(name, variables));
  const near = same ?? (mayBeNear ? nearest(name, profile.helpers) : undefined);
  if (!isCall && !near) return undefined;
  return { name, elsewhere, ...(near && { near }) };
}
