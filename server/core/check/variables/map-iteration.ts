import { t } from '@vscode/l10n';
import type { SectionNode } from '../../template/tree';
import { replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import type { NameUse } from './names';

/** A tally is a map, which cannot be looped over; its entries can. */
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
    for (const [index, use] of subject.names.entries()) {
      if (!isMap(use) || !isLoop(use, subject.names, index)) continue;
      const { path: name, call, node } = use;
      report({
        code: 'map-iteration',
        range: name.range,
        message: t`A tally cannot be looped over: loop over its entries with \`${`{{#each ${name.text}.entrySet}}`}\`.`,
        fixes: [
          {
            title: t('Loop over its entries'),
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
function isLoop({ node, call, path }: NameUse, names: readonly NameUse[], index: number): boolean {
  if (node.kind !== 'section') return false;
  if (call) return call.name.text === 'each' && call.parameters.includes(path);
  if (node.inverted) return false;
  for (let next = index + 1; names[next] && names[next]!.path.range.start < node.range.end; next++) {
    const { path: inner, meaning } = names[next]!;
    // Inside a real loop these names have a meaning.
    if (meaning.kind === 'unknown' && ['key', 'value', 'iter'].includes(inner.parts[0]?.text ?? '')) return true;
  }
  return false;
}

function asEach({ path }: TemplateSubject, { tag, close }: SectionNode) {
  const { start, end, text } = tag.content;
  if (!close) return [];
  return [
    replace(path, start, end, `each ${text}.entrySet`),
    replace(path, close.content.start, close.content.end, 'each'),
  ];
}
