import { javaException, RenderFailure } from '../failure';
import { classOf } from '../java/formatter';
import { type Method, methodsOf, staticMethodsOf } from '../java/methods';
import { printed } from '../java/print';
import { ReflectionFailure } from '../java/reflect';
import type { JavaValue } from '../java/values';
import { hashText, invalidOptions, textOf } from './arguments';
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
    { name: 'on', help: 'The object; the current item by default.' },
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
  const { parameters, hash } = call;
  const name = textOf(hash.get('m') ?? hash.get('method'));
  const on = hash.get('on') ?? null;
  const className = on === null ? hashText(call, 'class') : undefined;
  const target = on ?? call.peek();
  if (parameters.includes(null)) throw javaException('NullPointerException');
  // A class that does not exist is passed over, and the current item takes its place.
  const statics = className === undefined ? undefined : staticMethodsOf(className, name, parameters);
  if (!statics && target === null) throw javaException('NullPointerException');
  const found = statics ?? methodsOf(target, name, parameters);
  const [method] = found;
  if (method && found.length === 1) return run(method, target, parameters);
  const types = parameters.map(parameter => `class ${classOf(parameter)}`).join(', ');
  const owner = statics ? className : classOf(target);
  const what = `"${name}" and parameter types [${types}] on class ${owner}`;
  throw invalidOptions(`Unable to find unambiguous method with name ${what} [${call.describe()}]`);
}

function run(method: Method, target: JavaValue, parameters: readonly JavaValue[]): JavaValue {
  try {
    return method(target as never, ...parameters);
  } catch (error) {
    if (!(error instanceof ReflectionFailure)) throw error;
    throw new RenderFailure('RENDER_GENERIC_ERROR', 'java.lang.reflect.InvocationTargetException');
  }
}
