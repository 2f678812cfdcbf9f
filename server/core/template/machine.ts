import { ResolvedCall } from './call';
import { type CompiledArgument, type CompiledCall, compile, type Instruction, type Program } from './compile';
import { escapeHtml } from './escape';
import { RenderFailure } from './failure';
import type { HelperCall } from './helpers/helper';
import { printed } from './java/print';
import { ReflectionFailure } from './java/reflect';
import { elementsOf, isNumber, type JavaIteration, type JavaValue, list } from './java/values';
import { defaultLimits, type RenderLimits } from './limits';
import { type Context, contextOf, type Hints, keyOf, lookUp } from './lookup';
import { parse } from './parse';
import type { RenderOptions, RenderResult, Segment, TemplateError } from './render';
import type { Template } from './tree';
import { describePlace } from './validate';

/** What to do when the end of a body is reached. */
type Frame =
  | { readonly kind: 'once' }
  /** The body had a context object of its own. */
  | { readonly kind: 'with'; readonly outer: Context }
  | {
      readonly kind: 'each';
      readonly outer: Context;
      readonly items: readonly JavaValue[];
      readonly size: number;
      readonly numbers: readonly number[] | undefined;
      readonly alias: string | null;
      readonly omitMeta: boolean;
      readonly start: number;
      next: number;
    }
  | { readonly kind: 'repeat'; readonly again: () => boolean; readonly start: number }
  | {
      readonly kind: 'capture';
      readonly finish: (text: string) => string;
      /** The text before it. */
      readonly before: string;
      /** How many segments there were before it. */
      readonly segments: number;
    }
  | { readonly kind: 'then'; readonly done: () => void }
  | { readonly kind: 'after'; readonly text: string }
  /** Another template, or an overriding block of one, was being rendered. */
  | {
      readonly kind: 'return';
      readonly program: Program;
      readonly next: number;
      readonly definitions: Definitions | undefined;
      readonly invocations: Invocations;
    };

/** The blocks that an extend overrides; an outer extend wins. */
interface Definitions {
  readonly program: Program;
  readonly blocks: ReadonlyMap<string, number>;
  readonly parent: Definitions | undefined;
}

/** The templates being rendered, innermost first. */
interface Invocations {
  readonly identity: object;
  readonly depth: number;
  readonly parent: Invocations | undefined;
}

const onceFrame: Frame = { kind: 'once' };

/**
 * Runs the instructions of a template one after the other. It has its own stack, so that deeply nested sections,
 * partials and blocks do not overflow JavaScript's.
 */
export class Machine {
  private readonly limits: RenderLimits;
  private readonly segments: Segment[] = [];
  private readonly stack: Frame[] = [];
  private readonly hints: Hints = { known: undefined };
  private loaded: Map<string, Template | undefined> | undefined;
  private kept: HelperCall['cache'] | undefined;
  private program: Program;
  /** The position of the instruction that is being executed. */
  private position = 0;
  private context: Context;
  private definitions: Definitions | undefined;
  private invocations: Invocations;
  /** What was printed so far; inside a captured body, what that printed. */
  private text = '';
  /** How much was printed before the open captured bodies. */
  private held = 0;

  constructor(
    main: Template,
    name: string,
    data: JavaValue,
    readonly options: RenderOptions,
  ) {
    this.limits = options.limits ?? defaultLimits;
    this.program = compile(main, name, options.profile);
    this.context = contextOf(data, undefined);
    this.invocations = { identity: this.program.identity, depth: 1, parent: undefined };
  }

  run(): RenderResult {
    try {
      this.execute();
    } catch (error) {
      return { kind: 'failed', error: this.errorOf(error) };
    }
    return { kind: 'rendered', text: this.text, segments: this.segments };
  }

  private execute(): void {
    const { segments } = this;
    let steps = this.limits.steps;
    let { instructions } = this.program;
    let position = 0;
    for (;;) {
      const instruction = instructions[position]!;
      this.position = position;
      if (steps-- === 0)
        throw new RenderFailure('LIMIT_STEPS', `The template takes more than ${this.limits.steps} steps.`);
      const { lead } = instruction;
      if (lead !== undefined) {
        this.append(lead.text);
        segments.push(lead);
      }
      switch (instruction.operation) {
        case 'text':
          position++;
          continue;
        case 'value':
          this.value(instruction);
          position++;
          continue;
        case 'section':
          position = this.section(instruction);
          continue;
        case 'inverted':
          position = this.inverted(instruction);
          continue;
        case 'call-section':
          position = this.callSection(instruction, instruction.call!);
          continue;
        case 'call-value':
          position = this.callValue(instruction, instruction.call!);
          break;
        case 'end':
        case 'end-block':
          position = this.end(instruction);
          break;
        case 'partial':
          position = this.partial(instruction.text, instruction);
          break;
        case 'extend':
          position = this.extend(instruction);
          break;
        case 'block':
          position = this.block(instruction);
          break;
        case 'return':
          if (this.stack.length === 0) return;
          position = this.end(instruction);
          break;
      }
      // Only these change from one template to another.
      instructions = this.program.instructions;
    }
  }

  private print(text: string, instruction: Instruction): void {
    if (text === '') return;
    this.append(text);
    this.segments.push({ text, template: instruction.template, range: instruction.range });
  }

  private append(text: string): void {
    this.text += text;
    if (this.text.length + this.held > this.limits.outputSize) {
      throw new RenderFailure('LIMIT_OUTPUT_SIZE', `The output is longer than ${this.limits.outputSize} characters.`);
    }
  }

  private printValue(text: string, instruction: Instruction): void {
    if (instruction.raw) this.print(text, instruction);
    else this.print(escapeHtml(text), instruction);
  }

  private value(instruction: Instruction): void {
    const value = lookUp(instruction.key!, this.context, this.hints);
    if (typeof value === 'string') this.printValue(value, instruction);
    else if (value === null) this.missing(instruction);
    else if (typeof value === 'object' && isNumber(value)) this.print(printed(value), instruction);
    else this.printValue(printed(value, this.options.profile.listSeparator), instruction);
  }

  /** A variable without a value prints nothing, unless the engine was told that this is a mistake. */
  private missing(instruction: Instruction): void {
    if (!this.options.profile.missingValueIsError) return;
    const tag = instruction.tag!;
    const place = describePlace(tag, this.program.name);
    throw new RenderFailure('RENDER_NO_VALUE', `No value for the given key: ${tag.content.text} ${place}`, true);
  }

  private callValue(instruction: Instruction, call: CompiledCall): number {
    const output = call.helper.print!(new ResolvedCall(this, call));
    if (output !== null && typeof output !== 'string') return this.partial(output.include, instruction);
    if (output === null) this.missing(instruction);
    else if (call.helper.raw) this.print(output, instruction);
    else this.printValue(output, instruction);
    return this.position + 1;
  }

  private section(instruction: Instruction): number {
    const value = lookUp(instruction.key!, this.context, this.hints);
    if (value === null || value === false) return instruction.end + 1;
    if (value === true) return this.enter(onceFrame);
    const items = elementsOf(value);
    return items ? this.each(instruction, items, items.length, undefined, null, false) : this.enterWith(value);
  }

  private inverted(instruction: Instruction): number {
    const value = lookUp(instruction.key!, this.context, this.hints);
    const isEmpty = value === null || value === false || elementsOf(value)?.length === 0;
    return isEmpty ? this.enter(onceFrame) : instruction.end + 1;
  }

  private callSection(instruction: Instruction, call: CompiledCall): number {
    const body = call.helper.enter!(new ResolvedCall(this, call));
    const behind = instruction.end + 1;
    switch (body.kind) {
      case 'skip':
        return behind;
      case 'text':
        if (body.raw) this.print(body.text, instruction);
        else this.printValue(body.text, instruction);
        return behind;
      case 'once':
        return this.enter(onceFrame);
      case 'with':
        return this.enterWith(body.context);
      case 'each':
        return this.each(instruction, body.items, body.size, body.numbers, body.alias, body.omitMeta);
      case 'repeat':
        return body.again() ? this.enter({ kind: 'repeat', again: body.again, start: this.position + 1 }) : behind;
      case 'capture':
        return this.capture(body.finish);
      case 'then':
        return this.enter({ kind: 'then', done: body.done });
      case 'wrapped':
        this.print(body.before, instruction);
        return this.enter({ kind: 'after', text: body.after });
    }
  }

  /** Begins a body; returns the position of its first instruction. */
  private enter(frame: Frame): number {
    if (this.stack.length >= this.limits.depth) {
      throw new RenderFailure('LIMIT_DEPTH', `More than ${this.limits.depth} sections and templates are nested.`);
    }
    this.stack.push(frame);
    return this.position + 1;
  }

  private enterWith(value: JavaValue): number {
    const start = this.enter({ kind: 'with', outer: this.context });
    this.context = contextOf(value, this.context);
    return start;
  }

  private each(
    instruction: Instruction,
    items: readonly JavaValue[],
    size: number,
    numbers: readonly number[] | undefined,
    alias: string | null,
    omitMeta: boolean,
  ): number {
    if (items.length === 0) return instruction.end + 1;
    const start = this.position + 1;
    const frame = { kind: 'each', outer: this.context, items, size, numbers, alias, omitMeta, start, next: 0 } as const;
    this.enter(frame);
    return this.turn(frame);
  }

  /** Begins the next turn of a loop: metadata and element are two context objects. */
  private turn(frame: Extract<Frame, { kind: 'each' }>): number {
    const value = frame.items[frame.next]!;
    const index = frame.numbers ? frame.numbers[frame.next]! : frame.next + 1;
    frame.next++;
    if (frame.omitMeta) {
      this.context = contextOf(value, frame.outer);
    } else {
      const { size, alias } = frame;
      const iteration: JavaIteration = { kind: 'iteration', index, size, alias, value: alias === null ? null : value };
      this.context = contextOf(value, contextOf(iteration, frame.outer));
    }
    return frame.start;
  }

  /** The end of a body or of a template: does what the innermost frame says. */
  private end(instruction: Instruction): number {
    const frame = this.stack[this.stack.length - 1]!;
    switch (frame.kind) {
      case 'each':
        if (frame.next < frame.items.length) return this.turn(frame);
        this.context = frame.outer;
        break;
      case 'with':
        this.context = frame.outer;
        break;
      case 'repeat':
        if (frame.again()) return frame.start;
        break;
      case 'return':
        this.stack.pop();
        this.program = frame.program;
        this.definitions = frame.definitions;
        this.invocations = frame.invocations;
        return frame.next;
      case 'capture':
        this.finish(frame, instruction);
        break;
      case 'then':
        frame.done();
        break;
      case 'after':
        this.print(frame.text, instruction);
        break;
      default:
        break;
    }
    this.stack.pop();
    return this.position + 1;
  }

  /** Begins a body that is rendered separately. */
  private capture(finish: (text: string) => string): number {
    const start = this.enter({ kind: 'capture', finish, before: this.text, segments: this.segments.length });
    this.held += this.text.length;
    this.text = '';
    return start;
  }

  /** Prints what a helper makes of the body that was rendered separately. */
  private finish(frame: Extract<Frame, { kind: 'capture' }>, instruction: Instruction): void {
    const captured = this.text;
    this.text = frame.before;
    this.held -= frame.before.length;
    this.segments.length = frame.segments;
    this.print(frame.finish(captured), instruction);
  }

  private partial(name: string, instruction: Instruction): number {
    const nested = this.program.nested(name, instruction.indentation);
    return this.invoke(nested ?? this.load(name, instruction, 'RENDER_INVALID_PARTIAL_KEY'), this.position + 1);
  }

  private load(
    name: string,
    instruction: Instruction,
    code: 'RENDER_INVALID_PARTIAL_KEY' | 'RENDER_INVALID_EXTEND_KEY',
  ): Program {
    const tree = this.template(name);
    if (!tree) {
      const place = describePlace(instruction.tag!, this.program.name);
      const what = code === 'RENDER_INVALID_PARTIAL_KEY' ? 'partial' : 'template to extend';
      throw new RenderFailure(code, `No ${what} found for the given key: ${name} ${place}`, true);
    }
    if (tree.problems.length > 0) throw new BrokenPartial(name, tree);
    return compile(tree, name, this.options.profile, instruction.indentation);
  }

  template(name: string): Template | undefined {
    this.loaded ??= new Map();
    if (this.loaded.has(name)) return this.loaded.get(name);
    const found = this.options.templates?.(name);
    const tree = typeof found === 'string' ? parse(found, this.options.profile, name) : found;
    this.loaded.set(name, tree);
    return tree;
  }

  /**
   * Begins another template. Trimou refuses one that is already being rendered more than ten times, once more than ten
   * templates are open in all.
   */
  private invoke(program: Program, next: number): number {
    const { recursionLimit } = this.options.profile;
    const { identity } = program;
    if (this.invocations.depth > recursionLimit && this.countOf(identity) > recursionLimit) {
      const level = recursionLimit - this.invocations.depth;
      const message = `Recursive invocation limit exceeded [limit: ${recursionLimit}, level: ${level}, template: Template ${program.name}]`;
      throw new RenderFailure('RENDER_TEMPLATE_INVOCATION_RECURSIVE_LIMIT_EXCEEDED', message);
    }
    const { definitions, invocations } = this;
    this.enter({ kind: 'return', program: this.program, next, definitions, invocations });
    this.program = program;
    this.invocations = { identity, depth: invocations.depth + 1, parent: invocations };
    return 0;
  }

  private countOf(identity: object): number {
    let count = 0;
    for (let level: Invocations | undefined = this.invocations; level; level = level.parent) {
      if (level.identity === identity) count++;
    }
    return count;
  }

  private extend(instruction: Instruction): number {
    const base = this.load(instruction.text, instruction, 'RENDER_INVALID_EXTEND_KEY');
    const blocks = new Map<string, number>();
    for (const [name, start] of instruction.blocks!) if (!this.definitionOf(name)) blocks.set(name, start);
    const definitions = { program: this.program, blocks, parent: this.definitions };
    const start = this.invoke(base, instruction.end + 1);
    this.definitions = definitions;
    return start;
  }

  private block(instruction: Instruction): number {
    const definition = this.definitionOf(instruction.text);
    if (!definition) return this.enter(onceFrame);
    const { definitions, invocations } = this;
    this.enter({ kind: 'return', program: this.program, next: instruction.end + 1, definitions, invocations });
    this.program = definition.program;
    return definition.blocks.get(instruction.text)! + 1;
  }

  private definitionOf(name: string): Definitions | undefined {
    for (let level = this.definitions; level; level = level.parent) if (level.blocks.has(name)) return level;
    return undefined;
  }

  resolve(argument: CompiledArgument): JavaValue {
    switch (argument.kind) {
      case 'value':
        return argument.value;
      case 'key':
        return lookUp(argument.key, this.context, this.hints);
      case 'list':
        return list(argument.items.map(item => this.resolve(item)));
    }
  }

  lookUp(key: string): JavaValue {
    const parts = key === '.' || key === 'this' ? [key] : key.split('.').filter(part => part !== '');
    return lookUp(keyOf(key, parts, this.options.profile), this.context, undefined);
  }

  peek(): JavaValue {
    let level: Context | undefined = this.context;
    while (level && level.value === null) level = level.parent;
    return level ? level.value : null;
  }

  get cache(): HelperCall['cache'] {
    this.kept ??= new Map();
    return this.kept;
  }

  get templateName(): string {
    return this.program.name;
  }

  private errorOf(error: unknown): TemplateError {
    const instruction = this.program.instructions[this.position]!;
    const { template, range, tag } = instruction;
    if (error instanceof BrokenPartial) {
      const problem = error.tree.problems[0]!;
      const { code, message, line } = problem;
      const found = { code, phase: 'render', message, template: error.name, range: problem.range } as const;
      return line === undefined ? found : { ...found, line };
    }
    if (error instanceof RenderFailure) {
      const message = error.code.startsWith('LIMIT') ? error.message : `${error.code}: ${error.message}`;
      const found = { code: error.code, phase: 'render', message, template, range } as const;
      return error.namesLine && tag ? { ...found, line: tag.line } : found;
    }
    if (error instanceof ReflectionFailure) {
      const code = 'RENDER_REFLECT_INVOCATION_ERROR';
      return { code, phase: 'render', message: `${code}: ${error.message}`, template, range };
    }
    // Values nested so deeply that printing or comparing them overflows JavaScript's stack.
    if (error instanceof RangeError) {
      return { code: 'LIMIT_DEPTH', phase: 'render', message: 'The data is nested too deeply.', template, range };
    }
    throw error;
  }
}

/** A partial that does not compile: the render fails when it reaches the partial, with the partial's own error. */
class BrokenPartial extends Error {
  constructor(
    override readonly name: string,
    readonly tree: Template,
  ) {
    super(name);
  }
}
