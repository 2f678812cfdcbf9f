import type { Range } from '../text/range';
import type { TemplateDocument } from './document';
import { allElements, type Element } from './elements';

/** What a word of a template is, for colouring. */
export interface SemanticToken {
  readonly range: Range;
  readonly kind: SemanticTokenKind;
}

type SemanticTokenKind = 'variable' | 'property' | 'function' | 'method' | 'loop' | 'unknown';

/** What a grammar cannot know: which names are mapped, which are helpers, which belong to the loop, which are nothing. */
export function semanticTokens(document: TemplateDocument): readonly SemanticToken[] {
  return allElements(document).flatMap(element => {
    const kind = kindOf(document, element);
    return kind ? [{ range: element.range, kind }] : [];
  });
}

function kindOf(document: TemplateDocument, element: Element): SemanticTokenKind | undefined {
  switch (element.kind) {
    case 'name':
      if (element.name.origin === 'loop') return 'loop';
      return element.name.origin === 'member' ? 'property' : 'variable';
    case 'helper':
      return 'function';
    case 'suffix':
      return 'method';
    case 'hash-key':
      return 'property';
    case 'unknown':
      return document.project && element.first ? 'unknown' : undefined;
    case 'section-end':
      return element.section.expression.kind === 'call' ? 'function' : 'variable';
    case 'template':
    case 'current':
    case 'index':
      return undefined;
  }
}
