import { t } from '@vscode/l10n';
import type { BlockNode, ExtendNode, Node, PartialNode, VariableNode } from '../template/tree';
import type { Outcome } from './calls';
import type { Piece } from './printing';
import { addAll, type Collected, restrict, type Situations } from './situations';
import { Limit, type Place, type Walk } from './walk';

/** How deep templates may be nested before the walk gives up: they might call themselves for ever. */
const maxTemplates = 12;

/** Walks what `{{>name}}`, `{{<name}}` and `{{$name}}` are replaced by. */
export function partial(
  walk: Walk,
  node: PartialNode | ExtendNode | BlockNode,
  now: Situations,
  at: Place,
): Situations {
  const name = node.tag.content.text;
  if (node.kind === 'block') {
    const overriding = at.blocks.find(blocks => blocks.has(name))?.get(name);
    return walk.nodes(overriding ?? node.children, now, at);
  }
  if (node.kind === 'partial') return template(walk, node, name, now, at);
  const blocks = new Map<string, readonly Node[]>();
  for (const child of node.children) if (child.kind === 'block') blocks.set(child.tag.content.text, child.children);
  return template(walk, node, name, now, { ...at, blocks: [...at.blocks, blocks] });
}

/** Reads what a value helper prints, which may be another template. */
export function included(
  walk: Walk,
  node: VariableNode,
  outcomes: readonly Outcome[],
  now: Situations,
  at: Place,
): Situations {
  const pieces: Piece[] = [];
  const next: Collected = [];
  for (const { when, example, hostile, value } of outcomes) {
    if (value.kind === 'include') {
      addAll(next, template(walk, node, value.name, restrict(now, when, walk.sets), at), walk.sets);
    } else pieces.push({ when, example, hostile, text: value.kind === 'text' ? value.text : undefined });
  }
  if (pieces.length > 0) addAll(next, walk.print(node, now, at, pieces), walk.sets);
  return next;
}

function template(walk: Walk, node: Node, name: string, now: Situations, at: Place): Situations {
  const found = walk.template(name, at);
  if (!found) {
    const all = walk.sets.all;
    return walk.print(node, now, at, [{ when: all, example: all, hostile: false, text: undefined }]);
  }
  if (at.templates >= maxTemplates) throw new Limit(t('templates call each other without end'));
  return walk.nodes(found.children, now, {
    ...at,
    template: found,
    caller: at.caller ?? node,
    templates: at.templates + 1,
  });
}
