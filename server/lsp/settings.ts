import type { Severity } from '../core/check/finding';
import type { Profile } from '../core/template/profile';
import { tealiumProfile, trimouProfile } from '../core/template/profiles';
import type { Settings } from '../protocol';

/** The engine that the settings describe: the named profile, with what they override. */
export function profileOf({ profile }: Settings): Profile {
  const base = profile?.name === 'trimou' ? trimouProfile : tealiumProfile;
  return {
    ...base,
    escapeHtml: profile?.escapeHtml ?? base.escapeHtml,
    numbers: profile?.numbers ?? base.numbers,
    removeStandaloneLines: profile?.removeStandaloneLines ?? base.removeStandaloneLines,
  };
}

/** Severities by rule code that differ from the rules' own; anything the schema would refuse is left out. */
export function severitiesOf({ rules }: Settings): Readonly<Record<string, Severity | 'off'>> {
  const entries = Object.entries(rules ?? {}).filter(([, severity]) => severities.has(severity));
  return Object.fromEntries(entries);
}

const severities: ReadonlySet<unknown> = new Set(['error', 'warning', 'information', 'hint', 'off']);
