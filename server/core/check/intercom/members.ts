import { t } from '@vscode/l10n';
import { rulesIn } from '../../intercom/endpoints';
import type { Rule, Where } from '../../intercom/fields';
import { type Condition, together, whenNone } from '../../json/branches';
import { literalOf, type OutlineMember } from '../../json/outline';
import { replace } from '../rule';
import { alwaysKnown, filledPlaces, placesOf } from './branch';
import { type Lack, meantField, type Need, type ObjectContext, sayLacks, unknownField } from './memberReport';

/** Names that Intercom does not know, and fields that it needs. */
export function checkMembers(context: ObjectContext): void {
  const { object, members, isBody, endpoint, version } = context;
  const unknown = members.open ? [] : object.members.filter(member => isUnknown(context, member));
  // A tag or partial among the members may print what seems to be missing.
  if (object.open || object.members.some(({ key }) => key === undefined)) {
    for (const member of unknown) unknownField(context, member, false);
    return;
  }
  const needs: Need[] = members.fields.flatMap(field => (field.required ? [{ names: [field.name] }] : []));
  if (members.oneOf.length > 0) needs.push({ names: members.oneOf, identifies: true });
  const rules = isBody ? rulesIn(endpoint, version) : (members.rules ?? []);
  for (const rule of rules) needs.push(...needsOf(context, rule));
  const lacking = needs.flatMap(need => lackOf(context, need) ?? []);
  // A required field that is misspelt is one mistake, reported at the misspelt name.
  const isMeant = ({ key }: OutlineMember, { names, state }: Lack) =>
    state === 'absent' && names.includes(meantField(context, key) ?? '');
  for (const member of unknown)
    unknownField(
      context,
      member,
      lacking.some(lack => isMeant(member, lack)),
    );
  const lacks = lacking.filter(lack => !unknown.some(member => isMeant(member, lack)));
  const report = (code: Parameters<typeof sayLacks>[1], identifying: boolean) => {
    const some = lacks.filter(({ identifies = false }) => identifies === identifying);
    if (some.length > 0) sayLacks(context, code, some);
  };
  report('missing-required-field', false);
  report('missing-identifier', true);
  for (const rule of rules) {
    if (rule.kind === 'not with') conflict(context, rule);
    if (rule.kind === 'only') only(context, rule);
  }
}

function isUnknown({ members }: ObjectContext, { key }: OutlineMember): boolean {
  return key !== undefined && key !== '' && !members.fields.some(({ name }) => name === key);
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
  // A search may look for empty values.
  if (members.fields.some(({ name, type }) => type.kind === 'query value' && names.includes(name))) return undefined;
  const empty = whenNone(
    found.flatMap(member => filledPlaces(member, conditions, subject)),
    known,
    given,
  );
  return empty && { ...need, where: empty, state: 'empty' };
}

/** What a rule of the endpoint asks for, given the values written in the template. */
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

/** The members with this name, except those that are always `""` or null, which Intercom treats as absent. */
function filled({ object, subject }: ObjectContext, name: string): readonly OutlineMember[] {
  return object.members.filter(
    member => member.key === name && filledPlaces(member, object.conditions, subject).length > 0,
  );
}

function only(context: ObjectContext, { field, values, where }: Extract<Rule, { kind: 'only' }>): void {
  // Where there may be several values, it is not known which belongs to which.
  const [whose, ...others] = literalsOf(context, where.field);
  if (whose?.text !== where.is || others.length > 0) return;
  for (const { text, range } of literalsOf(context, field)) {
    // A value that no request takes is reported anyway.
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

/** The branches on which a field has a certain value, written out literally. */
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
