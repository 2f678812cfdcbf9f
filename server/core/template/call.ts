import type { CompiledCall } from './compile';
import type { HelperCall } from './helpers/helper';
import type { JavaValue } from './java/values';
import type { Machine } from './machine';
import type { SectionNode, VariableNode } from './tree';
import { describePlace } from './validate';

const noHash: ReadonlyMap<string, JavaValue> = new Map();

/** A call as a helper sees it. */
export class ResolvedCall implements HelperCall {
  readonly parameters: readonly JavaValue[];
  readonly hash: ReadonlyMap<string, JavaValue>;

  constructor(
    private readonly machine: Machine,
    private readonly call: CompiledCall,
  ) {
    this.parameters = call.parameters.map(argument => machine.resolve(argument));
    this.hash =
      call.hash.length === 0
        ? noHash
        : new Map(call.hash.map(([name, argument]) => [name, machine.resolve(argument)] as const));
  }

  get definition(): CompiledCall['definition'] {
    return this.call.definition;
  }

  get node(): VariableNode | SectionNode {
    return this.call.node;
  }

  get template(): string {
    return this.machine.templateName;
  }

  get now(): number {
    return this.machine.options.now;
  }

  get cache(): HelperCall['cache'] {
    return this.machine.cache;
  }

  peek(): JavaValue {
    return this.machine.peek();
  }

  lookUp(key: string): JavaValue {
    return this.machine.lookUp(key);
  }

  uuid(): string {
    return this.machine.options.uuid();
  }

  sourceOf(name: string): string | undefined {
    return this.machine.template(name)?.source;
  }

  describe(): string {
    const { node } = this;
    const { tag } = node;
    const type = node.kind === 'section' ? 'SECTION' : node.form === 'plain' ? 'VARIABLE' : 'UNESCAPE_VARIABLE';
    return `${type}:${tag.content.text} ${describePlace(tag, this.template)}`;
  }
}
