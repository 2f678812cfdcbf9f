import type { Node } from '../template/tree';
import { childrenOf } from '../template/walk';
import type { Range } from '../text/range';
import type { TemplateDocument } from './document';

/** An entry of the outline: the sections of a template, each with those inside it. */
export interface SectionSymbol {
  /** `#items`, `^email` */
  readonly name: string;
  readonly kind: 'section' | 'inverted-section' | 'block' | 'nested-template';
  readonly range: Range;
  /** The content of the opening tag. */
  readonly selection: Range;
  readonly children: readonly SectionSymbol[];
}

/** The sections of a template as an outline. */
export function documentSymbols({ tree }: TemplateDocument): readonly SectionSymbol[] {
  return tree.children.flatMap(symbolsOf);
}

function symbolsOf(node: Node): readonly SectionSymbol[] {
  const children = (childrenOf(node) ?? []).flatMap(symbolsOf);
  switch (node.kind) {
    case 'section': {
      const { range, tag, inverted } = node;
      const kind = inverted ? 'inverted-section' : 'section';
      return [{ name: `${inverted ? '^' : '#'}${tag.content.text}`, kind, range, selection: tag.content, children }];
    }
    case 'block':
      return [
        { name: `$${node.tag.content.text}`, kind: 'block', range: node.range, selection: node.tag.content, children },
      ];
    case 'nested-template': {
      const { range, tag } = node;
      return [{ name: `+${tag.content.text}`, kind: 'nested-template', range, selection: tag.content, children }];
    }
    default:
      return children;
  }
}
