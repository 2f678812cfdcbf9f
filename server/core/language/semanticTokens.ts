import type { Range } from '../text/range';
import { actionElements } from './actionElements';
import type { ActionDocument, TemplateDocument } from './document';
import { allElements, type Element } from './elements';

/** What a word of a template is, for colouring. */
export interface SemanticToken {
  readonly range: Range;
  readonly kind: SemanticTokenKind;
}

type SemanticTokenKind = 'variable' | 'property' | 'function' | 'method' | 'loop' | 'template' | 'unknown';

/**
 * What a grammar cannot know: which names are mapped, which are helpers, which belong to a loop, and which mean
 * nothing.
 */
export function semanticTokens(document: TemplateDocument): readonly SemanticToken[] {
  return allElements(document).flatMap(element => {
    const kind = kindOf(document, element);
    return kind ? [{ range: element.range, kind }] : [];
  });
}

/** In an action, the templates that its texts name. */
export function actionSemanticTokens({ project }: ActionDocument): readonly SemanticToken[] {
  const entries = new Set(project.action.templates.map(({ name }) => name.start));
  return actionElements(project)
    .filter(({ kind, range }) => kind === 'template' && !entries.has(range.start))
    .map(({ name, range }): SemanticToken => ({ range, kind: project.templates.has(name) ? 'template' : 'unknown' }))
    .sort((a, b) => a.range.start - b.range.start);
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
    case 'part':
    case 'template':
      return 'template';
    case 'current':
    case 'index':
      return undefined;
  }
}
