import { t } from '@vscode/l10n';
import { nodesAt } from '../../template/walk';
import { nearest } from '../../text/nearest';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { meansHelper } from '../helpers/meantHelper';
import { type Report, type Reported, replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { type Container, type Containers, containersOf, nameOf } from './container';
import { placeForEnd } from './endPlace';
import { type MisreadSection, misreadSections } from './misread';

/** Reports sections without an end, ends without a section, and ends of another section. */
export function reportSections(subject: TemplateSubject, report: Report): void {
  const misread = misreadSections(subject);
  const containers = containersOf(subject);
  // `{{#note}}…{{/coupon}}` is one mistake, reported at the end.
  for (const { cause, range } of subject.tree.problems) {
    const open = cause === 'mismatched-section-end' ? enclosing(subject, range) : undefined;
    if (open && !open.close) containers.delete(open.tag.range.start);
  }
  for (const { cause, range } of subject.tree.problems) {
    if (cause === 'unclosed-section') unclosed(subject, range, containers, misread, report);
    else if (cause === 'unopened-section-end' || cause === 'mismatched-section-end') {
      strayEnd(subject, range, misread, report);
    } else if (cause === 'blank-in-name') endWithBlank(subject, range, report);
  }
}

function unclosed(
  subject: TemplateSubject,
  range: Range,
  containers: Containers,
  misread: readonly MisreadSection[],
  report: Report,
): void {
  const section = containers.get(range.start);
  if (!section) return;
  const name = nameOf(section.tag);
  const variable = section.kind === 'block' ? variableNamed(name, subject) : undefined;
  if (variable) {
    report(variableAsBlock(subject, range, name));
    return;
  }
  if (misread.some(({ end, name: meant }) => end && meant === name)) return;
  const message = t`This section is not closed: end it with \`${`{{/${name}}}`}\`.`;
  report({ code: 'unclosed-section', range, message, fixes: () => [insertEnd(subject, section, name)] });
}

/** The mapped variable that is meant by a name written as in another language. */
function variableNamed(name: string, { project }: TemplateSubject): string | undefined {
  const [first = ''] = name.split('.', 1);
  return project?.variables.has(first) ? first : undefined;
}

/** `{{$email}}`: a dollar sign opens a block. */
function variableAsBlock({ path, text }: TemplateSubject, range: Range, name: string): Reported {
  const sign = text.indexOf('$', range.start);
  return {
    code: 'unclosed-section',
    range,
    message: t`A dollar sign opens a block: a variable is written \`${`{{${name}}}`}\`.`,
    fixes: [{ title: t`Change to ${`{{${name}}}`}`, edits: [replace(path, sign, sign + 1, '')], preferred: true }],
  };
}

function insertEnd({ path, text }: TemplateSubject, section: Container, name: string): Fix {
  const { at, before } = placeForEnd(text, section);
  const edits = [replace(path, at, at, `${before}{{/${name}}}`)];
  return { title: t`Insert ${`{{/${name}}}`}`, edits, preferred: true };
}

function strayEnd(subject: TemplateSubject, range: Range, misread: readonly MisreadSection[], report: Report): void {
  const { path, text } = subject;
  const [, name = ''] = /^\{\{\/\s*(.*?)\s*\}*$/s.exec(text.slice(range.start, range.end)) ?? [];
  if (misread.some(meant => !meant.end && meant.name === name)) return;
  const remove: Fix = { title: t('Remove this section end'), edits: [replace(path, range.start, range.end, '')] };
  const open = enclosing(subject, range);
  if (open && isMisspelt(open, name, subject)) return;
  if (!open) {
    const message = t`There is no open section \`${name}\` to end here.`;
    report({ code: 'unopened-section-end', range, message, fixes: [{ ...remove, preferred: true }] });
    return;
  }
  const wanted = `{{/${nameOf(open.tag)}}}`;
  report({
    code: 'mismatched-section-end',
    range,
    message: t`This ends \`${name}\`, but the open section is \`${nameOf(open.tag)}\`: write \`${wanted}\`.`,
    fixes: [
      {
        title: t`Change to ${wanted}`,
        edits: [replace(path, range.start, range.end, wanted)],
        preferred: !open.close || open.close.range.start === range.start,
      },
      ...openedAs(name, open, subject),
      remove,
    ],
    related: [{ path, range: open.tag.range, message: t('The section that is open here') }],
  });
}

/** The other way round: the opening tag gets the name of the end, if that is a name that can be tested. */
function openedAs(name: string, open: Container, { path, project, profile }: TemplateSubject): Fix[] {
  const { content } = open.tag;
  if (open.kind !== 'section' || !project?.variables.has(name) || profile.helpers.has(nameOf(open.tag))) return [];
  return [{ title: t`Change the opening to ${name}`, edits: [replace(path, content.start, content.end, name)] }];
}

/** The section that is open where a section end stands. */
function enclosing({ tree }: TemplateSubject, { start }: Range): Container | undefined {
  const around = nodesAt(tree, start + 1).filter((node): node is Container => 'children' in node);
  return around.at(-1);
}

/** `{{#itmes}}…{{/items}}`: the mistake is in the opening tag, and is reported there. */
function isMisspelt(open: Container, end: string, { names, profile }: TemplateSubject): boolean {
  const use = names.find(({ node }) => node === open);
  if (use?.meaning.kind === 'no-member') return nearest(use.path.text, [end]) === end;
  if (use?.meaning.kind !== 'missing') return false;
  if (end.startsWith('iter.') && nearest(use.path.text, [end]) === end) return true;
  return use.visible().has(end) || meansHelper(use.path.text, use.node, profile, use.visible())?.near === end;
}

/** `{{/if plan}}`: the engine takes no blank in a section end (a partial with one has a rule of its own). */
function endWithBlank({ path, text }: TemplateSubject, range: Range, report: Report): void {
  const sigil = text.slice(0, range.start).trimEnd().slice(-1);
  if (sigil !== '/') return;
  const [name = ''] = text.slice(range.start, range.end).split(/\s/, 1);
  report({
    code: 'mismatched-section-end',
    range,
    message: t`A section end holds the name alone: write \`${`{{/${name}}}`}\`.`,
    fixes: [
      {
        title: t`Change to ${`{{/${name}}}`}`,
        edits: [replace(path, range.start, range.end, name)],
        preferred: true,
        safe: true,
      },
    ],
  });
}
