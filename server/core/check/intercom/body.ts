import { t } from '@vscode/l10n';
import { bodyOf, fieldIn, fieldsAt, type JsonPath, membersOf } from '../../intercom/fieldAt';
import { type Endpoint, eventMetadataLimits, type Field, type FieldType, isAttributeName } from '../../intercom/fields';
import type { OutlineMember, OutlineObject, OutlineValue } from '../../json/outline';
import { outlineOf } from '../../json/readOutline';
import { nearest } from '../../text/nearest';
import type { Severity } from '../finding';
import { type Report, type RuleCard, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import { checkLength } from './length';
import { checkMembers } from './members';
import { bodyTemplate, intercomRequest } from './request';
import { checkFilter } from './search';
import { checkValue } from './values';

/** Compares the body template with the fields of its endpoint, in the version asked for. */
export const bodyFields: TemplateRule = {
  cards: [
    card('unknown-field', 'A field is not one that Intercom knows.', 'warning'),
    card('missing-required-field', 'A field that Intercom needs is missing.'),
    card('missing-identifier', 'Nothing in the body says whom or what it is about.'),
    card('wrong-field-type', 'A field has a value of another type than Intercom takes.'),
    card('invalid-enum-value', 'A field has a value that is not among those Intercom takes.'),
    card('milliseconds-not-seconds', 'A moment is in milliseconds.'),
    card('date-not-timestamp', 'There is a date where Intercom wants seconds.'),
    card('too-many-items', 'A list is longer than Intercom takes.'),
    card('event-metadata-limit', 'An event has more details than Intercom keeps.', 'warning'),
    card('custom-attribute-name', 'The name of a custom attribute has a period or a dollar sign.'),
    card('custom-attribute-value', 'A custom attribute has a list, an object or a long text.'),
    card('created-at-fire-time', 'An event is stamped with the moment the action fires.', 'warning'),
  ],
  check(subject, report) {
    const { project } = subject;
    if (!project || bodyTemplate(project)?.path !== subject.path) return;
    const { endpoint, version = '' } = intercomRequest(project) ?? {};
    if (!endpoint || endpoint.fields.length === 0) return;
    const { roots } = outlineOf(subject.tree);
    const body = bodyOf(endpoint);
    const hasObject = roots.some(({ kind }) => kind === 'object');
    for (const root of roots) {
      if (root.kind === 'object') visitObject({ subject, endpoint, version, report }, root, body, []);
      else if (!hasObject)
        checkValue({ subject, field: { ...body, name: 'Body' }, path: ['Body'], endpoint, report }, root);
    }
  },
};

/** Intercom's bodies are a few levels deep; even nested search filters never go this deep. */
const deepest = 32;

interface Visit {
  readonly subject: TemplateSubject;
  readonly endpoint: Endpoint;
  readonly version: string;
  readonly report: Report;
}

function visitObject(visit: Visit, object: OutlineObject, field: Field, path: JsonPath): void {
  const { subject, endpoint, version, report } = visit;
  const isBody = path.length === 0;
  const members = isBody ? fieldsAt(endpoint, version, []) : membersOf(field.type, version);
  if (!members) return;
  const type = field.type.kind;
  if (type === 'metadata value' && isNeither(object, report)) return;
  checkMembers({ subject, object, members, endpoint, version, isBody, report });
  if (type === 'event metadata') metadataLimit(object, report);
  if (type === 'event metadata') names(object, visit, 'warning');
  if (type === 'custom attributes') names(object, visit, 'error');
  if (type === 'search query') checkFilter({ object, path, report });
  for (const { key, values } of object.members) {
    const inner = key === undefined ? undefined : fieldIn(field, version, key);
    if (inner) for (const value of values) visitValue(visit, value, inner, [...path, key!]);
  }
}

function visitValue(visit: Visit, value: OutlineValue, field: Field, path: JsonPath): void {
  if (path.length > deepest) return;
  const { subject, endpoint, version, report } = visit;
  checkValue({ subject, field, path, endpoint, report }, value);
  if (value.kind === 'object') visitObject(visit, value, field, path);
  if (value.kind !== 'list') return;
  checkLength(value, atMost(field.type), report);
  const item = fieldIn(field, version, 0);
  if (!item) return;
  for (const [index, one] of value.items.entries()) {
    // A search also compares with lists of plain values.
    if (one.kind === 'object' || item.type.kind !== 'search query') visitValue(visit, one, item, [...path, index]);
  }
}

function atMost(type: FieldType): number | undefined {
  if (type.kind === 'either') return type.of.map(atMost).find(most => most !== undefined);
  return type.kind === 'list' ? type.atMost : undefined;
}

/** An object in an event's metadata must be a complete link or amount of money; true if it was reported not to be. */
function isNeither({ members, open, range }: OutlineObject, report: Report): boolean {
  const keys = members.map(({ key }) => key);
  const has = (...names: readonly string[]) => names.every(name => keys.includes(name));
  if (open || keys.includes(undefined) || has('url', 'value') || has('amount', 'currency')) return false;
  // A misspelt key is reported at the key itself.
  const parts = ['url', 'value', 'amount', 'currency'];
  if (keys.some(key => !parts.includes(key!) && nearest(key!, parts))) return false;
  report({
    code: 'wrong-field-type',
    range: { start: range.start, end: range.start + 1 },
    message: t(
      'A detail of an event that is an object is a link, with `url` and `value`, or money, with `amount` and `currency`.',
    ),
  });
  return true;
}

/** Only the first keys count, in the order of the text; a key on several branches counts once. */
function metadataLimit({ members }: OutlineObject, report: Report): void {
  const seen = new Map<string, OutlineMember>();
  for (const member of members) if (member.key !== undefined && !seen.has(member.key)) seen.set(member.key, member);
  const others = [...seen.values()].slice(eventMetadataLimits.keys);
  if (!others[0]) return;
  report({
    code: 'event-metadata-limit',
    range: others[0].keyRange,
    message: t`Intercom keeps the first ${eventMetadataLimits.keys} details of an event and ignores the others: ${others.map(({ key }) => `\`${key}\``).join(', ')} may be lost.`,
  });
}

/** Intercom refuses an attribute of such a name; metadata of such a name is only not shown. */
function names({ members }: OutlineObject, { report, subject: { path } }: Visit, severity: Severity): void {
  for (const { key, keyRange } of members) {
    if (key === undefined || isAttributeName(key)) continue;
    const name = key.replace(/[.$]+/g, '_');
    report({
      code: 'custom-attribute-name',
      severity,
      range: keyRange,
      message: t`Names hold neither a period nor a dollar sign: write \`${name}\`.`,
      fixes: [
        { title: t`Change to ${name}`, edits: [replace(path, keyRange.start, keyRange.end, name)], preferred: true },
      ],
    });
  }
}

function card(code: string, summary: string, severity: RuleCard['severity'] = 'error'): RuleCard {
  return { code, severity, group: 'Intercom', summary };
}
