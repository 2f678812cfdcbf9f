import { t } from '@vscode/l10n';
import type { SectionNode } from '../../template/tree';
import { type Report, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import type { NameUse } from '../variables/names';

/**
 * `"{{total}}"`: a text where a number or a boolean is probably meant. It is valid JSON, so it is reported as
 * information only.
 */
export const quotedValues: TemplateRule = {
  cards: [
    {
      code: 'quoted-number',
      severity: 'information',
      group: 'Quoting and JSON',
      summary: 'A number is in quotes, so that Intercom gets a text.',
    },
    {
      code: 'quoted-boolean',
      severity: 'information',
      group: 'Quoting and JSON',
      summary: 'A boolean is in quotes, so that Intercom gets a text.',
    },
  ],
  check(subject, report) {
    if (!subject.json) return;
    for (const use of subject.names) checkUse(use, subject, report);
    for (const [index, section] of subject.nodes.section.entries()) {
      checkHalves(section, subject.nodes.section[index + 1], subject, report);
    }
  },
};

function checkUse({ path: { text: used }, node, call, meaning }: NameUse, subject: TemplateSubject, report: Report) {
  if (meaning.kind !== 'found' || call || node.kind !== 'variable') return;
  // A number or a boolean prints the same with .toJson and without.
  const { type } = used.endsWith('.toJson') ? (meaning.of ?? meaning.shape) : meaning.shape;
  const name = used.replace(/\.toJson$/, '');
  if (type !== 'number' && type !== 'boolean' && type !== 'badge') return;
  const { text, path } = subject;
  const { start, end } = node.range;
  if (text[start - 1] !== '"' || text[end] !== '"' || !isValue(text, start - 1, end + 1)) return;
  const isNumber = type === 'number';
  const optional = type === 'badge' || (subject.project?.variables.get(name)?.optional ?? true);
  const bare = text.slice(start, end);
  const guarded = isNumber
    ? `${bare}{{^${name}}}null{{/${name}}}`
    : `{{#${name}}}true{{/${name}}}{{^${name}}}false{{/${name}}}`;
  report({
    code: isNumber ? 'quoted-number' : 'quoted-boolean',
    range: { start: start - 1, end: end + 1 },
    message: isNumber
      ? t('In quotes this is a text such as "12.0". Remove the quotes, or print an id with `.toInteger`.')
      : type === 'badge'
        ? t`In quotes this is a text, and a badge is never false. Write \`${guarded}\`, without quotes.`
        : t('In quotes this is a text, and Intercom takes no text for true or false. Remove the quotes.'),
    fixes: [
      {
        title: type === 'badge' ? t('Print true or false') : t('Remove the quotes'),
        edits: [replace(path, start - 1, end + 1, optional ? guarded : bare)],
        preferred: true,
      },
    ],
  });
}

/** `"{{#vip}}true{{/vip}}{{^vip}}false{{/vip}}"`: true and false as texts. */
function checkHalves(first: SectionNode, second: SectionNode | undefined, subject: TemplateSubject, report: Report) {
  const { text, path } = subject;
  const { start, end } = first.range;
  if (text[start - 1] !== '"' || second?.range.start !== end || text[second.range.end] !== '"') return;
  const halves = [first, second].map(({ tag, close }) => text.slice(tag.range.end, close?.range.start).trim());
  if (halves.sort().join() !== 'false,true' || !isValue(text, start - 1, second.range.end + 1)) return;
  report({
    code: 'quoted-boolean',
    range: { start: start - 1, end: second.range.end + 1 },
    message: t('In quotes this is a text, and Intercom takes no text for true or false. Remove the quotes.'),
    fixes: [
      {
        title: t('Remove the quotes'),
        edits: [replace(path, start - 1, start, ''), replace(path, second.range.end, second.range.end + 1, '')],
        preferred: true,
      },
    ],
  });
}

/**
 * Whether the string from `start` to `end` is a whole value: after a colon, a comma or an opening bracket, and before a
 * comma or a closing one.
 */
function isValue(text: string, start: number, end: number): boolean {
  let before = start - 1;
  while (/\s/.test(text[before] ?? '')) before--;
  let after = end;
  while (/\s/.test(text[after] ?? '')) after++;
  return /[:[]/.test(text[before] ?? '') && /[,}\]]/.test(text[after] ?? '');
}
