import { t } from '@vscode/l10n';
import { nodesAt } from '../../template/walk';
import type { Range } from '../../text/range';
import { unquotedEnd } from '../../text/unquoted';
import type { Fix } from '../finding';
import { replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { around, escaped, merged, suffix, tagAt } from './tagEdits';

/** Quotes around a tag: both, or the one that is missing. Offered first with the text escaped. */
export function quote(tag: Range, needsEscape: boolean, subject: TemplateSubject): Fix[] {
  const { path, text } = subject;
  const node = tagAt(tag, subject);
  const range = node?.range ?? tag;
  const end = node?.kind === 'section' ? range.end : Math.max(range.end, unquotedEnd(text, range.end));
  const inside = subject.nodes.variable.filter(
    ({ range: { start }, tag }) =>
      needsEscape && start >= range.start && start < end && !/\.toJson$/.test(tag.content.text),
  );
  const escaping = inside.flatMap(each => escaped(each.range, subject));
  const [before, after] = [text[range.start - 1], text[end]];
  const open = replace(path, range.start, range.start, before === '"' ? '' : '"');
  const close = replace(path, end, end, after === '"' ? '' : '"');
  const plain: Fix = { title: t('Put quotes around it'), edits: [open, close], safe: escaping.length === 0 };
  const helper = nodesAt(subject.tree, range.start + 1).find(
    parent => parent.kind === 'section' && parent.expression.kind === 'call' && parent.range.start < range.start,
  );
  return [
    ...(escaping.length > 0
      ? [
          {
            title: t('Put quotes around it and escape it with .toJson'),
            edits: merged([open, ...escaping, close]),
            safe: true,
          },
        ]
      : []),
    plain,
    ...(helper ? [{ title: t('Put quotes around the section'), edits: around(subject, helper.range, '"', '"') }] : []),
  ];
}

/** A list or a tally without quotes, as JSON; or as text inside the quotes. */
export function unquote(tag: Range, variable: string | undefined, subject: TemplateSubject): Fix[] {
  const { path, text, project } = subject;
  const node = tagAt(tag, subject);
  const fixes: Fix[] = [];
  if (node?.kind === 'variable' && text[tag.start - 1] === '"' && text[tag.end] === '"') {
    const isPath = node.expression.kind === 'path';
    const name = node.expression.kind === 'path' ? node.expression.text.replace(/\.toJson$/, '') : '';
    const bare = text.slice(tag.start, tag.end);
    const printed = isPath ? `{{${name}.toJson}}` : bare;
    const type = project?.variables.get(variable ?? '')?.type;
    const empty = type === 'tally' ? '{}' : '[]';
    const range = [tag.start - 1, tag.end + 1] as const;
    fixes.push({ title: t('Remove the quotes'), edits: [replace(path, ...range, printed)], safe: true });
    if (isPath) {
      const guarded = `{{#if ${name}}}${printed}{{/if}}{{^${name}}}${empty}{{/${name}}}`;
      fixes.push({
        title: t`Remove the quotes, and print ${empty} where it is missing`,
        edits: [replace(path, ...range, guarded)],
      });
    }
  }
  if (node?.kind === 'variable' && node.expression.kind === 'path') {
    const name = node.expression.text.replace(/\.toJson$/, '');
    if (/^(array|set)/.test(project?.variables.get(name)?.type ?? '')) {
      const text = `{{#escapeJson}}{{join ${name} on=", "}}{{/escapeJson}}`;
      fixes.push({ title: t('Print its items as one text'), edits: [replace(path, tag.start, tag.end, text)] });
    }
  }
  fixes.push({
    title: t('Escape it for the string'),
    edits: around(subject, tag, '{{#escapeJson}}', '{{/escapeJson}}'),
    safe: true,
  });
  return fixes;
}

/** A list or a tally that may be missing, as JSON: an empty one is printed in its place. */
export function guardedJson(tag: Range, variable: string | undefined, { path, project, text }: TemplateSubject): Fix[] {
  const known = project?.variables.get(variable ?? '');
  if (!known?.optional || text.slice(tag.start, tag.end) !== `{{${variable}}}`) return [];
  const empty = known.type === 'tally' ? '{}' : '[]';
  const guarded = `{{#if ${variable}}}{{${variable}.toJson}}{{/if}}{{^${variable}}}${empty}{{/${variable}}}`;
  const title = t`Print it with .toJson, and ${empty} where it is missing`;
  return [{ title, edits: [replace(path, tag.start, tag.end, guarded)] }];
}

/** Appends a property to the name in the tag. */
export function suffixed(tag: Range, name: string, subject: TemplateSubject): Fix[] {
  const node = tagAt(tag, subject);
  if (node?.kind !== 'variable' || node.expression.kind !== 'path') return [];
  return [{ title: t`Print it with .${name}`, edits: suffix(node, `.${name}`, subject), safe: true }];
}

/** Three braces, so that the value is not escaped for HTML. */
export function raw(tag: Range, subject: TemplateSubject): Fix[] {
  return [{ title: t('Print it without HTML escaping'), edits: around(subject, tag, '{', '}'), safe: true }];
}
