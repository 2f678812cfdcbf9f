/**
 * Intercom's API versions, oldest first, as its changelog and its reference name them. The 1.x line has users and
 * leads; 2.0 merged them into contacts. A request without the header `Intercom-Version` gets the version chosen for
 * the app in the Developer Hub, which for a new app is a recent one.
 */
export const versions = [
  ...['1.0', '1.1', '1.2', '1.3', '1.4'],
  ...['2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'],
  ...['2.10', '2.11', '2.12', '2.13', '2.14', '2.15', '2.16', '2.17'],
] as const;

/**
 * The newest version whose endpoints and fields are in our tables, and the one that an app without a choice is assumed
 * to have.
 */
export const newestDescribed = '2.16';

/** The names of Intercom's versions that are not released yet. */
const previews = ['Preview', 'Unstable'];

/**
 * What a value of the header `Intercom-Version` stands for: a version, or nothing Intercom knows. Previews count as
 * the newest version.
 */
export function readVersion(header: string | undefined): string | undefined {
  const name = header?.trim() ?? '';
  if (name === '') return newestDescribed;
  if (previews.includes(name)) return versions.at(-1);
  return versions.find(version => version === name);
}

/** Negative, zero or positive, as `left` is older than, the same as, or newer than `right`: 2.9 is older than 2.10. */
export function compareVersions(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split('.').map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split('.').map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}

/** Whether something that came in `since` and was last in `until` is in `version`; both ends are included. */
export function inVersion(lifetime: { since?: string; until?: string }, version: string): boolean {
  return (
    (lifetime.since === undefined || compareVersions(lifetime.since, version) <= 0) &&
    (lifetime.until === undefined || compareVersions(version, lifetime.until) <= 0)
  );
}
