import { RenderFailure } from '../failure';
import { describePlace } from '../validate';
import { hashArgument, hashText, invalidOptions, textOf } from './arguments';
import type { Body, Helper, HelperCall } from './helper';

const shared = { origin: 'trimou extra', documentedByTealium: false, appliesTo: ['string'] } as const;

const timeUnits = ['NANOSECONDS', 'MICROSECONDS', 'MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS'];

/** How many milliseconds a unit of time has. */
const unitMs = [1e-6, 1e-3, 1, 1000, 60_000, 3_600_000, 86_400_000];

export const templateHelpers: readonly Helper[] = [
  {
    ...shared,
    name: 'include',
    kind: 'value',
    parameters: [{ name: 'name', help: 'The name of the template; several texts are put together.', variadic: true }],
    hash: [],
    prints: 'text',
    help: 'Renders another template here. Unlike in `{{>name}}`, the name may come from a variable.',
    example: { template: '{{+part}}Hi {{name}}{{/part}}{{include "part"}}', data: '{"name":"Ada"}', output: 'Hi Ada' },
    javaClass: 'org.trimou.handlebars.IncludeHelper',
    print: ({ parameters }) => ({ include: parameters.map(textOf).join('') }),
  },
  {
    ...shared,
    name: 'embed',
    kind: 'value',
    parameters: [{ name: 'name', help: 'The name of the template.', variadic: true }],
    hash: [],
    prints: 'text',
    help: 'Prints the source of another template in a script element, for use in a browser.',
    example: {
      template: '{{embed "part"}}',
      data: '{}',
      output: '<script id="part" type="text/template">\nHi {{name}}\n</script>',
      templates: { part: 'Hi {{name}}' },
    },
    javaClass: 'org.trimou.handlebars.EmbedHelper',
    raw: true,
    print: call => {
      const name = call.parameters.map(textOf).join('');
      const source = call.sourceOf(name);
      if (source === undefined) {
        const place = describePlace(call.node.tag, call.template);
        const message = `No mustache template found for the given key: ${name} ${place}`;
        throw new RenderFailure('RENDER_INVALID_PARTIAL_KEY', message, true);
      }
      return `<script id="${name.replaceAll('/', '_')}" type="text/template">\n${source}\n</script>`;
    },
  },
  {
    ...shared,
    name: 'tag',
    kind: 'both',
    parameters: [
      { name: 'name', help: 'The name of the tag.' },
      { name: 'parameter', help: 'What follows the name.', optional: true, variadic: true },
    ],
    hash: [],
    prints: 'text',
    help: 'Prints a tag instead of evaluating it, for templates that produce templates.',
    example: { template: '{{tag "name"}}', data: '{}', output: '{{name}}' },
    javaClass: 'org.trimou.handlebars.TagHelper',
    raw: true,
    print: call => `{{${tagText(call)}}}`,
    enter: call => ({ kind: 'wrapped', before: `{{#${tagText(call)}}}`, after: `{{/${textOf(call.parameters[0])}}}` }),
  },
  {
    ...shared,
    name: 'cache',
    kind: 'section',
    parameters: [],
    hash: [
      { name: 'key', help: 'Keeps one result for each value of the key.' },
      { name: 'guard', help: 'The section is rendered again when this value changes.' },
      { name: 'expire', help: 'How long a result is kept.' },
      { name: 'unit', help: 'The unit of `expire`; "MILLISECONDS" by default.', values: timeUnits },
    ],
    prints: 'body',
    help: 'Renders the section once and then prints the same text again, also in a loop.',
    example: { template: '{{#each tags}}{{#cache}}{{.}}{{/cache}}{{/each}}', data: '{"tags":["a","b"]}', output: 'aa' },
    javaClass: 'org.trimou.handlebars.CacheHelper',
    validate: call => {
      const expire = hashArgument(call, 'expire');
      const unit = hashArgument(call, 'unit');
      if (!expire) return undefined;
      if ((expire.kind === 'string' && !/^[+-]?\d{1,19}$/.test(expire.value)) || expire.kind === 'boolean') {
        return { message: `java.lang.NumberFormatException: For input string: "${expire.value}"`, bare: true };
      }
      if (!unit || unit.kind === 'path' || unit.kind === 'list' || timeUnits.includes(String(unit.value)))
        return undefined;
      const message = `No enum constant java.util.concurrent.TimeUnit.${unit.value}`;
      return { message: `java.lang.IllegalArgumentException: ${message}`, bare: true };
    },
    enter: cached,
  },
  {
    ...shared,
    name: 'async',
    kind: 'section',
    parameters: [],
    hash: [],
    prints: 'body',
    help: 'Renders the section in the background, which Tealium is not known to support: it fails.',
    example: { template: '{{#if no}}{{#async}}x{{/async}}{{/if}}', data: '{}', output: '' },
    javaClass: 'org.trimou.handlebars.AsyncHelper',
    enter: () => {
      const message = 'ExecutorService must be set in order to submit an asynchronous task';
      throw new RenderFailure('RENDER_ASYNC_PROCESSING_ERROR', message);
    },
  },
];

function tagText(call: HelperCall): string {
  const [name, ...rest] = call.parameters.map(textOf);
  return rest.length === 0 ? name! : `${name} ${rest.join('')}`;
}

/** A result lives as long as the render; time stands still in it, so it expires only where it was never to be kept. */
function cached(call: HelperCall): Body {
  const key = JSON.stringify([call.template, call.node.tag.index, hashText(call, 'key') ?? '']);
  const guard = hashText(call, 'guard');
  const known = call.cache.get(key);
  if (known && !isExpired(call) && (guard === undefined || guard === known.guard)) {
    return { kind: 'text', text: known.text, raw: true };
  }
  return {
    kind: 'capture',
    finish: text => {
      call.cache.set(key, { text, guard: guard ?? known?.guard });
      return text;
    },
  };
}

function isExpired(call: HelperCall): boolean {
  const expire = hashText(call, 'expire');
  if (expire === undefined) return false;
  const unit = hashText(call, 'unit') ?? 'MILLISECONDS';
  const size = unitMs[timeUnits.indexOf(unit)];
  if (size === undefined) throw invalidOptions(`No enum constant java.util.concurrent.TimeUnit.${unit}`);
  if (!/^[+-]?\d{1,19}$/.test(expire)) throw invalidOptions(`For input string: "${expire}"`);
  return Math.trunc(Number(expire) * size) < 0;
}
