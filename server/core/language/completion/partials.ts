import type { TagAtCursor } from '../cursor';
import { describeTemplate } from '../describe';
import type { TemplateDocument } from '../document';
import { partsOf } from '../parts';
import type { Completion } from './item';

/**
 * After `{{>` and `{{<`: the parts defined in the template itself and, where templates can include each other, the
 * other templates.
 */
export function partialItems({ path, project, tree }: TemplateDocument, tag: TagAtCursor): readonly Completion[] {
  const { content, missing } = tag;
  const start = content.end - content.text.trimStart().length;
  const range = { start, end: Math.max(start, content.start + content.text.trimEnd().length) };
  const item = (name: string, type: string): Completion => ({
    label: name,
    kind: 'template',
    range,
    text: name + missing,
    type,
    rank: 0,
  });
  const parts = new Set(partsOf(tree).map(part => part.tag.content.text));
  const others = project?.profile.partials ? [...project.templates.values()].filter(each => each.path !== path) : [];
  return [
    ...[...parts].map(name => item(name, 'defined here')),
    ...others
      .filter(({ name }) => !parts.has(name))
      .map(({ name, reference }) => ({
        ...item(name, reference.path.text),
        documentation: () => describeTemplate(project!, name),
      })),
  ];
}
