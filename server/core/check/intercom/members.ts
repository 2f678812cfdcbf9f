import { t } from '@vscode/l10n';
import { rulesIn } from '../../intercom/endpoints';
import { type Members, nearestField } from '../../intercom/fieldAt';
import type { Endpoint, Field, Rule, Where } from '../../intercom/fields';
import { renamedFields } from '../../intercom/renamed';
import { type Condition, together, whenNone } from '../../json/branches';
import { literalOf, type OutlineMember, type OutlineObject } from '../../json/outline';
import { indentation } from '../../text/lines';
import type { Fix } from '../finding';
import { type Report, replace } from '../rule';
import type { TemplateSubject } from '../subject';
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
  const unknown = members.open ? [] : object.members.filter(member => isUnknown(context, member));
  // A tag or partial among the members may bring what seems to be missing.
  if (object.open || object.members.some(({ key }) => key === undefined)) {
    for (const member of unknown) unknownField(context, member, false);
    return;
  }
  const needs: Need[] = members.fields.flatMap(field => (field.required ? [{ names: [field.name] }] : []));
  if (members.oneOf.length > 0) needs.push({ names: members.oneOf, identifies: true });
  const rules = isBody ? rulesIn(endpoint, version) : (members.rules ?? []);
  for (const rule of rules) needs.push(...needsOf(context, rule));
  const lacking = needs.flatMap(need => lackOf(context, need) ?? []);
  // What is needed and spelt otherwise is one mistake, told where it is spelt.
  const isMeant = ({ key }: OutlineMember, { names, state }: Lack) =>
    state === 'absent' && names.includes(meantField(context, key) ?? '');
  for (const member of unknown)
    unknownField(
      context,
      member,
      lacking.some(lack => isMeant(member, lack)),
    );
  const lacks = lacking.filter(lack => !unknown.some(member => isMeant(member, lack)));
  say(
    context,
    'missing-required-field',
    lacks.filter(({ identifies }) => !identifies),
  );
  say(
    context,
    'missing-identifier',
    lacks.filter(({ identifies }) => identifies),
  );
  for (const rule of rules) {
    if (rule.kind === 'not with') conflict(context, rule);
    if (rule.kind === 'only') only(context, rule);
  }
}

/** One of these fields is required. */
interface Need {
  readonly names: readonly string[];
  /** They say whom or what the object is about. */
  readonly identifies?: true;
  /** The branches on which they are required; everywhere unless told. */
  readonly given?: readonly (readonly Condition[])[];
}

/** A need that is not met: never, or on some branch; or the fields are there and may come out empty. */
interface Lack extends Need {
  readonly where: readonly Condition[];
  readonly state: 'absent' | 'empty';
}

function isUnknown({ members }: ObjectContext, { key }: OutlineMember): boolean {
  return key !== undefined && key !== '' && !members.fields.some(({ name }) => name === key);
}

/** The field that another name most likely means. */
function meantField({ members }: ObjectContext, key = ''): string | undefined {
  const renamed = renamedFields
    .find(pair => pair.includes(key))
    ?.find(name => members.fields.some(field => field.name === name));
  return renamed ?? nearestField(key, members);
}

/** `isNeeded`: without the field that it means the request is refused. */
function unknownField(context: ObjectContext, { key = '', keyRange }: OutlineMember, isNeeded: boolean): void {
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

function lackOf({ subject, object, members }: ObjectContext, need: Need): Lack | undefined {
  const { names, given } = need;
  const found = object.members.filter(({ key }) => key !== undefined && names.includes(key));
  const { conditions } = object;
  const known = alwaysKnown(subject.project);
  const absent = whenNone(
    found.map(member => placesOf(member, conditions)),
    known,
    given,
  );
  if (absent) return { ...need, where: absent, state: 'absent' };
  // A search may well look for what is empty.
  if (members.fields.some(({ name, type }) => type.kind === 'query value' && names.includes(name))) return undefined;
  const empty = whenNone(
    found.flatMap(member => filledPlaces(member, conditions, subject)),
    known,
    given,
  );
  return empty && { ...need, where: empty, state: 'empty' };
}

/** All that an object lacks is said at once: it is said of its opening brace. */
function say(
  { subject, object, endpoint, isBody, report }: ObjectContext,
  code: 'missing-required-field' | 'missing-identifier',
  lacks: readonly Lack[],
): void {
  if (lacks.length === 0) return;
  const always = lacks.filter(({ where }) => where.length === 0);
  // Two variables may be such that one of them is always there, which only the author knows.
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
      .flatMap(({ names }) => names.slice(0, 3).map(name => addMember(subject, object, name))),
  });
}

function wanted(names: readonly string[]): string {
  const quoted = names.map(name => `\`${name}\``);
  return quoted.length === 1 ? quoted[0]! : t`one of ${quoted.join(', ')}`;
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
  return { title: t`Add ${name}`, edits: [replace(path, at, at, `${before}"${name}": ${value}${after}`)] };
}

const printing: Readonly<Record<string, (name: string) => string>> = {
  string: name => `"{{${name}.toJson}}"`,
  number: name => `{{${name}.toInteger}}`,
  date: name => `{{${name}.toTimestamp}}`,
};

/** What a rule of the endpoint asks for, given the values that stand in the template. */
function needsOf(context: ObjectContext, rule: Rule): readonly Need[] {
  const { conditions } = context.object;
  switch (rule.kind) {
    case 'one of': {
      const given = rule.where ? branchesWith(context, rule.where) : [];
      return given.length > 0 ? [{ names: rule.fields, identifies: true, given }] : [];
    }
    case 'all of': {
      const given = branchesWith(context, rule.where);
      return given.length > 0 ? rule.fields.map(name => ({ names: [name], given })) : [];
    }
    case 'needs': {
      const given = filled(context, rule.field).map(member => placesOf(member, conditions));
      return given.length > 0 ? [{ names: [rule.other], given }] : [];
    }
    case 'only':
    case 'not with':
      return [];
  }
}

/** The members of a name, but for those whose value is always `""` or null: Intercom takes them for left out. */
function filled({ object, subject }: ObjectContext, name: string): readonly OutlineMember[] {
  return object.members.filter(
    member => member.key === name && filledPlaces(member, object.conditions, subject).length > 0,
  );
}

function only(context: ObjectContext, { field, values, where }: Extract<Rule, { kind: 'only' }>): void {
  // Where several values may come out, which belongs to which is not known.
  const [whose, ...others] = literalsOf(context, where.field);
  if (whose?.text !== where.is || others.length > 0) return;
  for (const { text, range } of literalsOf(context, field)) {
    // What no request takes is said anyway.
    const type = context.members.fields.find(({ name }) => name === field)?.type;
    if (values.includes(text) || (type?.kind === 'string' && !type.values?.includes(text))) continue;
    context.report({
      code: 'invalid-enum-value',
      range: { start: range.start + 1, end: range.end - 1 },
      message: t`Where \`${where.field}\` is ${where.is}, \`${field}\` is ${values.join(t(' or '))}.`,
      fixes: values.map(value => ({
        title: t`Change to ${value}`,
        edits: [replace(context.subject.path, range.start + 1, range.end - 1, value)],
        preferred: values.length === 1,
      })),
    });
  }
}

function conflict(context: ObjectContext, rule: Extract<Rule, { kind: 'not with' }>): void {
  const { subject, report } = context;
  const fields = filled(context, rule.field);
  const wrong = literalsOf(context, rule.other).find(
    ({ text, conditions }) => text === rule.value && fields.some(field => together(field.conditions, conditions)),
  );
  if (!wrong) return;
  const { start, end } = wrong.range;
  report({
    code: 'invalid-enum-value',
    range: { start: start + 1, end: end - 1 },
    message: t`A ${rule.value} cannot have \`${rule.field}\`. Leave it out, or make the contact a user.`,
    fixes: [{ title: t('Change to user'), edits: [replace(subject.path, start + 1, end - 1, 'user')] }],
  });
}

/** Where a field has a certain value, in so many words. */
function branchesWith(context: ObjectContext, { field, is }: Where): readonly (readonly Condition[])[] {
  const { length } = context.object.conditions;
  return literalsOf(context, field)
    .filter(({ text }) => text === is)
    .map(({ conditions }) => conditions.slice(length));
}

function literalsOf({ object }: ObjectContext, name: string) {
  return object.members
    .filter(({ key }) => key === name)
    .flatMap(({ values }) => values)
    .flatMap(value => {
      const text = value.kind === 'string' ? literalOf(value) : undefined;
      return text === undefined ? [] : [{ range: value.range, conditions: value.conditions, text }];
    });
}
