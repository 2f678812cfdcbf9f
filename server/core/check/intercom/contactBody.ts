import { findEndpoint } from '../../intercom/endpoints';
import { renamedFields } from '../../intercom/renamed';
import type { OutlineMember } from '../../json/outline';
import { outlineOf } from '../../json/readOutline';
import type { SectionNode, Template } from '../../template/tree';
import { walk } from '../../template/walk';
import { indentation, lineBreakOf, lineEnd, lineStart, nextLine } from '../../text/lines';
import type { Range } from '../../text/range';

/** The body of a user of 1.x, rewritten for POST /contacts. */
export interface ContactBody {
  readonly text: string;
  /** The fields that contacts do not have, and that are left out. */
  readonly left: readonly string[];
}

interface Rewriting {
  /** The version of the API that has contacts. */
  readonly version: string;
  readonly parse: (text: string) => Template;
  /** How wrong the JSON of a body is; a step that makes it worse is not taken. */
  readonly weight: (text: string) => number;
}

/** Renames, rewrites and leaves out fields, and says that the contact is a user. */
export function contactBody(original: string, rewriting: Rewriting): ContactBody {
  const { parse, weight, version } = rewriting;
  const match = findEndpoint('POST', '/contacts', version);
  const known = match.kind === 'found' ? match.endpoint.fields.map(({ name }) => name) : [];
  let text = original;
  let least = weight(text);
  const step = (changed: string): boolean => {
    const weighs = weight(changed);
    if (weighs > least) return false;
    text = changed;
    least = weighs;
    return true;
  };
  for (const [user, contact] of renamedFields) text = renamed(text, parse, user, contact);
  step(withPictureAsText(text, parse));
  const foreign = new Set(membersOf(parse(text)).flatMap(({ key }) => (key && !known.includes(key) ? [key] : [])));
  const left = [...foreign].filter(name => step(without(text, parse, name)));
  step(withRole(text, parse));
  return { text, left };
}

function renamed(text: string, parse: Rewriting['parse'], from: string, to: string): string {
  return rewritten(text, parse, ({ key, keyRange }) => (key === from ? { range: keyRange, by: to } : undefined));
}

/** `{"type": "avatar", "image_url": …}` becomes the address alone. */
function withPictureAsText(text: string, parse: Rewriting['parse']): string {
  return rewritten(text, parse, ({ key, values }) => {
    const [picture, ...others] = values;
    if (key !== 'avatar' || picture?.kind !== 'object' || others.length > 0) return undefined;
    const [address, ...more] = picture.members.filter(member => member.key === 'image_url')[0]?.values ?? [];
    const isPlain = address?.kind === 'string' && more.length === 0;
    return isPlain ? { range: picture.range, by: text.slice(address.range.start, address.range.end) } : undefined;
  });
}

/** Contacts are users or leads; what /users wrote were users. */
function withRole(text: string, parse: Rewriting['parse']): string {
  return outlineOf(parse(text))
    .roots.toReversed()
    .reduce((result, root) => {
      if (root.kind !== 'object' || root.members.some(({ key }) => key === 'role')) return result;
      const at = root.range.start + 1;
      const first = root.members[0]?.keyRange.start ?? at;
      const ownLine = /[\r\n]/.test(text.slice(at, first));
      const gap = ownLine ? `${lineBreakOf(text)}${indentation(text, first)}` : ' ';
      const after = root.members.length > 0 ? ',' : /^\s/.test(text.slice(at)) ? '' : ' ';
      return `${result.slice(0, at)}${gap}"role": "user"${after}${result.slice(at)}`;
    }, text);
}

/** Takes all members of a name out, one after the other: each changes the commas around the next. */
function without(text: string, parse: Rewriting['parse'], name: string): string {
  const tree = parse(text);
  const member = membersOf(tree).find(({ key }) => key === name);
  if (!member) return text;
  const { start, end } = stretchOf(member, tree, text);
  return without(text.slice(0, start) + text.slice(end), parse, name);
}

/**
 * A member with a comma beside it, with any section that would be empty without it, and with its line if nothing else
 * is on it.
 */
function stretchOf(member: OutlineMember, tree: Template, text: string): Range {
  const sections = sectionsOf(tree);
  const begin = member.keyRange.start - 1;
  const last = Math.max(member.keyRange.end + 1, ...member.values.map(({ range }) => range.end));
  // Its values may be on branches, whose closing tags belong to it.
  const branches = sections.filter(({ range }) => range.start >= begin && range.start < last);
  let stretch = { start: begin, end: Math.max(last, ...branches.map(({ range }) => range.end)) };
  let hasComma = false;
  for (;;) {
    if (!hasComma) {
      const withComma = commaBeside(text, stretch);
      hasComma = withComma !== undefined;
      stretch = withComma ?? stretch;
    }
    const emptied = sections.find(section => isEmptied(section, stretch, text));
    if (!emptied) break;
    stretch = { start: emptied.range.start, end: emptied.range.end };
  }
  const { start, end } = stretch;
  const line = { start: lineStart(text, start), end: nextLine(text, end) };
  const isAlone = isBlank(text.slice(line.start, start)) && isBlank(text.slice(end, lineEnd(text, end)));
  if (isAlone) return line;
  // One of the blanks on both sides is enough.
  const blanks = isBlank(text.slice(start - 1, start)) ? /^[ \t]*/.exec(text.slice(end))![0].length : 0;
  return { start, end: end + blanks };
}

function commaBeside(text: string, { start, end }: Range): Range | undefined {
  const after = /^\s*,/.exec(text.slice(end));
  if (after) return { start, end: end + after[0].length };
  const before = /,\s*$/.exec(text.slice(0, start));
  return before ? { start: start - before[0].length, end } : undefined;
}

function isEmptied({ tag, close, range }: SectionNode, { start, end }: Range, text: string): boolean {
  if (!close || tag.range.end > start || close.range.start < end || range.start >= start) return false;
  return isBlank(text.slice(tag.range.end, start)) && isBlank(text.slice(end, close.range.start));
}

function sectionsOf(tree: Template): readonly SectionNode[] {
  const sections: SectionNode[] = [];
  walk(tree, {
    enter: node => {
      if (node.kind === 'section') sections.push(node);
    },
  });
  return sections;
}

function membersOf(tree: Template): readonly OutlineMember[] {
  return outlineOf(tree).roots.flatMap(root => (root.kind === 'object' ? root.members : []));
}

function rewritten(
  text: string,
  parse: Rewriting['parse'],
  change: (member: OutlineMember) => { readonly range: Range; readonly by: string } | undefined,
): string {
  return membersOf(parse(text)).reduceRight((result, member) => {
    const found = change(member);
    return found ? result.slice(0, found.range.start) + found.by + result.slice(found.range.end) : result;
  }, text);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
