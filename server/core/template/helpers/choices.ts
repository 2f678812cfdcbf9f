import { isFalsy } from '../java/truth';
import { equals, type JavaFlow, type JavaValue } from '../java/values';
import { hashText, invalidOptions } from './arguments';
import { type Body, type Helper, type HelperCall, skip } from './helper';

const shared = {
  kind: 'section',
  origin: 'trimou extra',
  documentedByTealium: false,
  appliesTo: ['any'],
  prints: 'body',
} as const;

export const choiceHelpers: readonly Helper[] = [
  {
    ...shared,
    name: 'choose',
    parameters: [],
    hash: [],
    help: 'Holds `{{#when}}` sections, of which the first that holds is rendered, and an `{{#otherwise}}`.',
    example: {
      template: '{{#choose}}{{#when vip}}gold{{/when}}{{#otherwise}}basic{{/otherwise}}{{/choose}}',
      data: '{"vip":false}',
      output: 'basic',
    },
    javaClass: 'org.trimou.handlebars.ChooseHelper',
    bodyNeedsTag: true,
    enter: call => flow(call.peek()),
  },
  {
    ...shared,
    name: 'when',
    parameters: [{ name: 'value', help: 'What must be there and not false, zero or empty.' }],
    hash: [],
    help: 'A case of `{{#choose}}`.',
    example: {
      template: '{{#choose}}{{#when a}}A{{/when}}{{#when b}}B{{/when}}{{/choose}}',
      data: '{"b":1}',
      output: 'B',
    },
    javaClass: 'org.trimou.handlebars.ChooseHelper$WhenHelper',
    enter: call => {
      const current = flowOf(call);
      if (current.terminated || isFalsy(call.parameters[0]!)) return skip;
      return { kind: 'then', done: () => terminate(current) };
    },
  },
  {
    ...shared,
    name: 'otherwise',
    parameters: [],
    hash: [],
    help: 'The last case of `{{#choose}}`, rendered when no other was.',
    example: {
      template: '{{#choose}}{{#when a}}A{{/when}}{{#otherwise}}-{{/otherwise}}{{/choose}}',
      data: '{}',
      output: '-',
    },
    javaClass: 'org.trimou.handlebars.ChooseHelper$OtherwiseHelper',
    enter: last,
  },
  {
    ...shared,
    name: 'switch',
    parameters: [{ name: 'value', help: 'The value to compare; the current item by default.', optional: true }],
    hash: [],
    help: 'Holds `{{#case}}` sections and a `{{#default}}`. As in Java, all that follows the matching case is rendered too, unless it has `break=true`.',
    example: {
      template: '{{#switch plan}}{{#case "pro" break=true}}P{{/case}}{{#default}}?{{/default}}{{/switch}}',
      data: '{"plan":"pro"}',
      output: 'P',
    },
    javaClass: 'org.trimou.handlebars.SwitchHelper',
    bodyNeedsTag: true,
    enter: call => {
      const value = call.parameters.length === 0 ? call.peek() : call.parameters[0]!;
      return value === null ? skip : flow(value);
    },
  },
  {
    ...shared,
    name: 'case',
    parameters: [{ name: 'value', help: 'What the value of the switch must equal, type included.' }],
    hash: [{ name: 'break', help: 'true: what follows this case is left out.', values: ['true', 'false'] }],
    help: 'A case of `{{#switch}}`.',
    example: { template: '{{#switch n}}{{#case "1"}}one{{/case}}{{/switch}}', data: '{"n":"1"}', output: 'one' },
    javaClass: 'org.trimou.handlebars.SwitchHelper$CaseHelper',
    enter: call => {
      const current = flowOf(call);
      if (current.terminated) return skip;
      if (!current.fallThrough && !equals(current.up, call.parameters[0]!)) return skip;
      return {
        kind: 'then',
        done: () => {
          current.fallThrough = true;
          if (hashText(call, 'break')?.toLowerCase() === 'true') terminate(current);
        },
      };
    },
  },
  {
    ...shared,
    name: 'default',
    parameters: [],
    hash: [],
    help: 'The last case of `{{#switch}}`, rendered when no other ended it.',
    example: {
      template: '{{#switch n}}{{#case "1"}}one{{/case}}{{#default}}?{{/default}}{{/switch}}',
      data: '{"n":"2"}',
      output: '?',
    },
    javaClass: 'org.trimou.handlebars.SwitchHelper$DefaultHelper',
    enter: last,
  },
];

function flow(up: JavaValue): Body {
  return { kind: 'with', context: { kind: 'flow', up, terminated: false, fallThrough: false } };
}

/** The choice a case belongs to: nothing else may lie in between. */
function flowOf(call: HelperCall): JavaFlow {
  const context = call.peek();
  if (context !== null && typeof context === 'object' && context.kind === 'flow') return context;
  const { tag } = call.node;
  throw invalidOptions(
    `Invalid flow context [tag key: ${tag.content.text}, template: ${call.template}, line: ${tag.line}]`,
  );
}

function last(call: HelperCall): Body {
  const current = flowOf(call);
  return current.terminated ? skip : { kind: 'then', done: () => terminate(current) };
}

function terminate(current: JavaFlow): void {
  current.terminated = true;
}
