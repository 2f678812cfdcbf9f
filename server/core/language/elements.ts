import type { HashKey, Helper, Suffix } from '../template/helpers/helper';
import type { Argument, Call, Expression, Node, Path, SectionNode, Template } from '../template/tree';
import { nodesAt, walk } from '../template/walk';
import { type Range, type Span, touches } from '../text/range';
import type { TemplateDocument } from './document';
import type { Name, Shape } from './names';
import { partNamed } from './parts';
import { enter, memberOf, outerScope, type Scope, scopeOf } from './scope';
import { type Suffixes, suffixesOf } from './vocabulary';

/** A meaningful word of a tag; every feature that asks "what is this?" asks here. */
export type Element =
  | { readonly kind: 'name'; readonly range: Range; readonly name: Name }
  /** `.` or `this`: what the section around it holds. */
  | { readonly kind: 'current'; readonly range: Range; readonly shape: Shape }
  | { readonly kind: 'suffix'; readonly range: Range; readonly suffix: Suffix }
  /** `0` in `tags.0` */
  | { readonly kind: 'index'; readonly range: Range; readonly shape: Shape }
  | { readonly kind: 'helper'; readonly range: Range; readonly helper: Helper }
  | { readonly kind: 'hash-key'; readonly range: Range; readonly helper: Helper; readonly key: HashKey }
  /** A name that nothing maps (`first`), or a property of which nothing is known. */
  | { readonly kind: 'unknown'; readonly range: Range; readonly text: string; readonly first: boolean }
  /** The name of another template: in `{{>auth}}`, `{{<base}}` and its end, `{{include "auth"}}` */
  | { readonly kind: 'template'; readonly range: Range; readonly name: string }
  /** The name of a part of this template: in `{{+row}}`, which defines it, in its end, in `{{>row}}` and `{{include "row"}}` */
  | { readonly kind: 'part'; readonly range: Range; readonly name: string; readonly role: PartRole }
  /** The name in `{{/items}}` */
  | { readonly kind: 'section-end'; readonly range: Range; readonly section: SectionNode };

type PartRole = 'definition' | 'end' | 'use';

/** The element that the cursor is on or right after. */
export function elementAt(document: TemplateDocument, offset: number): Element | undefined {
  const nodes = nodesAt(document.tree, offset);
  const node = nodes.at(-1);
  if (!node) return undefined;
  const around = nodes.slice(0, -1).filter(outer => outer.kind === 'section');
  const element = elementsOf(document, node, scopeOf(document, around)).find(({ range }) => touches(range, offset));
  return element?.kind === 'unknown' && nodes.some(isElsewhere) ? undefined : element;
}

/** All elements of a template, in the order of the text. */
export function allElements(document: TemplateDocument): readonly Element[] {
  const found: Element[] = [];
  const scopes = [outerScope(document)];
  let elsewhere = 0;
  walk(document.tree, {
    enter(node) {
      const scope = scopes.at(-1)!;
      const elements = elementsOf(document, node, scope);
      found.push(...(elsewhere > 0 ? elements.filter(({ kind }) => kind !== 'unknown') : elements));
      if (isElsewhere(node)) elsewhere++;
      if (node.kind === 'section') scopes.push(enter(scope, node));
    },
    leave(node) {
      if (node.kind === 'section') scopes.pop();
      if (isElsewhere(node)) elsewhere--;
    },
  });
  return found.sort((a, b) => a.range.start - b.range.start);
}

/** Whether it is rendered elsewhere: parts and blocks are, among names that are not known here. */
function isElsewhere({ kind }: Node): boolean {
  return kind === 'nested-template' || kind === 'block';
}

/** The elements of a node's own tags; `scope` is that around the node. */
function elementsOf(document: TemplateDocument, node: Node, scope: Scope): readonly Element[] {
  switch (node.kind) {
    case 'variable':
      return expressionElements(document, node.expression, scope);
    case 'section': {
      const end = node.close?.content;
      const ends: readonly Element[] = end ? [{ kind: 'section-end', range: end, section: node }] : [];
      if (!node.inverted) return [...expressionElements(document, node.expression, scope), ...ends];
      return node.expression.kind === 'path' ? [...pathElements(node.expression, scope), ...ends] : ends;
    }
    case 'partial':
      return includedElement(document.tree, node.tag.content);
    case 'nested-template':
      return [node.tag, node.close].flatMap(tag =>
        tag ? partElement(tag.content, tag === node.tag ? 'definition' : 'end') : [],
      );
    case 'extend':
      return [node.tag, node.close].flatMap(tag => (tag ? templateElement(tag.content) : []));
    default:
      return [];
  }
}

function templateElement({ start, end, text }: Span): readonly Element[] {
  return text === '' ? [] : [{ kind: 'template', range: { start, end }, name: text }];
}

function partElement({ start, end, text }: Span, role: PartRole): readonly Element[] {
  return text === '' ? [] : [{ kind: 'part', range: { start, end }, name: text, role }];
}

/** A part of the template itself comes before another template of its name. */
function includedElement(tree: Template, name: Span): readonly Element[] {
  return partNamed(tree, name.text) ? partElement(name, 'use') : templateElement(name);
}

/** The element for the text argument of a helper that takes a template's name; `embed` does not look for parts. */
function namedByText({ tree }: TemplateDocument, helper: Helper, { parameters }: Call): readonly Element[] {
  const [name] = parameters;
  if (parameters.length !== 1 || name?.kind !== 'string') return [];
  const span = { start: name.range.start + 1, end: name.range.end - 1, text: name.value };
  switch (helper.name) {
    case 'include':
      return includedElement(tree, span);
    case 'embed':
      return templateElement(span);
    default:
      return [];
  }
}

function expressionElements(document: TemplateDocument, expression: Expression, scope: Scope): readonly Element[] {
  return expression.kind === 'path' ? pathElements(expression, scope) : callElements(document, expression, scope);
}

function callElements(document: TemplateDocument, call: Call, scope: Scope): readonly Element[] {
  const helper = document.profile.helperTable.get(call.name.text);
  if (!helper) return [];
  const parameters = call.parameters.flatMap(parameter => argumentElements(parameter, scope));
  const hash = call.hash.flatMap(({ name, value }): readonly Element[] => {
    const key = helper.hash.find(known => known.name === name.text);
    const elements = argumentElements(value, scope);
    return key ? [{ kind: 'hash-key', range: name, helper, key }, ...elements] : elements;
  });
  const included = namedByText(document, helper, call);
  return [{ kind: 'helper', range: call.name, helper }, ...parameters, ...included, ...hash];
}

function argumentElements(argument: Argument, scope: Scope): readonly Element[] {
  if (argument.kind === 'list') return argument.items.flatMap(item => argumentElements(item, scope));
  return argument.kind === 'path' ? pathElements(argument, scope) : [];
}

/** One element for each part of a path, up to the first unknown one: nothing is known of what follows it. */
function pathElements({ parts: [first, ...rest] }: Path, scope: Scope): readonly Element[] {
  if (!first) return [];
  if (first.text === '.' || first.text === 'this') {
    return scope.current
      ? stepElements(scope.suffixes, rest, scope.current, [{ kind: 'current', range: first, shape: scope.current }])
      : [];
  }
  const name = scope.names.get(first.text);
  if (!name) return [{ kind: 'unknown', range: first, text: first.text, first: true }];
  return stepElements(scope.suffixes, rest, name, [{ kind: 'name', range: first, name }]);
}

function stepElements(
  suffixes: Suffixes,
  parts: readonly Span[],
  start: Shape,
  before: readonly Element[],
): readonly Element[] {
  const elements = [...before];
  let shape: Shape = start;
  for (const part of parts) {
    const next = memberOf(shape, part.text, suffixes);
    if (!next) return [...elements, { kind: 'unknown', range: part, text: part.text, first: false }];
    elements.push(stepElement(suffixes, shape, part, next));
    shape = next;
  }
  return elements;
}

function stepElement(suffixes: Suffixes, shape: Shape, part: Span, next: Shape): Element {
  const name = shape.members?.get(part.text);
  if (name) return { kind: 'name', range: part, name };
  const suffix = suffixesOf(shape.type, suffixes).find(({ name }) => name === part.text);
  return suffix ? { kind: 'suffix', range: part, suffix } : { kind: 'index', range: part, shape: next };
}
