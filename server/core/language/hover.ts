import type { Range } from '../text/range';
import { code, describeName, describeTemplate, showValue } from './describe';
import type { TemplateDocument } from './document';
import { type Element, elementAt } from './elements';
import { fieldHover } from './fieldHover';
import { partNamed } from './parts';
import { describeHelper, describePart, describeSuffix } from './vocabulary';

/** What is known of a place: Markdown, and the characters it is about. */
export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

/** What is known of what stands at an offset of a template. */
export function hover(document: TemplateDocument, offset: number): Hover | undefined {
  const element = elementAt(document, offset);
  if (!element) return document.json ? fieldHover(document, offset) : undefined;
  const markdown = describe(document, element);
  return markdown ? { range: element.range, markdown } : undefined;
}

function describe(document: TemplateDocument, element: Element): string | undefined {
  switch (element.kind) {
    case 'name':
      return describeName(element.name, document.event?.name);
    case 'current':
    case 'index': {
      const value = showValue(element.shape.value);
      const type = `${element.kind === 'current' ? 'What the section is about' : 'One element'}: ${element.shape.type}`;
      return value === undefined ? type : `${type}\n\nIn the chosen event: ${code(value)}`;
    }
    case 'suffix':
      return describeSuffix(element.suffix);
    case 'helper':
      return describeHelper(element.helper);
    case 'hash-key':
      return `${code(element.key.name)}: ${element.key.help}`;
    case 'template':
      return document.project && describeTemplate(document.project, element.name);
    case 'part': {
      const part = partNamed(document.tree, element.name);
      return part && describePart(document.text.slice(part.range.start, part.range.end));
    }
    case 'section-end': {
      const { tag } = element.section;
      return `Ends ${code(document.text.slice(tag.range.start, tag.range.end))}`;
    }
    case 'unknown':
      return document.project && element.first ? `${code(element.text)} is not mapped in the action.` : undefined;
  }
}
