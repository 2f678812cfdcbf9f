import { t } from '@vscode/l10n';
import { parse } from '../../template/parse';
import type { Node, PartialNode, Template } from '../../template/tree';
import { nodesAt, walk } from '../../template/walk';
import type { TemplateDocument } from '../document';
import { partNamed } from '../parts';
import { projectAfter } from '../rename/edits';
import type { Refactoring } from './refactoring';
import { rendersTheSame } from './sameRendering';

/**
 * Replaces the `{{>name}}` at an offset by the text of the part or template that it includes, and removes a part that
 * nothing else includes. Offered only if everything is rendered as before.
 */
export function inlining({ path, text, tree, project }: TemplateDocument, offset: number): Refactoring | undefined {
  const node = nodesAt(tree, offset).at(-1);
  if (!project || tree.problems.length > 0 || node?.kind !== 'partial') return undefined;
  const name = node.tag.content.text;
  const part = partNamed(tree, name);
  const other = project.profile.partials ? project.templates.get(name) : undefined;
  const content = part?.close ? text.slice(part.tag.range.end, part.close.range.start) : other?.text;
  const tags = content === undefined ? [] : allOf(parse(content, project.profile), 'partial');
  if (content === undefined || tags.some(({ tag }) => tag.content.text === name)) return undefined;
  const uses = allOf(tree, 'partial').filter(({ tag }) => tag.content.text === name);
  const replaced = { path, range: node.range, text: indented(text, node, content) };
  const removed = part && uses.length === 1 ? [{ path, range: part.range, text: '' }] : [];
  const edits = [replaced, ...removed];
  if (!rendersTheSame(project, projectAfter(project, edits))) return undefined;
  return { title: part ? t`Inline part ${name}` : t`Inline template ${name}`, kind: 'inline', edits };
}

/** The content indented like the tag, if the tag has a line of its own; the line keeps its own line break. */
function indented(text: string, { range }: PartialNode, content: string): string {
  const before = /[^\r\n]*$/.exec(text.slice(0, range.start))![0];
  const after = /^[^\r\n]*/.exec(text.slice(range.end))![0];
  if (before.trim() !== '' || after.trim() !== '') return content;
  const lines = content.replace(/^(\r\n|\r|\n)/, '').replace(/(\r\n|\r|\n)[ \t]*$/, '');
  return lines.replace(/(\r\n|\r|\n)(?=[^\r\n])/g, `$1${before}`);
}

function allOf<Kind extends Node['kind']>(tree: Template, kind: Kind): readonly (Node & { readonly kind: Kind })[] {
  const found: (Node & { readonly kind: Kind })[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind === kind) found.push(node as Node & { readonly kind: Kind });
    },
  });
  return found;
}
