import { t } from '@vscode/l10n';
import type { Node } from '../../template/tree';
import { lineEnd, lineStart } from '../../text/lines';
import type { Range } from '../../text/range';
import { type Reported, replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { type Container, type Containers, nameOf } from './container';
import type { MisreadSection } from './misread';

/** A tag that was meant to end a section. */
interface EndSlip {
  readonly opens: Container;
  readonly range: Range;
}

/**
 * `{{#plan}}…{{#plan}}`, or `{{plan}}` in the place of `{{/plan}}`, in sections that are never closed. A variable is one where it
 * stands on a line of its own or right behind another tag or a letter.
 */
export function endSlips({ text, tree }: TemplateSubject, containers: Containers): readonly EndSlip[] {
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
export function openerSlips(
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

export function endSlip({ path, text }: TemplateSubject, { opens, range }: EndSlip): Reported {
  const end = `{{/${nameOf(opens.tag)}}}`;
  return {
    code: 'unclosed-section',
    range,
    message: t`\`${text.slice(range.start, range.end)}\` ends no section: write \`${end}\`.`,
    fixes: [{ title: t`Change to ${end}`, edits: [replace(path, range.start, range.end, end)], preferred: true }],
    related: [{ path, range: opens.tag.range, message: t('The section that is open here') }],
  };
}
