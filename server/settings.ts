import type { Severity } from './core/check/finding';
import type { Profile } from './core/template/profile';
import { tealiumProfileWith, trimouProfileWith } from './core/template/profiles';
import type { Settings } from './protocol';

/** The engine that the settings describe: the named profile, with what they override. */
export function profileOf({ profile }: Settings): Profile {
  const { name, removeStandaloneLines, ...overrides } = withoutNull(profile ?? {});
  const base = name === 'trimou' ? trimouProfileWith(overrides) : tealiumProfileWith(overrides);
  return removeStandaloneLines === undefined ? base : { ...base, removeStandaloneLines };
}

type Given<T> = { readonly [Key in keyof T]?: Exclude<T[Key], null> };

function withoutNull<T extends object>(settings: T): Given<T> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null)) as Given<T>;
}

/** Severities by rule code that replace the rules' own; anything the schema would refuse is left out. */
export function severitiesOf({ rules }: Settings): Readonly<Record<string, Severity | 'off'>> {
  const entries = Object.entries(rules ?? {}).filter(([, severity]) => severities.has(severity));
  return Object.fromEntries(entries);
}

const severities: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off']);
