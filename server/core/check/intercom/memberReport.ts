import { t } from '@vscode/l10n';
import { type Members, nearestField } from '../../intercom/fieldAt';
import type { Endpoint, Field } from '../../intercom/fields';
import { creationFields, renamedFields } from '../../intercom/renamed';
import type { Condition } from '../../json/branches';
import type { OutlineMember, OutlineObject } from '../../json/outline';
import { indentation } from '../../text/lines';
import type { Fix } from '../finding';
import { type Report, replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { describeBranch } from './branch';
import { isEventTime, momentOfEvent } from './fireTime';

/** What the members of an object are checked against. */
export interface ObjectContext {
  readonly subject: TemplateSubject;
  readonly object: OutlineObject;
  readonly members: Members;
  readonly endpoint: Endpoint;
  readonly version: string;
  /** The body itself, to which the endpoint's rules apply. */
  readonly isBody: boolean;
  readonly report: Report;
}

/** One of these fields is required. */
export interface Need {
  readonly names: readonly string[];
  /** They identify whom or what the object is about. */
  readonly identifies?: true;
  /** The branches on which they are required; absent: everywhere. */
  readonly given?: readonly (readonly Condition[])[];
}

/** A need that is not met: never, or on some branch; or the fields are there and may come out empty. */
export interface Lack extends Need {
  readonly where: readonly Condition[];
  readonly state: 'absent' | 'empty';
}

/** `isNeeded`: without the field that was meant, the request is refused. */
export function unknownField(context: ObjectContext, { key = '', keyRange }: OutlineMember, isNeeded: boolean): void {
  const { subject, members, version, report } = context;
  const meant = meantField(context, key);
  const elsewhere = members.ofAllVersions?.find(({ name }) => name === key);
  report({
    code: 'unknown-field',
    range: keyRange,
    ...(isNeeded && { severity: 'error' as const }),
    message: [
      elsewhere ? otherVersion(elsewhere, version) : t`Intercom has no field \`${key}\` here and ignores it.`,
      ...(meant && !elsewhere ? [t`Did you mean \`${meant}\`?`] : []),
    ].join(' '),
    fixes: [
      meant && !elsewhere
        ? {
            title: t`Change to ${meant}`,
            edits: [replace(subject.path, keyRange.start, keyRange.end, meant)],
            preferred: true,
          }
        : undefined,
    ],
  });
}

function otherVersion({ name, since, until }: Field, version: string): string {
  const span = since && until ? t`${since} to ${until}` : since ? t`${since} and later` : t`${until!} and earlier`;
  return t`\`${name}\` is a field of version ${span}, and not of ${version}.`;
}

/** The field that an unknown name most likely means. */
export function meantField({ members }: ObjectContext, key = ''): string | undefined {
  const names = key === 'created_at' ? creationFields : renamedFields.find(pair => pair.includes(key));
  const renamed = names?.find(name => members.fields.some(field => field.name === name));
  return renamed ?? nearestField(key, members);
}

/** Reports everything that an object lacks at once, at its opening brace. */
export function sayLacks(
  { subject, object, endpoint, isBody, report }: ObjectContext,
  code: 'missing-required-field' | 'missing-identifier',
  lacks: readonly Lack[],
): void {
  const always = lacks.filter(({ where }) => where.length === 0);
  // It may be that of two variables one is always there; only the author knows.
  const isSure = lacks.some(({ state, where }) => where.length === 0 || (state === 'absent' && where.length === 1));
  const request = isBody ? `${endpoint.method} ${endpoint.path}` : t('This object');
  const sentences = lacks
    .filter(({ state, where }) => state === 'empty' || where.length > 0)
    .map(({ names, where, state }) => {
      const branch = where.length > 0 ? describeBranch(where, subject.project) : t('Here');
      if (names.length > 1) {
        return state === 'absent' ? t`${branch}, none is there.` : t`${branch}, each of them is empty.`;
      }
      return state === 'absent'
        ? t`${branch}, ${wanted(names)} is left out.`
        : t`${branch}, ${wanted(names)} is empty.`;
    });
  const needs = lacks.map(({ names }) => wanted(names)).join(t(' and '));
  report({
    code,
    range: { start: object.range.start, end: object.range.start + 1 },
    ...(!isSure && { severity: 'warning' as const }),
    message: [t`${request} needs ${needs}.`, ...sentences].join(' '),
    fixes: always
      .filter(({ state }) => state === 'absent')
      .flatMap(({ names }) => names.slice(0, 3).map(name => addMember(subject, object, endpoint, name))),
  });
}

function wanted(names: readonly string[]): string {
  const quoted = names.map(name => `\`${name}\``);
  return quoted.length === 1 ? quoted[0]! : t`one of ${quoted.join(', ')}`;
}

/**
 * Adds a field, with the variable of the same name as its value; for the moment of an event, that is mapped as well.
 */
function addMember(
  { project, path, text }: TemplateSubject,
  object: OutlineObject,
  endpoint: Endpoint,
  name: string,
): Fix | undefined {
  const variable = project?.variables.get(name);
  const moment = !variable && project && isEventTime(endpoint, [name]) ? momentOfEvent(project) : undefined;
  const value = moment ? `{{${moment.value}}}` : variable && printing[variable.type]?.(name);
  if (value === undefined) return undefined;
  const at = object.range.start + 1;
  const first = object.members[0];
  const gap = first ? text.slice(at, first.keyRange.start - 1) : ' ';
  const before = /^\s*$/.test(gap) ? gap : `\n${indentation(text, at)}  `;
  const after = first ? ',' : ' ';
  const member = replace(path, at, at, `${before}"${name}": ${value}${after}`);
  return { title: t`Add ${name}`, edits: [...(moment?.mapping ?? []), member] };
}

const printing: Readonly<Record<string, (name: string) => string>> = {
  string: name => `"{{${name}.toJson}}"`,
  number: name => `{{${name}.toInteger}}`,
  date: name => `{{${name}.toTimestamp}}`,
};
