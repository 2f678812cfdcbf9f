import type { Profile } from '../../template/profile';
import { trimouProfile } from '../../template/profiles';
import type { SectionNode, VariableNode } from '../../template/tree';
import { nearest } from '../../text/nearest';

/** A name that was meant as a helper: the engine takes it for a variable, since it has no helper of that name. */
export interface MeantHelper {
  /** As written. */
  readonly name: string;
  /** The helper of the profile with nearly this name. */
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
  const same = namesOf(profile.helpers).get(name.toLowerCase()) ?? namesOf(profile.helpers).get(wordsOf(name));
  if (!same && key.includes(' ') && variables.has(key.replace(/ /g, '_'))) return undefined;
  const isCall = /[ *+]/.test(key) || (elsewhere && isSection);
  const end = isSection ? node.close?.content.text : undefined;
  const ended = end && profile.helpers.has(end) ? nearest(name, [end]) : undefined;
  const mayBeNear = isCall || (isSection && !nearest(name, variables));
  const near = same ?? ended ?? (mayBeNear ? nearest(name, profile.helpers) : undefined);
  if (!isCall && !near) return undefined;
  return { name, elsewhere, ...(near && { near }) };
}

/**
 * `email.toJson` for `toJson email`, `email | json`, `email . toJson`, `emailtoJson` and the like: a property and a variable are
 * all that the key holds.
 */
export function meantProperty(key: string, { suffixTable }: Profile, variables: ReadonlySet<string>) {
  for (const suffix of suffixTable.keys()) {
    const word = `(?:${suffix}|${elsewhere[suffix] ?? suffix})`;
    const [, behind, before] = new RegExp(`^${word}\\W+(.+)$|^(.+?)${word}\\W*$`, 'i').exec(key) ?? [];
    const name = (behind ?? before)?.replace(/[^\p{L}\p{N}_$]+$/u, '');
    if (name && variables.has(name.split('.', 1)[0]!)) return `${name}.${suffix}`;
  }
  return undefined;
}

/** The property that a word of another language means. */
export function propertyFor(word: string): string | undefined {
  return Object.keys(elsewhere).find(suffix => new RegExp(`^(?:${elsewhere[suffix]})$`, 'i').test(word));
}

/** What other languages call the properties. */
const elsewhere: Readonly<Record<string, string>> = {
  toJson: '(?:JSON\\.)?stringify|(?:to_)?json|jsonify|json_encode',
  toInteger: '(?:parse_?|to_?)?int|integer|round|floor',
  toTimestamp: 'timestamp|epoch',
};

/** The helpers by their names in lower case, and by the words of their names. */
function namesOf(helpers: Profile['helpers']): ReadonlyMap<string, string> {
  let names = known.get(helpers);
  if (!names) {
    const all = [...helpers];
    names = new Map([
      ...all.map(name => [wordsOf(name), name] as const),
      ...all.map(name => [name.toLowerCase(), name] as const),
    ]);
    known.set(helpers, names);
  }
  return names;
}

const known = new WeakMap<Profile['helpers'], ReadonlyMap<string, string>>();

/** `urlEncode` and `EncodeURL` have the words of `encodeUrl`. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ')
    .sort()
    .join(' ');
}
