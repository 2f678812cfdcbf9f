import { t } from '@vscode/l10n';
import type { Node, SectionNode } from '../../template/tree';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { tagAt } from './tagEdits';

/** Moves the comma into the section that it belongs to, before the first member or after the last one; or takes it out. */
export function moveComma(comma: Range, range: Range, subject: TemplateSubject): Fix[] {
  const { path, text } = subject;
  const section = tagAt(range, subject);
  const cut = replace(path, comma.start, comma.end, '');
  const remove: Fix = { title: t('Remove the comma'), edits: [cut] };
  if (section?.kind !== 'section' || !section.close) return [remove];
  const into = (at: number): Fix => ({
    title: t('Move the comma into the section'),
    edits: [cut, replace(path, at, at, ',')],
  });
  const start = section.tag.range.end;
  const inside = text.slice(start, section.close.range.start);
  if (comma.start < section.range.start) return [into(start), remove];
  if (comma.start >= section.range.end) return [into(start + inside.trimEnd().length), remove];
  const behind = section.range.end;
  return [
    remove,
    { title: t('Move the comma to the beginning of the section'), edits: [replace(path, start, start, ','), cut] },
    { title: t('Move the comma after the section'), edits: [cut, replace(path, behind, behind, ',')] },
  ];
}

/** A comma after every turn of the loop but the last, instead of whatever separates them now. */
export function separate(range: Range, subject: TemplateSubject): Fix[] {
  const { path, text } = subject;
  const loop = tagAt(range, subject);
  if (loop?.kind !== 'section' || !loop.close) return [];
  const start = loop.tag.range.end;
  const separators = loop.children.filter(child => isSeparator(child, text));
  const cuts = separators.map(child => replace(path, child.range.start, child.range.end, ''));
  const body = text.slice(start, loop.close.range.start).trimEnd();
  const end = start + body.length;
  const comma = body.endsWith(',') ? end - 1 : end;
  const last = separators.at(-1)?.range;
  const separator = '{{#iter.hasNext}},{{/iter.hasNext}}';
  const edits =
    last?.end === end
      ? [...cuts.slice(0, -1), replace(path, last.start, last.end, separator)]
      : [...cuts, replace(path, comma, end, separator)];
  return [{ title: t('Print a comma between the elements'), edits }];
}

/** `{{#if list}}` instead of `{{#list}}`, which repeats its body for every element. */
export function askOnce(range: Range, subject: TemplateSubject): Fix[] {
  const section = tagAt(range, subject);
  if (section?.kind !== 'section' || section.expression.kind !== 'path' || !section.close) return [];
  const { start } = section.tag.content;
  const { content } = section.close;
  const edits = [replace(subject.path, start, start, 'if '), replace(subject.path, content.start, content.end, 'if')];
  return [{ title: t`Ask once with ${`{{#if ${section.expression.text}}}`}`, edits }];
}

/** A section around a comma and nothing else, on whatever condition. */
function isSeparator(node: Node, text: string): node is SectionNode {
  if (node.kind !== 'section' || !node.close) return false;
  return text.slice(node.tag.range.end, node.close.range.start).trim() === ',';
}
