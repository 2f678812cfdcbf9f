import { type Members, nearestField } from '../../intercom/fieldAt';
import type { Endpoint, Field, Rule } from '../../intercom/fields';
import { renamedFields } from '../../intercom/renamed';
import { inVersion } from '../../intercom/versions';
import { type Condition, whenNone } from '../../json/branches';
import { literalOf, type OutlineMember, type OutlineObject } from '../../json/outline';
import type { Fix } from '../finding';
import { indentation } from '../lines';
import { type Report, replace, type TemplateSubject } from '../rule';
import { alwaysKnown, describeBranch, filledPlaces, placesOf } from './branch';

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

/** Names that Intercom does not know, and fields that it needs. */
export function checkMembers(context: ObjectContext): void {
  const { object, members, isBody, endpoint, version } = context;
  if (!members.open) for (const member of object.members) unknownField(context, member);
  // A tag or partial among the members may bring what seems to be missing.
  if (object.open || object.members.some(({ key }) => key === undefined)) return;
  for (const field of members.fields) if (field.required) missing(context, [field.name], 'missing-required-field');
  if (members.oneOf.length > 0) missing(context, members.oneOf, 'missing-identifier');
  if (!isBody) return;
  for (const rule of endpoint.rules) if (!('since' in rule) || inVersion(rule, version)) checkRule(context, rule);
}

function unknownField(
  { subject, members, endpoint, version, isBody, report }: ObjectContext,
  member: OutlineMember,
): void {
  const { key, keyRange } = member;
  if (key === undefined || key === '' || members.fields.some(({ name }) => name === key)) return;
  const renamed = renamedFields
    .find(pair => pair.includes(key))
    ?.find(name => members.fields.some(field => field.name === name));
  const meant = renamed ?? nearestField(key, members);
  const elsewhere = isBody ? endpoint.fields.find(({ name }) => name === key) : undefined;
  report({
    code: 'unknown-field',
    range: keyRange,
    message: `${elsewhere ? otherVersion(elsewhere, version) : `Intercom has no field \`${key}\` here and ignores it.`}${
      meant && !elsewhere ? ` Did you mean \`${meant}\`?` : ''
    }`,
    fixes: [
      meant && !elsewhere
        ? {
            title: `Change to ${meant}`,
            edits: [replace(subject.path, keyRange.start, keyRange.end, meant)],
            preferred: true,
          }
        : undefined,
    ],
  });
}

function otherVersion({ name, since, until }: Field, version: string): string {
  const span = since && until ? `${since} to ${until}` : since ? `${since} and later` : `${until} and earlier`;
  return `\`${name}\` is a field of version ${span}, and not of ${version}.`;
}

/** Says so where none of the fields is there, or none on some branch, or where each may come out empty. */
function missing(
  { subject, object, endpoint, isBody, report }: ObjectContext,
  names: readonly string[],
  code: 'missing-required-field' | 'missing-identifier',
): void {
  const found = object.members.filter(({ key }) => key !== undefined && names.includes(key));
  const { conditions } = object;
  const known = alwaysKnown(subject.project);
  const absent = whenNone(
    found.map(member => placesOf(member, conditions)),
    known,
  );
  const empty =
    absent ??
    whenNone(
      found.flatMap(member => filledPlaces(member, conditions, subject)),
      known,
    );
  if (!empty) return;
  const wanted = names.length === 1 ? `\`${names[0]}\`` : `one of ${names.map(name => `\`${name}\``).join(', ')}`;
  const request = isBody ? `${endpoint.method} ${endpoint.path}` : 'This object';
  report({
    code,
    range: { start: object.range.start, end: object.range.start + 1 },
    ...(!absent && { severity: 'warning' as const }),
    message: `${request} needs ${wanted}. ${whatIsWrong(empty, absent !== undefined, names, subject)}`,
    fixes: found.length === 0 ? names.slice(0, 3).map(name => addMember(subject, object, name)) : [],
  });
}

function whatIsWrong(
  conditions: readonly Condition[],
  isAbsent: boolean,
  names: readonly string[],
  { project }: TemplateSubject,
): string {
  const it = names.length === 1 ? 'it' : 'each of them';
  const state = isAbsent ? (names.length === 1 ? 'it is left out' : 'none is there') : `${it} is empty`;
  if (conditions.length > 0) return `${describeBranch(conditions, project)}, ${state}.`;
  return isAbsent ? 'Intercom answers 400 without.' : 'An empty value names nobody.';
}

/** Adds a field whose value the action maps under the same name. */
function addMember({ project, path, text }: TemplateSubject, object: OutlineObject, name: string): Fix | undefined {
  const variable = project?.variables.get(name);
  const value = variable && printing[variable.type]?.(name);
  if (value === undefined) return undefined;
  const at = object.range.start + 1;
  const first = object.members[0];
  const gap = first ? text.slice(at, first.keyRange.start - 1) : ' ';
  const before = /^\s*$/.test(gap) ? gap : `\n${indentation(text, at)}  `;
  const after = first ? ',' : ' ';
  return { title: `Add ${name}`, edits: [replace(path, at, at, `${before}"${name}": ${value}${after}`)] };
}

const printing: Readonly<Record<string, (name: string) => string>> = {
  string: name => `"{{${name}.toJson}}"`,
  number: name => `{{${name}.toInteger}}`,
  date: name => `{{${name}.toTimestamp}}`,
};

function checkRule(context: ObjectContext, rule: Rule): void {
  const { object, subject, report } = context;
  const literals = (name: string) =>
    object.members
      .filter(({ key }) => key === name)
      .flatMap(({ values }) => values)
      .flatMap(value => (value.kind === 'string' ? [{ value, text: literalOf(value) }] : []));
  switch (rule.kind) {
    case 'one of':
      if (rule.where && literals(rule.where.field).some(({ text }) => text === rule.where!.is))
        missing(context, rule.fields, 'missing-identifier');
      return;
    case 'all of':
      if (!literals(rule.where.field).some(({ text }) => text === rule.where.is)) return;
      for (const name of rule.fields) {
        if (!object.members.some(({ key }) => key === name)) missing(context, [name], 'missing-required-field');
      }
      return;
    case 'needs':
      if (object.members.some(({ key }) => key === rule.field))
        missing(context, [rule.other], 'missing-required-field');
      return;
    case 'not with': {
      if (!object.members.some(({ key }) => key === rule.field)) return;
      const wrong = literals(rule.other).find(({ text }) => text === rule.value);
      if (!wrong) return;
      const { start, end } = wrong.value.range;
      report({
        code: 'invalid-enum-value',
        range: { start: start + 1, end: end - 1 },
        message: `A ${rule.value} cannot have \`${rule.field}\`. Leave it out, or make the contact a user.`,
        fixes: [{ title: 'Change to user', edits: [replace(subject.path, start + 1, end - 1, 'user')] }],
      });
    }
  }
}
