import type { Argument, Node, Path, SectionNode } from '../template/tree';
import { childrenOf } from '../template/walk';
import type { TemplateDocument } from './document';
import { loopMetadata, mappedNames, type Name, type Shape, shapeOf } from './names';
import { type Suffixes, suffixed, suffixesOf } from './vocabulary';

/** What a tag at some place can use. */
export interface Scope {
  /** Innermost meaning of each name. */
  readonly names: ReadonlyMap<string, Name>;
  /** What `{{.}}` is; absent outside of sections that change it. */
  readonly current?: Shape;
  /** The suffixes of the profile: what can follow a dot. */
  readonly suffixes: Suffixes;
  /** The sections that are open here, outermost first. */
  readonly open: readonly SectionNode[];
}

/** What can be used in a tag that begins at an offset, finished or not. */
export function scopeAt(document: TemplateDocument, offset: number): Scope {
  return scopeOf(document, openSections(document.tree.children, offset));
}

/** What can be used inside the innermost of these sections, outermost first. */
export function scopeOf(document: TemplateDocument, open: readonly SectionNode[]): Scope {
  return open.reduce(enter, outerScope(document));
}

/** What can be used outside of all sections: what the action maps. */
export function outerScope({ project, event, profile }: TemplateDocument): Scope {
  return { names: project ? mappedNames(project, event) : new Map(), suffixes: profile.suffixTable, open: [] };
}

/** What a path means: a name with its members, an index, or a suffix of a name. */
function resolve(path: Path, scope: Scope): Shape | undefined {
  const [first, ...rest] = path.parts.map(part => part.text);
  if (first === undefined) return undefined;
  const start: Shape | undefined = first === '.' || first === 'this' ? scope.current : scope.names.get(first);
  return rest.reduce<Shape | undefined>((shape, part) => shape && memberOf(shape, part, scope.suffixes), start);
}

/** What a name after a dot means: `sku` of an item, the second element of a list, a suffix such as `toInteger`. */
export function memberOf(shape: Shape, part: string, suffixes: Suffixes): Shape | undefined {
  const named = shape.members?.get(part);
  if (named) return named;
  if (/^\d+$/.test(part) && shape.element) return shape.element;
  const suffix = suffixesOf(shape.type, suffixes).find(({ name }) => name === part);
  if (suffix) return suffixed(suffix, shape);
  return shape.type === 'any' ? shapeOf('any', propertyOf(shape.value, part)) : undefined;
}

/** An attribute of type `any` may be an object; its event shows what is in it. */
function propertyOf(value: unknown, part: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, part)
    ? (value as Record<string, unknown>)[part]
    : undefined;
}

/**
 * The sections that are open at an offset, outermost first: those that begin before it and do not end before it. An end
 * tag that begins right there may be the one that is being typed, so it does not count.
 */
function openSections(nodes: readonly Node[], offset: number): readonly SectionNode[] {
  const open: SectionNode[] = [];
  for (let level: readonly Node[] | undefined = nodes; level; ) {
    const last: Node | undefined = level.findLast(({ range }) => range.start < offset);
    const children: readonly Node[] | undefined = last && childrenOf(last);
    if (!last || !children || !('tag' in last) || !last.tag || last.tag.range.end > offset) break;
    const close = 'close' in last ? last.close : undefined;
    if (close ? close.range.start < offset : last.range.end < offset) break;
    if (last.kind === 'section') open.push(last);
    level = children;
  }
  return open;
}

/** What can be used inside a section, given what can be used around it. */
export function enter(around: Scope, section: SectionNode): Scope {
  const scope: Scope = { ...around, open: [...around.open, section] };
  if (section.inverted) return scope;
  const { expression } = section;
  if (expression.kind === 'path') {
    const value = resolve(expression, scope);
    return value ? push(scope, value) : scope;
  }
  switch (expression.name.text) {
    case 'each': {
      const value = argumentShape(expression.parameters[0], scope);
      const inside = value ? push(scope, value) : scope;
      const alias = expression.hash.find(entry => entry.name.text === 'as')?.value;
      return alias?.kind === 'string' && value?.element
        ? withNames(inside, [aliasOf(alias.value, value.element)])
        : inside;
    }
    case 'with': {
      const value = argumentShape(expression.parameters[0], scope);
      return value ? pushed(scope, value) : scope;
    }
    case 'set':
      return withNames(
        scope,
        expression.hash.map(({ name, value }) => aliasOf(name.text, argumentShape(value, scope) ?? { type: 'any' })),
      );
    default:
      return scope;
  }
}

/** A section over a list pushes its elements and the loop's metadata, over anything else the value itself. */
function push(scope: Scope, value: Shape): Scope {
  if (!value.element) return value.type === 'boolean' || value.type === 'badge' ? scope : pushed(scope, value);
  return pushed(withNames(scope, [loopMetadata]), value.element);
}

function pushed(scope: Scope, value: Shape): Scope {
  return { ...withNames(scope, [...(value.members?.values() ?? [])]), current: value };
}

function withNames(scope: Scope, names: readonly Name[]): Scope {
  return { ...scope, names: new Map([...scope.names, ...names.map(name => [name.name, name] as const)]) };
}

function aliasOf(name: string, shape: Shape): Name {
  return { ...shape, name, origin: 'alias', optional: false, variables: [] };
}

function argumentShape(argument: Argument | undefined, scope: Scope): Shape | undefined {
  switch (argument?.kind) {
    case 'path':
      return resolve(argument, scope);
    case 'string':
      return { type: 'string', value: argument.value };
    case 'boolean':
      return { type: 'boolean', value: argument.value };
    case 'integer':
    case 'long':
      return { type: 'integer', value: Number(argument.value) };
    case 'list':
      return { type: 'list', element: argumentShape(argument.items[0], scope) ?? { type: 'any' } };
    case undefined:
      return scope.current;
  }
}
