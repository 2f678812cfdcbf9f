import type { SectionNode } from '../../template/tree';
import { replace, type TemplateRule, type TemplateSubject } from '../rule';
import type { NameUse } from './names';

/** A tally is a map: it has no turns to loop over, its entries have. */
export const mapIteration: TemplateRule = {
  cards: [
    {
      code: 'map-iteration',
      severity: 'error',
      group: 'Variables',
      summary: 'A loop goes over a tally instead of its entries.',
    },
  ],
  check(subject, report) {
    for (const use of subject.names) {
      if (!isMap(use) || !isLoop(use, subject.names)) continue;
      const { path: name, call, node } = use;
      report({
        code: 'map-iteration',
        range: name.range,
        message: `A tally has no turns of its own: loop over its entries with \`{{#each ${name.text}.entrySet}}\`.`,
        fixes: [
          {
            title: 'Loop over its entries',
            edits: call
              ? [replace(subject.path, name.range.end, name.range.end, '.entrySet')]
              : asEach(subject, node as SectionNode),
            preferred: true,
          },
        ],
      });
    }
  },
};

function isMap({ meaning }: NameUse): boolean {
  const value = meaning.kind === 'found' ? meaning.shape.value : null;
  return (
    typeof value === 'object' && value?.kind === 'map' && meaning.kind === 'found' && meaning.shape.type === 'tally'
  );
}

/** `{{#each tally}}`, or `{{#tally}}` with names inside that only a turn of a loop has. */
function isLoop({ node, call, path }: NameUse, names: readonly NameUse[]): boolean {
  if (node.kind !== 'section') return false;
  if (call) return call.name.text === 'each' && call.parameters.includes(path);
  if (node.inverted) return false;
  const { start, end } = node.range;
  return names.some(({ path: inner, meaning }) => {
    const within = inner.range.start > path.range.end && inner.range.start < end && inner.range.start > start;
    // Inside of a real loop these names have a meaning.
    return within && meaning.kind === 'unknown' && ['key', 'value', 'iter'].includes(inner.parts[0]?.text ?? '');
  });
}

function asEach({ path }: TemplateSubject, { tag, close }: SectionNode) {
  const { start, end, text } = tag.content;
  if (!close) return [];
  return [
    replace(path, start, end, `each ${text}.entrySet`),
    replace(path, close.content.start, close.content.end, 'each'),
  ];
}
