import type { Project } from '../../action/project';
import type { JavaValue } from '../../template/java/values';
import type { Profile } from '../../template/profile';
import type { Argument, Call, Node, Path, SectionNode, Template, VariableNode } from '../../template/tree';
import { walk } from '../../template/walk';
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
  /** Whether a loop is around. */
  readonly inLoop: boolean;
}

export type Meaning =
  | { readonly kind: 'found'; readonly shape: Shape }
  /** Java's map, a loop or a value around answers to a name that nobody mapped, or before the mapped one. */
  | { readonly kind: 'ambient'; readonly by: 'data' | 'loop' | 'value'; readonly hides: boolean }
  | { readonly kind: 'missing' }
  /** Part `at` is not there behind `shape`; a suffix of that name may exist for other types. */
  | { readonly kind: 'no-member'; readonly at: number; readonly shape: Shape; readonly suffix: boolean }
  | { readonly kind: 'unknown' };

/** Every name in a template of the project, in the order of the text. */
export function namesIn(tree: Template, project: Project): readonly NameUse[] {
  const uses: NameUse[] = [];
  const root: Frame = { kind: 'data', shape: { value: emptyMap, members: variableShapes(project) } };
  const resolver = new Resolver(project.profile, root);
  walk(tree, {
    enter(node) {
      if (node.kind === 'variable' || node.kind === 'section') resolver.visitTag(node, use => uses.push(use));
      resolver.enter(node);
    },
    leave: node => resolver.leave(node),
  });
  return uses;
}

const emptyMap: JavaValue = { kind: 'map', entries: new Map() };
const iteration: JavaValue = { kind: 'iteration', index: 1, size: 1, alias: null, value: null };

interface Frame {
  readonly kind: 'data' | 'loop' | 'value';
  readonly shape: Shape;
}

const loopFrame: Frame = {
  kind: 'loop',
  shape: {
    value: iteration,
    members: new Map<string, Shape>([
      ['iter', { value: iteration }],
      ...['iterIndex', 'iterHasNext', 'iterIsFirst', 'iterIsLast'].map((name): [string, Shape] => [name, unknownShape]),
    ]),
  },
};

class Resolver {
  /** Outermost first. */
  private readonly frames: Frame[];
  private readonly marks: number[] = [];

  constructor(
    private readonly profile: Profile,
    root: Frame,
  ) {
    this.frames = [root];
  }

  visitTag(node: VariableNode | SectionNode, visit: (use: NameUse) => void): void {
    const { expression } = node;
    const use = (path: Path, call?: Call) => {
      const frames = [...this.frames];
      const visible = () => new Set(frames.flatMap(({ shape }) => [...(shape.members?.keys() ?? [])]));
      const common = { path, node, visible, inLoop: frames.includes(loopFrame) };
      visit({ ...common, meaning: this.meaning(path), ...(call && { call }) });
    };
    if (expression.kind === 'path') use(expression);
    else for (const path of argumentPaths(expression)) use(path, expression);
  }

  /** Pushes what the children of a section see in addition. */
  enter(node: Node): void {
    if (!('children' in node)) return;
    this.marks.push(this.frames.length);
    if (node.kind === 'section') this.enterSection(node);
    // Blocks and nested templates render elsewhere, among names that cannot be known here.
    else this.frames.push({ kind: 'value', shape: unknownShape });
  }

  leave(node: Node): void {
    if ('children' in node) this.frames.length = this.marks.pop()!;
  }

  private enterSection({ expression, inverted }: SectionNode): void {
    if (inverted) return;
    if (expression.kind === 'path') {
      this.push(this.shapeOf(expression));
      return;
    }
    const first = expression.parameters[0];
    switch (expression.name.text) {
      case 'each': {
        const shape = first ? this.shapeOfArgument(first) : unknownShape;
        this.push(shape.element || shape.value === null ? shape : unknownShape);
        const alias = expression.hash.find(entry => entry.name.text === 'as')?.value;
        if (alias?.kind === 'string') this.pushNames([[alias.value, shape.element ?? unknownShape]]);
        return;
      }
      case 'with':
        if (first) this.frames.push({ kind: 'value', shape: this.shapeOfArgument(first) });
        return;
      case 'set':
        this.pushNames(expression.hash.map(({ name, value }) => [name.text, this.shapeOfArgument(value)]));
        return;
      default: // Other helpers leave the names as they are.
    }
  }

  /** As a section does: the loop and each element of a list, nothing for a boolean, the value itself otherwise. */
  private push(shape: Shape): void {
    if (shape.element) this.frames.push(loopFrame, { kind: 'value', shape: shape.element });
    else if (typeof shape.value !== 'boolean') this.frames.push({ kind: 'value', shape });
  }

  private pushNames(names: readonly (readonly [string, Shape])[]): void {
    this.frames.push({ kind: 'value', shape: { value: emptyMap, members: new Map(names) } });
  }

  private shapeOf(path: Path): Shape {
    const meaning = this.meaning(path);
    return meaning.kind === 'found' ? meaning.shape : unknownShape;
  }

  private shapeOfArgument(argument: Argument): Shape {
    switch (argument.kind) {
      case 'path':
        return this.shapeOf(argument);
      case 'string':
      case 'boolean':
        return shapeOfValue(argument.value);
      case 'integer':
        return shapeOfValue({ kind: 'integer', value: argument.value });
      case 'long':
        return shapeOfValue({ kind: 'long', value: argument.value });
      case 'list':
        return {
          value: { kind: 'list', items: [] },
          element: argument.items[0] ? this.shapeOfArgument(argument.items[0]) : unknownShape,
        };
    }
  }

  private meaning({ parts }: Path): Meaning {
    const [first, ...rest] = parts;
    if (!first) return { kind: 'unknown' };
    const found = this.leading(first.text);
    if (found.kind !== 'found') return found;
    let { shape } = found;
    for (const [index, part] of rest.entries()) {
      const member = memberOf(shape, part.text, this.profile);
      if (member.kind !== 'found') {
        return { kind: 'no-member', at: index + 1, shape, suffix: member.kind === 'wrong-suffix' };
      }
      shape = member.shape;
    }
    return { kind: 'found', shape };
  }

  private leading(name: string): Meaning {
    for (let level = this.frames.length - 1; level >= 0; level--) {
      const { kind, shape } = this.frames[level]!;
      const own = ownMember(shape, name);
      // A loop is no thing to print: `{{.}}` is its element.
      if (own && !(kind === 'loop' && (name === '.' || name === 'this'))) return { kind: 'found', shape: own };
      if (shape.value !== null && javaMember(shape.value, name) !== undefined) {
        return {
          kind: 'ambient',
          by: kind,
          hides: this.frames.slice(0, level).some(outer => ownMember(outer.shape, name)),
        };
      }
      if (shape.open) return { kind: 'unknown' };
    }
    return { kind: 'missing' };
  }
}

function argumentPaths({ parameters, hash }: Call): readonly Path[] {
  const paths: Path[] = [];
  const collect = (argument: Argument): void => {
    if (argument.kind === 'path') paths.push(argument);
    else if (argument.kind === 'list') argument.items.forEach(collect);
  };
  for (const parameter of parameters) collect(parameter);
  for (const entry of hash) collect(entry.value);
  return paths;
}
