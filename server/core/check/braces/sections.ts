import { t } from '@vscode/l10n';
import type { Node, Tag } from '../../template/tree';
import { nodesAt } from '../../template/walk';
import { indentation, lineBreakOf, lineEnd, lineStart, nextLine } from '../../text/lines';
import { nearest } from '../../text/nearest';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { meansHelper } from '../helpers/meant-helper';
import { type Report, type Reported, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import { type MisreadSection, misreadSections } from './misread';

/** Sections and their ends: what the parser refuses of a pair of tags. */
export const sectionPairs: TemplateRule = {
  cards: [
    { code: 'unclosed-section', severity: 'error', group: 'Braces', summary: 'A section is opened and never closed.' },
    {
      code: 'unopened-section-end',
      severity: 'error',
      group: 'Braces',
      summary: 'A section end has no section to end.',
    },
    {
      code: 'mismatched-section-end',
      severity: 'error',
      group: 'Braces',
      summary: 'A section end has another name than its section.',
    },
  ],
  check(subject, report) {
    if (subject.tree.problems.length === 0) return;
    const misread = misreadSections(subject);
    const containers = containersOf(subject);
    // `{{#note}}…{{/coupon}}` is one mistake, told at the end.
    for (const { cause, range } of subject.tree.problems) {
      const open = cause === 'mismatched-section-end' ? enclosing(subject, range) : undefined;
      if (open && !open.close) containers.delete(open.tag.range.start);
    }
    const slips = endSlips(subject, containers);
    const openers = openerSlips(subject, misread);
    for (const opener of openers.values()) report(opener);
    for (const slip of slips) {
      containers.delete(slip.opens.tag.range.start);
      containers.delete(slip.range.start);
      report(endSlip(subject, slip));
    }
    for (const { cause, range } of subject.tree.problems) {
      if (cause === 'unclosed-section') unclosed(subject, range, containers, misread, report);
      else if (openers.has(range.start)) continue;
      else if (cause === 'unopened-section-end' || cause === 'mismatched-section-end') {
        strayEnd(subject, range, misread, report);
      } else if (cause === 'blank-in-name') endWithBlank(subject, range, report);
    }
  },
};

type Container = Extract<Node, { readonly children: readonly Node[] }>;

/** By where their opening tags begin. */
function containersOf({ nodes }: TemplateSubject): Map<number, Container> {
  const containers = new Map<number, Container>();
  const all = [...nodes.section, ...nodes.extend, ...nodes.block, ...nodes['nested-template']];
  for (const node of all) containers.set(node.tag.range.start, node);
  return containers;
}

type Containers = ReadonlyMap<number, Container>;

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

/** The mapped variable that a name in another language's writing means. */
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

/** A tag that was meant to end a section. */
interface EndSlip {
  readonly opens: Container;
  readonly range: Range;
}

/**
 * `{{#plan}}…{{#plan}}`, or `{{plan}}` in the place of `{{/plan}}`, in sections that are never closed. A variable is one where it
 * stands on a line of its own or right behind another tag or a letter.
 */
function endSlips({ text, tree }: TemplateSubject, containers: Containers): readonly EndSlip[] {
  const unclosed = new Map<string, Container[]>();
  for (const { cause, range } of tree.problems) {
    const section = cause === 'unclosed-section' ? containers.get(range.start) : undefined;
    if (section?.kind !== 'section' || section.close) continue;
    const same = unclosed.get(section.tag.content.text);
    if (same) same.push(section);
    else unclosed.set(section.tag.content.text, [section]);
  }
  return [...unclosed].flatMap(([name, sections]) => {
    // More of them than a pair say nothing of which one was meant as an end.
    if (sections.length > 2) return [];
    const [opens, inner] = sections.sort((a, b) => a.range.start - b.range.start) as [Container, Container | undefined];
    const meant = inner ?? opens.children.find(child => isMeantAsEnd(child, opens, name, text));
    const isInside = meant !== undefined && opens.children.includes(meant);
    return isInside && 'tag' in meant && meant.tag ? [{ opens, range: meant.tag.range }] : [];
  });
}

/**
 * `{{phone}}…{{/phone}}`, where the end opens nothing: the variable was meant to open the section, if it stands on a line of its own or
 * right before a letter or another tag, and in no quotes. By the place of the end.
 */
function openerSlips(
  { path, text, tree, nodes }: TemplateSubject,
  misread: readonly MisreadSection[],
): ReadonlyMap<number, Reported> {
  const slips = new Map<number, Reported>();
  const strays = tree.problems.filter(({ cause }) => /^(?:unopened|mismatched)-section-end$/.test(cause));
  for (const { range } of strays.slice(0, mostStrays)) {
    const [, name] = /^\{\{\/\s*(\S+?)\s*\}\}$/.exec(text.slice(range.start, range.end)) ?? [];
    if (misread.some(meant => !meant.end && meant.name === name)) continue;
    const node = nodes.variable.findLast(
      ({ tag, range: own, expression }) =>
        own.end <= range.start &&
        (tag.content.text === name || (expression.kind === 'call' && expression.name.text === name)),
    );
    if (!node || !name || !opensSection(node.range, text)) continue;
    const at = node.tag.content.start;
    // Right behind the other half, it is the one for the other case.
    const before = text.slice(Math.max(0, node.range.start - 200), node.range.start).trimEnd();
    const sigil = before.endsWith(`{{/${name}}}`) || before.endsWith(`{{${name}}}`) ? '^' : '#';
    const meant = `{{${sigil}${node.tag.content.text}}}`;
    slips.set(range.start, {
      code: node.expression.kind === 'call' ? 'helper-as-value' : 'unopened-section-end',
      range: node.range,
      message: t`\`${text.slice(node.range.start, node.range.end)}\` opens no section: write \`${meant}\`.`,
      fixes: [{ title: t`Change to ${meant}`, edits: [replace(path, at, at, sigil)], preferred: true }],
      related: [{ path, range, message: t('The end that is there') }],
    });
  }
  return slips;
}

/** In a text with more of them nobody looks for the one that was meant. */
const mostStrays = 50;

function opensSection({ start, end }: Range, text: string): boolean {
  const isAlone = text.slice(lineStart(text, start), lineEnd(text, end)).trim().length === end - start;
  return (
    isAlone || (/^(?:[\p{L}"]|\{\{)/u.test(text.slice(end, end + 2)) && !(text[start - 1] === '"' && text[end] === '"'))
  );
}

function isMeantAsEnd(node: Node, { tag }: Container, name: string, text: string): boolean {
  if (node.kind !== 'variable' || node.tag.content.text !== name.split(/\s/, 1)[0]) return false;
  // The name of a helper alone prints nothing.
  if (/\s/.test(name)) return true;
  const { start, end } = node.range;
  const isAlone = text.slice(lineStart(text, start), lineEnd(text, end)).trim().length === end - start;
  return isAlone || (start > tag.range.end && /[\p{L}}]/u.test(text[start - 1]!));
}

function endSlip({ path, text }: TemplateSubject, { opens, range }: EndSlip): Reported {
  const end = `{{/${nameOf(opens.tag)}}}`;
  return {
    code: 'unclosed-section',
    range,
    message: t`\`${text.slice(range.start, range.end)}\` ends no section: write \`${end}\`.`,
    fixes: [{ title: t`Change to ${end}`, edits: [replace(path, range.start, range.end, end)], preferred: true }],
    related: [{ path, range: opens.tag.range, message: t('The section that is open here') }],
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

/** The other way round: the opening tag gets the name of the end, if that is one to ask about. */
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

/** What a person closes the section with: the first word of its content. */
function nameOf(tag: Tag): string {
  return tag.content.text.split(/\s/, 1)[0]!;
}

/**
 * Where the missing end most likely belongs. A section that opens in the middle of a line ends on that line, before a quote
 * or bracket that it did not open; one on a line of its own holds the next line.
 */
function placeForEnd(text: string, section: Container): { readonly at: number; readonly before: string } {
  const { tag, range } = section;
  const from = tag.range.end;
  const end = Math.min(lineEnd(text, from), range.end);
  if (text.slice(from, end).trim() !== '') return { at: balancedEnd(text, section, end), before: '' };
  let line = nextLine(text, from);
  while (line < range.end && text.slice(line, lineEnd(text, line)).trim() === '') line = nextLine(text, line);
  const last = Math.min(lineEnd(text, line), range.end);
  return last > from
    ? { at: last, before: lineBreakOf(text) + indentation(text, tag.range.start) }
    : { at: from, before: '' };
}

function balancedEnd(text: string, { tag: { range, content } }: Container, lineEnds: number): number {
  const { start, end: from } = range;
  const opposite = text.slice(from, lineEnds).search(`\\{\\{[#^]\\s*${escapeRegex(content.text)}\\s*\\}\\}`);
  const end = opposite < 0 ? lineEnds : from + opposite;
  let inString =
    text
      .slice(lineStart(text, start), start)
      .replace(/\\.|\{\{.*?\}\}/g, '')
      .split('"').length %
      2 ===
    0;
  const startsInString = inString;
  let depth = 0;
  for (let at = from; at < end; at++) {
    const character = text[at]!;
    if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at);
      at = close < 0 || close >= end ? end : close + 1;
    } else if (character === '"' && text[at - 1] !== '\\') {
      if (startsInString) return at;
      inString = !inString;
    } else if (!inString && (character === '{' || character === '[')) {
      depth++;
    } else if (!inString && (character === '}' || character === ']') && --depth < 0) {
      return from + text.slice(from, at).trimEnd().length;
    }
  }
  return from + text.slice(from, end).trimEnd().length;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
