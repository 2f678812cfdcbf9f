import { brokenArgument, splitTokens } from './expression';
import type { Helper } from './helpers/helper';
import { problem } from './problems';
import type { Profile } from './profile';
import type { Call, Node, ProblemCause, SectionNode, Tag, TemplateProblem, TrimouCode, VariableNode } from './tree';

/**
 * What Trimou refuses of a variable or section when it builds its tree: an open quote or bracket in any name, and the wrong
 * kind of tag, too few parameters or hash entries of a helper.
 */
export function validateTag(
  source: string,
  node: VariableNode | SectionNode,
  profile: Profile,
  template: string,
): TemplateProblem | undefined {
  const { tag, expression } = node;
  const { start, end } = tag.content;
  if (/["'[\]]/.test(tag.content.text) && splitTokens(source, start, end).unterminated) {
    const message = `Unterminated string or array literal detected: ${describeTag(node, template)}`;
    return problem('COMPILE_HELPER_VALIDATION_FAILURE', 'unterminated-literal', tag.content, message, tag.line);
  }
  if (expression.kind === 'path') return undefined;
  const helper = profile.helperTable.get(expression.name.text);
  return helper && validateCall(helper, expression, node, template);
}

/** Trimou fails if the whole body of such a helper is a single piece of text: it looks for tags among the pieces. */
export function validateBody(
  node: SectionNode,
  profile: Profile,
  visible: readonly Node[],
): TemplateProblem | undefined {
  const helper = node.expression.kind === 'call' ? profile.helperTable.get(node.expression.name.text) : undefined;
  if (!helper?.bodyNeedsTag || visible.length !== 1) return undefined;
  const only = visible[0]!;
  if (only.kind !== 'text' && only.kind !== 'line-break') return undefined;
  const message = 'Cannot invoke "org.trimou.engine.MustacheTagInfo.getType()" because "<parameter1>" is null';
  return problem('JAVA:NullPointerException', 'engine', node.tag.range, message);
}

/** A tag as Trimou's messages print it: `SECTION:each m [template: main, line: 1, idx: 2]`. */
function describeTag(node: VariableNode | SectionNode, template: string): string {
  const type = node.kind === 'variable' ? 'VALUE' : 'SECTION';
  return `${type}:${node.tag.content.text} ${describePlace(node.tag, template)}`;
}

/** A place as Trimou's messages print it: `[template: main, line: 1, idx: 2]`. */
export function describePlace(tag: Tag, template: string): string {
  return `[template: ${template}, line: ${tag.line}, idx: ${tag.index}]`;
}

function validateCall(
  helper: Helper,
  call: Call,
  node: VariableNode | SectionNode,
  template: string,
): TemplateProblem | undefined {
  const broken = brokenArgument(call);
  if (broken) {
    const code = 'JAVA:StringIndexOutOfBoundsException';
    return problem(code, 'helper-arguments', broken, 'String index out of range: 0');
  }
  const refuse = (message: string, cause: ProblemCause, range = call.range): TemplateProblem => {
    const { line } = node.tag;
    const place = `[helper: ${helper.javaClass}, template: ${template}, line: ${line}]`;
    return problem('COMPILE_HELPER_VALIDATION_FAILURE', cause, range, `${message} ${place}`, line);
  };
  if (helper.kind === 'section' && node.kind === 'variable') {
    return refuse('Unsupported tag type', 'helper-as-value', call.name);
  }
  if (helper.kind === 'value' && node.kind === 'section') {
    return refuse('Unsupported tag type', 'helper-as-section', call.name);
  }
  const parameters = helper.parameters.filter(parameter => !parameter.optional).length;
  if (call.parameters.length < parameters) {
    const counts = `expected: ${parameters}, current: ${call.parameters.length}`;
    return refuse(`Insufficient number of parameters - ${counts}`, 'helper-arguments');
  }
  const entries = helper.requiredHashEntries ?? 0;
  const names = new Set(call.hash.map(entry => entry.name.text));
  if (names.size < entries) {
    const counts = `expected: ${entries}, current: ${names.size}`;
    return refuse(`Insufficient number of hash entries - ${counts}`, 'helper-arguments');
  }
  const missing = helper.hash.find(key => key.required && !names.has(key.name));
  if (missing) return refuse(`Required hash key ${missing.name} not found`, 'helper-arguments');
  const refusal = helper.validate?.(call, node);
  if (!refusal) return undefined;
  if (refusal.bare)
    return problem('COMPILE_HELPER_VALIDATION_FAILURE', 'helper-arguments', call.range, refusal.message);
  if (!refusal.exception) return refuse(refusal.message, 'helper-arguments');
  const code: TrimouCode = `JAVA:${refusal.exception}`;
  return problem(code, 'helper-arguments', call.range, refusal.message);
}
