import { RenderFailure } from '../failure';
import { classOf } from '../java/formatter';
import { type Method, methodsOf } from '../java/methods';
import { printed } from '../java/print';
import { ReflectionFailure } from '../java/reflect';
import type { JavaValue } from '../java/values';
import { hashText, invalidOptions } from './arguments';
import { type Helper, type HelperCall, skip } from './helper';

export const invokeHelper: Helper = {
  name: 'invoke',
  kind: 'both',
  origin: 'trimou extra',
  documentedByTealium: false,
  parameters: [
    { name: 'argument', help: 'An argument of the method, of exactly its type.', optional: true, variadic: true },
  ],
  hash: [
    { name: 'm', help: 'The name of the method.' },
    { name: 'method', help: 'The same as `m`.' },
    { name: 'on', help: 'The object; the current item unless told.' },
    { name: 'class', help: 'A class, for its static methods.' },
  ],
  appliesTo: ['any'],
  prints: 'value',
  help: 'Calls a Java method of a value. As a section it renders its body with the result as context.',
  example: { template: '{{invoke 0 3 m="substring" on=name}}', data: '{"name":"Adalbert"}', output: 'Ada' },
  javaClass: 'org.trimou.handlebars.InvokeHelper',
  validate: call => {
    const named = call.hash.some(entry => entry.name.text === 'm' || entry.name.text === 'method');
    return named ? undefined : { message: 'A method name must be always defined' };
  },
  print: call => {
    const value = invoked(call);
    return value === null ? null : printed(value);
  },
  enter: call => {
    const context = invoked(call);
    return context === null ? skip : { kind: 'with', context };
  },
};

/** Exactly one public method of the name must take the arguments as they are. */
function invoked(call: HelperCall): JavaValue {
  const name = hashText(call, 'm') ?? hashText(call, 'method');
  if (name === undefined) throw new RenderFailure('JAVA:NullPointerException', 'methodName is null');
  const onClass = call.hash.get('on') === undefined ? hashText(call, 'class') : undefined;
  const target = call.hash.get('on') ?? call.peek();
  const found = onClass === undefined ? methodsOf(target, name, call.parameters) : [];
  const [method] = found;
  if (!method || found.length > 1) {
    const types = call.parameters.map(parameter => `class ${classOf(parameter)}`).join(', ');
    const owner = onClass ?? classOf(target);
    const what = `"${name}" and parameter types [${types}] on class ${owner}`;
    throw invalidOptions(`Unable to find unambiguous method with name ${what} [${call.describe()}]`);
  }
  return run(method, target, call.parameters);
}

function run(method: Method, target: JavaValue, parameters: readonly JavaValue[]): JavaValue {
  try {
    return method(target as never, ...parameters);
  } catch (error) {
    if (!(error instanceof ReflectionFailure)) throw error;
    throw new RenderFailure('RENDER_GENERIC_ERROR', 'java.lang.reflect.InvocationTargetException');
  }
}
