import type { Range } from '../text/range';
import type { Helper } from './helpers/helper';
import type { JavaValue } from './java/values';
import { keptWith } from './kept';
import { valueOfLiteral } from './literal';
import { type Key, keyOf, type Part } from './lookup';
import type { Profile } from './profile';
import type { Segment } from './render';
import type {
  Argument,
  Call,
  Expression,
  Node,
  Path,
  SectionNode,
  Tag,
  Template,
  TextNode,
  VariableNode,
} from './tree';
import { type Visibility, visibility } from './visible';
import { childrenOf } from './walk';

/** What the renderer does at one place of a template. */
type Operation =
  /** Nothing but the text before it. */
  | 'text'
  | 'value'
  | 'call-value'
  | 'section'
  | 'inverted'
  | 'call-section'
  | 'end'
  | 'end-block'
  | 'partial'
  | 'extend'
  | 'block'
  | 'return';

/**
 * One step of a template. All have the same shape, which keeps the renderer fast; which fields matter depends on the
 * operation.
 */
export interface Instruction {
  readonly operation: Operation;
  readonly range: Range;
  /** The name of the template it was written in. */
  readonly template: string;
  /** The name of a partial, base or block. */
  readonly text: string;
  readonly key: Key | undefined;
  readonly call: CompiledCall | undefined;
  /** Whether the value is printed without HTML escaping. */
  readonly raw: boolean;
  readonly tag: Tag | undefined;
  readonly indentation: Indentation | undefined;
  /** The text before it, which is printed first and is the same in every render. */
  readonly lead: Segment | undefined;
  /** For what opens a body: the position of the instruction that ends it. */
  end: number;
  /** For an extend: the positions of its blocks, by name. */
  readonly blocks: Map<string, number> | undefined;
}

export interface CompiledCall {
  readonly helper: Helper;
  readonly definition: Call;
  readonly node: VariableNode | SectionNode;
  readonly parameters: readonly CompiledArgument[];
  readonly hash: readonly (readonly [string, CompiledArgument])[];
}

export type CompiledArgument =
  | { readonly kind: 'value'; readonly value: JavaValue }
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'list'; readonly items: readonly CompiledArgument[] };

/** White space that is put before each line of a partial, and its place in the template. */
export interface Indentation {
  readonly text: string;
  readonly range: Range;
  readonly template: string;
}

/** A template ready to be rendered. */
export interface Program {
  /** The template's name: the main one, or a partial's. */
  readonly file: string;
  /** The name in Trimou's messages; a nested template has its own. */
  readonly name: string;
  readonly instructions: readonly Instruction[];
  /** The templates nested in the same file, which are compiled when they are first called. */
  readonly nested: (name: string, indentation: Indentation | undefined) => Program | undefined;
  /** The same for a template and its indented forms, so that recursion can be counted. */
  readonly identity: object;
}

/** A program and what it was compiled for. */
interface Compiled {
  readonly profile: Profile;
  readonly file: string;
  readonly indentation: Indentation | undefined;
  readonly program: Program;
}

const compiled = keptWith((): Compiled[] => []);

/** The program of a template. It is kept as long as the tree, so that it is compiled only once. */
export function compile(template: Template, file: string, profile: Profile, indentation?: Indentation): Program {
  const known = compiled(template);
  for (const each of known) {
    if (each.profile === profile && each.file === file && sameIndentation(each.indentation, indentation)) {
      return each.program;
    }
  }
  const program = compileFile(template, file, profile, indentation, known[0]?.program.identity ?? {});
  known.push({ profile, file, indentation, program });
  return program;
}

function sameIndentation(one: Indentation | undefined, other: Indentation | undefined): boolean {
  if (one === other) return true;
  if (!one || !other) return false;
  return one.text === other.text && one.range.start === other.range.start && one.template === other.template;
}

function compileFile(
  template: Template,
  file: string,
  profile: Profile,
  indentation: Indentation | undefined,
  identity: object,
): Program {
  const pending: Node[] = [];
  const compiler = new Compiler(template.source, file, profile, visibility(template, profile), pending);
  const instructions = compiler.compile(template.children, indentation);
  return { file, name: file, instructions, nested: nestedPrograms(template.source, file, profile, pending), identity };
}

/** Nested templates by name; the first one with a name counts. Their lines are left as they are, standalone or not. */
function nestedPrograms(source: string, file: string, profile: Profile, nodes: readonly Node[]): Program['nested'] {
  const known = new Map<string, Program>();
  const identities = new Map<string, object>();
  const plain: Visibility = { hidden: new Set(), indentations: new Map() };
  const nested: Program['nested'] = (name, indentation) => {
    const id = JSON.stringify([name, indentation?.text, indentation?.range.start]);
    const found = known.get(id);
    if (found) return found;
    const node = nodes.find(each => each.kind === 'nested-template' && each.tag.content.text === name);
    if (!node) return undefined;
    const compiler = new Compiler(source, file, profile, plain, []);
    const instructions = compiler.compile(childrenOf(node)!, indentation);
    const identity = identities.get(name) ?? {};
    identities.set(name, identity);
    const program: Program = { file, name, instructions, nested, identity };
    known.set(id, program);
    return program;
  };
  return nested;
}

class Compiler {
  private readonly instructions: Instruction[] = [];
  private readonly parts = new Map<string, Part>();
  private lead: Segment | undefined;

  constructor(
    private readonly source: string,
    private readonly file: string,
    private readonly profile: Profile,
    private readonly visible: Visibility,
    private readonly nested: Node[],
  ) {}

  compile(nodes: readonly Node[], indentation: Indentation | undefined): readonly Instruction[] {
    const stack: { nodes: readonly Node[]; index: number; owner: Instruction | undefined; node: Node | undefined }[] = [
      { nodes, index: 0, owner: undefined, node: undefined },
    ];
    let lineStart = indentation !== undefined;
    while (stack.length > 0) {
      const level = stack[stack.length - 1]!;
      if (level.index === level.nodes.length) {
        stack.pop();
        if (level.owner) this.close(level.owner, level.node!);
        continue;
      }
      const node = level.nodes[level.index]!;
      if (this.visible.hidden.has(node) || (level.node?.kind === 'extend' && node.kind !== 'block')) {
        this.noteNested(node);
        level.index++;
        continue;
      }
      const top = indentation !== undefined && stack.length === 1;
      if (top && lineStart && node.kind !== 'nested-template') {
        this.addText(indentation);
        lineStart = false;
      }
      if (node.kind === 'text' || node.kind === 'line-break') {
        level.index = this.text(level.nodes, level.index, top);
        if (top) lineStart = level.nodes[level.index - 1]!.kind === 'line-break';
        continue;
      }
      level.index++;
      const owner = this.node(node, level);
      const children = owner && childrenOf(node);
      if (children) stack.push({ nodes: children, index: 0, owner, node });
    }
    this.add('return', { start: this.source.length, end: this.source.length }, {});
    return this.instructions;
  }

  /** Joins text and line breaks that stand next to each other; in an indented partial each line stays separate. */
  private text(nodes: readonly Node[], from: number, single: boolean): number {
    let index = from;
    let { end } = nodes[from]!.range;
    let last = nodes[index]!;
    while (++index < nodes.length) {
      const next = nodes[index]!;
      if ((next.kind !== 'text' && next.kind !== 'line-break') || this.visible.hidden.has(next)) break;
      if (single && last.kind === 'line-break') break;
      end = next.range.end;
      last = next;
    }
    const { start } = nodes[from]!.range;
    this.addText({ text: this.source.slice(start, end), range: { start, end }, template: this.file });
    return index;
  }

  /** Holds a text for the instruction that follows; if another text follows, it becomes an instruction of its own. */
  private addText(segment: Segment): void {
    if (this.lead) this.add('text', this.lead.range, {});
    this.lead = segment;
  }

  /** Adds the instruction of a node; it is returned where a body follows. */
  private node(node: Node, level: { owner: Instruction | undefined }): Instruction | undefined {
    switch (node.kind) {
      case 'variable':
        this.variable(node);
        return undefined;
      case 'section':
        return this.section(node);
      case 'partial': {
        const indentation = this.indentationOf(this.visible.indentations.get(node));
        this.add('partial', node.range, { text: node.tag.content.text, tag: node.tag, indentation });
        return undefined;
      }
      case 'extend':
        return this.add('extend', node.range, { text: node.tag.content.text, tag: node.tag, blocks: new Map() });
      case 'block': {
        const text = node.tag.content.text;
        // The last one with a name counts.
        if (level.owner?.operation === 'extend') level.owner.blocks!.set(text, this.instructions.length);
        return this.add('block', node.range, { text, tag: node.tag });
      }
      case 'nested-template':
        this.nested.push(node);
        return undefined;
      default:
        return undefined;
    }
  }

  /** Nested templates count wherever they are, even where everything else is dropped. */
  private noteNested(node: Node): void {
    const stack: Node[] = [node];
    while (stack.length > 0) {
      const next = stack.pop()!;
      if (next.kind === 'nested-template') this.nested.push(next);
      else for (const child of childrenOf(next) ?? []) stack.push(child);
    }
  }

  private variable(node: VariableNode): void {
    const raw = !this.profile.escapeHtml || node.form !== 'plain';
    const { range, tag, expression } = node;
    if (expression.kind === 'path') {
      this.add('value', range, { text: expression.text, key: this.key(expression), raw, tag });
    } else {
      this.add('call-value', range, { call: this.call(expression, node), raw, tag });
    }
  }

  private section(node: SectionNode): Instruction {
    const raw = !this.profile.escapeHtml;
    const { range, tag, expression, inverted } = node;
    if (expression.kind === 'path') {
      const operation = inverted ? 'inverted' : 'section';
      return this.add(operation, range, { key: this.key(expression), raw, tag });
    }
    return this.add('call-section', range, { call: this.call(expression, node), raw, tag });
  }

  private close(owner: Instruction, node: Node): void {
    owner.end = this.instructions.length;
    const operation = owner.operation === 'block' ? 'end-block' : 'end';
    this.add(operation, node.range, { tag: owner.tag, raw: owner.raw });
  }

  private indentationOf(text: TextNode | undefined): Indentation | undefined {
    if (!text) return undefined;
    const { start, end } = text.range;
    return { text: this.source.slice(start, end), range: text.range, template: this.file };
  }

  private key(path: Path): Key {
    return keyOf(
      path.text,
      path.parts.map(part => part.text),
      this.profile,
      this.parts,
    );
  }

  private call(call: Extract<Expression, Call>, node: VariableNode | SectionNode): CompiledCall {
    return {
      helper: this.profile.helperTable.get(call.name.text)!,
      definition: call,
      node,
      parameters: call.parameters.map(argument => this.argument(argument)),
      hash: call.hash.map(entry => [entry.name.text, this.argument(entry.value)] as const),
    };
  }

  private argument(argument: Argument): CompiledArgument {
    switch (argument.kind) {
      case 'list':
        return { kind: 'list', items: argument.items.map(item => this.argument(item)) };
      case 'path':
        return { kind: 'key', key: this.key(argument) };
      default:
        return { kind: 'value', value: valueOfLiteral(argument) };
    }
  }

  private add(operation: Operation, range: Range, fields: Partial<Instruction>): Instruction {
    const instruction: Instruction = {
      operation,
      range,
      template: this.file,
      lead: this.lead,
      text: fields.text ?? '',
      key: fields.key,
      call: fields.call,
      raw: fields.raw ?? false,
      tag: fields.tag,
      indentation: fields.indentation,
      end: -1,
      blocks: fields.blocks,
    };
    this.lead = undefined;
    this.instructions.push(instruction);
    return instruction;
  }
}
