import type { Project } from '../../action/project';
import type { JavaValue } from '../../template/java/values';
import { valueOfLiteral } from '../../template/literal';
import type { Profile } from '../../template/profile';
import type { Argument, Call, Node, Path, SectionNode, Template, VariableNode } from '../../template/tree';
import { childrenOf, pathsOf, walk } from '../../template/walk';
import { blockParameter } from '../helpers/blockParameter';
import { javaMember, memberOf, ownMember, type Shape, shapeOfValue, unknownShape, variableShapes } from './shapes';

/** A name that a template looks up, and what it means there. */
export interface NameUse {
  readonly path: Path;
  readonly node: VariableNode | SectionNode;
  /** The call it is an argument of. */
  readonly call?: Call;
  readonly meaning: Meaning;
  /** The names in reach: mapped ones, keys of the objects around, aliases. */
  readonly visible: () => ReadonlySet<string>;
}

type Meaning =
  /** `of`: what the last part of the name is a member or property of. */
  | { readonly kind: 'found'; readonly shape: Shape; readonly of?: Shape | undefined }
  /** Java's map, a loop or a value around answers to a name that nobody mapped, or before the mapped one. */
  | { readonly kind: 'ambient'; readonly by: 'data' | 'loop' | 'value'; readonly hides: boolean }
  | { readonly kind: 'missing' }
  /** `shape` has no part `at`; a suffix of that name may exist for other types. */
  | { readonly kind: 'no-member'; readonly at: number; readonly shape: Shape; readonly suffix: boolean }
  | { readonly kind: 'unknown' };

/** Every name in a template of the project, in the order of the text. */
export function namesIn(tree: Template, project: Project): readonly NameUse[] {
  const resolver = resolverFor(project);
  walk(tree, { enter: node => resolver.enter(node), leave: node => resolver.leave(node) });
  return resolver.uses;
}

/** Collects every name that is looked up, as a walk enters and leaves each node. */
export interface NameResolver {
  /** In the order of the text. */
  readonly uses: readonly NameUse[];
  enter(node: Node): void;
  leave(node: Node): void;
}

/** Resolves the names in the templates of a project. */
export function resolverFor(project: Project): NameResolver {
  return new Resolver(project.profile, dataScope(project));
}

/** The scope of the variables, with all that was looked up in it while a template of the action was edited. */
function dataScope(project: Project): Scope {
  const { profile } = project;
  const members = variableShapes(project);
  const known = dataScopes.get(members);
  if (known?.profile === profile && known.scope.meanings.size < mostNames) return known.scope;
  const scope = new Scope('data', { value: emptyMap, members }, undefined);
  dataScopes.set(members, { profile, scope });
  return scope;
}

const dataScopes = new WeakMap<ReadonlyMap<string, Shape>, { readonly profile: Profile; readonly scope: Scope }>();

/** Every half-typed name adds one; beyond this they would only take up memory. */
const mostNames = 10_000;

const emptyMap: JavaValue = { kind: 'map', entries: new Map() };
const iteration: JavaValue = { kind: 'iteration', index: 1, size: 1, alias: null, value: null };

const loopShape: Shape = {
  value: iteration,
  members: new Map<string, Shape>([
    ['iter', { value: iteration }],
    ...['iterIndex', 'iterHasNext', 'iterIsFirst', 'iterIsLast'].map((name): [string, Shape] => [name, unknownShape]),
  ]),
};

/** What a tag sees. Equal sections in equal places share one scope, with all that was looked up in it. */
class Scope {
  readonly meanings = new Map<string, Meaning>();
  private readonly inner = new Map<Shape, Scope>();
  private names: ReadonlySet<string> | undefined;

  constructor(
    readonly kind: 'data' | 'loop' | 'value',
    readonly shape: Shape,
    readonly outer: Scope | undefined,
  ) {}

  within(kind: Scope['kind'], shape: Shape): Scope {
    // A value that is repeated answers to no further names, however often sections repeat it.
    if (kind === this.kind && shape === this.shape) return this;
    const known = this.inner.get(shape);
    if (known) return known;
    const scope = new Scope(kind, shape, this);
    this.inner.set(shape, scope);
    return scope;
  }

  withNames(names: readonly (readonly [string, Shape])[]): Scope {
    return new Scope('value', { value: emptyMap, members: new Map(names) }, this);
  }

  /** As a section does: the loop and each element of a list, nothing for a boolean, the value itself otherwise. */
  inSection(shape: Shape): Scope {
    if (shape.element) {
      const isRepeated = this.shape === shape.element && this.outer?.kind === 'loop';
      return isRepeated ? this : this.within('loop', loopShape).within('value', shape.element);
    }
    return typeof shape.value === 'boolean' ? this : this.within('value', shape);
  }

  readonly visible = (): ReadonlySet<string> => {
    this.names ??= new Set([...(this.shape.members?.keys() ?? []), ...(this.outer?.visible() ?? [])]);
    return this.names;
  };

  /** Whether this scope or one around it has a key of that name. */
  has(name: string): boolean {
    for (let scope: Scope | undefined = this; scope; scope = scope.outer) {
      if (ownMember(scope.shape, name) !== undefined) return true;
    }
    return false;
  }
}

class Resolver implements NameResolver {
  readonly uses: NameUse[] = [];
  private readonly around: Scope[] = [];

  constructor(
    private readonly profile: Profile,
    private scope: Scope,
  ) {}

  /** Notes the names of a tag, and goes into the scope of its children. */
  enter(node: Node): void {
    if (node.kind === 'variable' || node.kind === 'section') this.addUses(node);
    if (childrenOf(node) === undefined) return;
    this.around.push(this.scope);
    // Blocks and nested templates are rendered elsewhere, among names that are not known here.
    this.scope = node.kind === 'section' ? this.inside(node) : this.scope.within('value', unknownShape);
  }

  leave(node: Node): void {
    if (childrenOf(node) !== undefined) this.scope = this.around.pop()!;
  }

  private addUses(node: VariableNode | SectionNode): void {
    const { expression } = node;
    const { uses } = this;
    const { visible } = this.scope;
    if (expression.kind === 'path') {
      uses.push({ path: expression, node, visible, meaning: this.meaning(expression) });
      return;
    }
    for (const path of pathsOf(expression)) {
      uses.push({ path, node, visible, meaning: this.meaning(path), call: expression });
    }
  }

  private inside({ expression, inverted }: SectionNode): Scope {
    const { scope } = this;
    if (inverted) return scope;
    if (expression.kind === 'path') return scope.inSection(this.shapeOf(expression));
    const first = expression.parameters[0];
    switch (expression.name.text) {
      case 'each': {
        const shape = first ? this.shapeOfArgument(first) : unknownShape;
        const turn = scope.inSection(shape.element ? shape : unknownShape);
        const given = expression.hash.find(entry => entry.name.text === 'as')?.value;
        const alias = given?.kind === 'string' ? given.value : blockParameter(expression)?.text;
        return alias === undefined ? turn : turn.withNames([[alias, shape.element ?? unknownShape]]);
      }
      case 'with':
        return first ? scope.within('value', this.shapeOfArgument(first)) : scope;
      case 'set':
        return scope.withNames(expression.hash.map(({ name, value }) => [name.text, this.shapeOfArgument(value)]));
      default:
        return scope; // Other helpers leave the names as they are.
    }
  }

  private shapeOf(path: Path): Shape {
    const meaning = this.meaning(path);
    return meaning.kind === 'found' ? meaning.shape : unknownShape;
  }

  private shapeOfArgument(argument: Argument): Shape {
    switch (argument.kind) {
      case 'path':
        return this.shapeOf(argument);
      case 'list': {
        const [item] = argument.items;
        return { value: { kind: 'list', items: [] }, element: item ? this.shapeOfArgument(item) : unknownShape };
      }
      default:
        return shapeOfValue(valueOfLiteral(argument));
    }
  }

  private meaning(path: Path): Meaning {
    const { meanings } = this.scope;
    const known = meanings.get(path.text);
    if (known) return known;
    const meaning = this.resolve(path);
    meanings.set(path.text, meaning);
    return meaning;
  }

  private resolve({ parts }: Path): Meaning {
    const [first, ...rest] = parts;
    if (!first) return { kind: 'unknown' };
    const found = leading(first.text, this.scope);
    if (found.kind !== 'found') return found;
    let { shape } = found;
    let of: Shape | undefined;
    for (const [index, part] of rest.entries()) {
      const member = memberOf(shape, part.text, this.profile);
      if (member.kind !== 'found') {
        return { kind: 'no-member', at: index + 1, shape, suffix: member.kind === 'wrong-suffix' };
      }
      of = shape;
      shape = member.shape;
    }
    return { kind: 'found', shape, of };
  }
}

/** The first part of a name: asked of each scope from the innermost outwards. */
function leading(name: string, innermost: Scope): Meaning {
  for (let scope: Scope | undefined = innermost; scope; scope = scope.outer) {
    const { kind, shape, outer } = scope;
    const own = ownMember(shape, name);
    // The loop's metadata is nothing to print: `{{.}}` is the element.
    if (own && !(kind === 'loop' && (name === '.' || name === 'this'))) return { kind: 'found', shape: own };
    if (shape.value !== null && javaMember(shape.value, name) !== undefined) {
      return { kind: 'ambient', by: kind, hides: outer?.has(name) ?? false };
    }
    // It may have any key; but a name that is mapped further out most likely means that one.
    if (shape.open && !outer?.has(name)) return { kind: 'unknown' };
  }
  return { kind: 'missing' };
}
