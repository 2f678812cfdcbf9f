import assert from 'node:assert/strict';
import { fromJson } from '../../../server/core/template/java/json';
import { date, double, type JavaValue, list, map, set } from '../../../server/core/template/java/values';
import { defaultLimits, type RenderLimits } from '../../../server/core/template/limits';
import { parse } from '../../../server/core/template/parse';
import type { Profile } from '../../../server/core/template/profile';
import {
  tealiumProfile,
  tealiumProfileWith,
  trimouProfile,
  trimouProfileWith,
} from '../../../server/core/template/profiles';
import { type RenderResult, render } from '../../../server/core/template/render';

interface Setting {
  readonly profile?: Profile;
  readonly templates?: Readonly<Record<string, string>>;
  readonly limits?: Partial<RenderLimits>;
}

function run(
  template: string,
  data: unknown,
  { profile = trimouProfile, templates = {}, limits }: Setting = {},
): RenderResult {
  const value = isJava(data) ? data : fromJson(data, profile.numbers);
  return render({ name: 'main', tree: parse(template, profile) }, value, {
    profile,
    templates: name => (Object.hasOwn(templates, name) ? templates[name] : undefined),
    now: 1600128000123,
    uuid: () => 'a-random-id',
    ...(limits ? { limits: { ...defaultLimits, ...limits } } : {}),
  });
}

function isJava(data: unknown): data is JavaValue {
  return typeof data === 'object' && data !== null && 'kind' in data;
}

/** The output; of a failed render its code and line. */
function text(template: string, data: unknown = {}, setting: Setting = {}): string {
  const result = run(template, data, setting);
  if (result.kind === 'rendered') return result.text;
  const { code, line, phase } = result.error;
  return `${code} ${phase}${line === undefined ? '' : ` ${line}`}`;
}

suite('Rendering', () => {
  test('a resolver that answered first is asked first (hints)', () => {
    assert.equal(text('{{#l}}{{size}};{{/l}}', { l: [{ a: 1 }, { size: 'S' }] }), '1;1;');
    assert.equal(text('{{#l}}{{size}};{{/l}}', { l: [{ size: 'S' }, { a: 1 }] }), 'S;1;');
    assert.equal(text('{{#l}}{{#if size}}{{size}}{{/if}};{{/l}}', { l: [{ a: 1 }, { size: 'S' }] }), '1;1;');
  });

  test('hints live as long as a render', () => {
    const tree = parse('{{#l}}{{size}};{{/l}}', trimouProfile);
    const options = { profile: trimouProfile, now: 0, uuid: () => '' };
    const first = render({ name: 'main', tree }, fromJson({ l: [{ a: 1 }] }, 'natural'), options);
    const second = render({ name: 'main', tree }, fromJson({ l: [{ size: 'S' }] }, 'natural'), options);
    assert.equal(first.kind === 'rendered' && first.text, '1;');
    assert.equal(second.kind === 'rendered' && second.text, 'S;');
  });

  test('null falls through to the outer object, what is false or empty does not', () => {
    const data = { x: 'outer', l: [{ x: null }, { x: false }, { x: '' }, { x: 0 }, { x: [] }] };
    assert.equal(text('{{#l}}{{x}},{{/l}}', data), 'outer,false,,0,[],');
  });

  test('iterators are walked once', () => {
    const template =
      '{{#with l.iterator}}{{#repeat while=hasNext}}{{next}}{{/repeat}}{{#repeat while=hasNext}}again{{/repeat}}{{/with}}';
    assert.equal(text(template, { l: ['a', 'b'] }), 'ab');
    assert.equal(
      text('{{#with l.iterator}}{{next}}{{next}}{{/with}}', { l: ['a'] }),
      'RENDER_REFLECT_INVOCATION_ERROR render',
    );
    assert.equal(text('{{#each l.iterator}}{{.}}{{iter.index}}{{/each}}', { l: ['a', 'b'] }), 'ab');
  });

  test('each goes on counting over several lists, and over those left out', () => {
    const data = { a: ['x'], b: ['y', null, 'z'], s: 'text' };
    assert.equal(text('{{#each a b}}{{iter.index}}{{#iter.hasNext}},{{/iter.hasNext}}{{/each}}', data), '1,2,3,4');
    assert.equal(text('{{#each b apply="skipIfNull"}}{{.}}{{iter.index}}{{/each}}', data), 'y1z3');
    assert.equal(text('{{#each b apply="map:length"}}{{.}}{{/each}}', { b: ['ab', 'c'] }), '21');
    assert.equal(text('{{#each a s}}{{.}}{{/each}}', data), 'x');
    assert.equal(text('{{#each a s omitMeta=true}}{{.}}{{/each}}', data), 'RENDER_HELPER_INVALID_OPTIONS render 1');
    assert.equal(text('{{#each a as="it"}}{{it}}{{iter.value}}{{/each}}', data), 'xx');
  });

  test('a set of names is a HashMap', () => {
    assert.equal(text('{{#set key14=1 key0=2 key7=3}}{{this}}{{/set}}'), '{key14=1, key0=2, key7=3}');
  });

  test('settings of the engine', () => {
    const strict = trimouProfileWith({ missingValueIsError: true });
    assert.equal(text('a\n{{x}}', {}, { profile: strict }), 'RENDER_NO_VALUE render 2');
    assert.equal(text('{{#x}}a{{/x}}{{^x}}b{{/x}}', {}, { profile: strict }), 'b');
    assert.equal(text('{{alt x ""}}', {}, { profile: strict }), 'RENDER_NO_VALUE render 1');
    const plain = trimouProfileWith({ handlebars: false });
    assert.equal(text('{{if}}{{#each}}{{.}}{{/each}}', { if: 'x', each: ['y'] }, { profile: plain }), 'xy');
    assert.equal(text('{{a b}}', {}, { profile: plain }), 'COMPILE_INVALID_TAG compile 1');
    assert.equal(text("{{it's}}", { "it's": 'x' }, { profile: plain }), 'x');
    const brackets = trimouProfileWith({ bracketKeys: true });
    assert.equal(text('{{a["b.c"].d}}{{a[\'b.c\'].d}}', { a: { 'b.c': { d: 1 } } }, { profile: brackets }), '11');
    const lines = trimouProfileWith({ removeStandaloneLines: false });
    assert.equal(text('{{#a}}\nx\n{{/a}}\n{{! c }}\n', { a: true }, { profile: lines }), '\nx\n\n\n');
    const builtIn = trimouProfileWith({ builtInOnly: true });
    assert.equal(text('{{#isEq a b}}x{{/isEq}}{{#with a}}{{.}}{{/with}}', { a: 'A' }, { profile: builtIn }), 'A');
  });

  test('a broken partial fails where it is rendered, with its own error', () => {
    const templates = { bad: 'ok\n{{/y}}' };
    assert.equal(text('{{#no}}{{>bad}}{{/no}}fine', {}, { templates }), 'fine');
    const result = run('\n\n{{>bad}}', {}, { templates });
    assert.deepEqual(result.kind === 'failed' && [result.error.code, result.error.line, result.error.template], [
      'COMPILE_INVALID_SECTION_END',
      2,
      'bad',
    ]);
  });

  test('an error names the tag that caused it', () => {
    const template = 'a {{#each n}}x{{/each}}';
    const result = run(template, { n: 1 });
    assert.ok(result.kind === 'failed');
    assert.equal(template.slice(result.error.range.start, result.error.range.end), '{{#each n}}x{{/each}}');
    assert.equal(
      result.error.message,
      'RENDER_HELPER_INVALID_OPTIONS: 1 is nor an Iterable nor an array [SECTION:each n [template: main, line: 1, idx: 2]]',
    );
  });

  test('nothing is inherited from JavaScript', () => {
    const template = '{{constructor}}{{__proto__}}{{a.constructor}}{{a.length}}{{#hasOwnProperty}}x{{/hasOwnProperty}}';
    assert.equal(text(template, { a: [] }), '');
    assert.equal(text('{{__proto__}}{{constructor}}', JSON.parse('{"__proto__":"p","constructor":"c"}')), 'pc');
    assert.equal(text('{{>toString}}', {}), 'RENDER_INVALID_PARTIAL_KEY render 1');
  });
});

suite('Segments', () => {
  /** Each piece of output with the piece of template it comes from. */
  function origins(template: string, data: unknown, setting: Setting = {}): readonly string[] {
    const result = run(template, data, setting);
    assert.ok(result.kind === 'rendered');
    const sources: Readonly<Record<string, string>> = { main: template, ...setting.templates };
    return result.segments.map(({ text: piece, template: name, range }) => {
      const from = sources[name]!.slice(range.start, range.end);
      return `${JSON.stringify(piece)} ${name === 'main' ? '' : `${name}:`}${JSON.stringify(from)}`;
    });
  }

  test('text, variables and helpers', () => {
    assert.deepEqual(origins('{"a":"{{a}}"{{#b}},"b":{{join . delimiter="-"}}{{/b}}}', { a: 'A', b: { c: 1 } }), [
      '"{\\"a\\":\\"" "{\\"a\\":\\""',
      '"A" "{{a}}"',
      '"\\"" "\\""',
      '",\\"b\\":" ",\\"b\\":"',
      '"{c=1}" "{{join . delimiter=\\"-\\"}}"',
      '"}" "}"',
    ]);
  });

  test('each turn of a loop has its own', () => {
    assert.deepEqual(origins('{{#l}}<{{.}}>{{/l}}', { l: ['a', 'b'] }), [
      ...['"<" "<"', '"a" "{{.}}"', '">" ">"'],
      ...['"<" "<"', '"b" "{{.}}"', '">" ">"'],
    ]);
  });

  test('what a block helper makes comes from the whole section', () => {
    const setting = { profile: tealiumProfile };
    assert.deepEqual(origins('a{{#escapeJson}}{{q}}"{{/escapeJson}}b', { q: '"' }, setting), [
      '"a" "a"',
      '"\\\\\\"\\\\\\"" "{{#escapeJson}}{{q}}\\"{{/escapeJson}}"',
      '"b" "b"',
    ]);
  });

  test('partials, with their indentation', () => {
    const templates = { p: 'x\n{{a}}\n' };
    assert.deepEqual(origins('{\n  {{>p}}\n}', { a: 1 }, { templates }), [
      '"{\\n" "{\\n"',
      '"  " "  "',
      '"x\\n" p:"x\\n"',
      '"  " "  "',
      '"1" p:"{{a}}"',
      '"\\n" p:"\\n"',
      '"}" "}"',
    ]);
  });

  test('overriding blocks come from the template they are written in', () => {
    const templates = { base: '<{{$x}}d{{/x}}>' };
    assert.deepEqual(origins('{{<base}}{{$x}}{{a}}{{/x}}{{/base}}', { a: 1 }, { templates }), [
      '"<" base:"<"',
      '"1" "{{a}}"',
      '">" base:">"',
    ]);
  });
});

suite('Limits', () => {
  test('10,000 nested sections are rendered', () => {
    const depth = 10_000;
    const template = `${'{{#a}}'.repeat(depth)}x${'{{/a}}'.repeat(depth)}`;
    assert.equal(text(template, { a: true }), 'x');
    assert.equal(text(`${'{{#each l}}'.repeat(depth)}x${'{{/each}}'.repeat(depth)}`, { l: [{}] }), 'x');
    assert.equal(text(template, { a: { b: 1 } }), 'x');
  });

  test('10,000 nested parentheses of every other kind', () => {
    const depth = 10_000;
    assert.equal(text(`${'{{$a}}'.repeat(depth)}x${'{{/a}}'.repeat(depth)}`), 'x');
    assert.equal(text(`${'{{^a}}'.repeat(depth)}x${'{{/a}}'.repeat(depth)}`), 'x');
    const blocks = `${'{{#escapeJson}}'.repeat(depth)}x${'{{/escapeJson}}'.repeat(depth)}`;
    assert.equal(text(blocks, {}, { profile: tealiumProfile }), 'x');
    assert.equal(text(`${'{{<a}}'.repeat(depth)}${'{{/a}}'.repeat(depth)}`), 'RENDER_INVALID_EXTEND_KEY render 1');
  });

  test('a template may call itself ten times', () => {
    const nested = (depth: number): unknown => (depth === 0 ? { c: false } : { c: nested(depth - 1) });
    const templates = { rec: 'x{{#c}}{{>rec}}{{/c}}' };
    assert.equal(text('{{>rec}}', nested(10), { templates }), 'x'.repeat(11));
    const refused = 'RENDER_TEMPLATE_INVOCATION_RECURSIVE_LIMIT_EXCEEDED render';
    assert.equal(text('{{>rec}}', nested(11), { templates }), refused);
    assert.equal(text('{{>rec}}', { c: { c: null } }, { templates }), refused, 'null falls through to the outer c');
  });

  test('20 different templates may call each other', () => {
    const templates = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`t${index}`, index === 19 ? 'end' : `{{>t${index + 1}}}`]),
    );
    assert.equal(text('{{>t0}}', {}, { templates }), 'end');
  });

  test('output has a size', () => {
    const many = '{{#repeat times=1000000}}0123456789{{/repeat}}';
    assert.equal(text(many, {}, { limits: { outputSize: 5000 } }), 'LIMIT_OUTPUT_SIZE render');
    assert.equal(text('{{#repeat times=500}}0123456789{{/repeat}}', {}, { limits: { outputSize: 5000 } }).length, 5000);
    const captured = '{{#md5}}{{#repeat times=1000000}}0123456789{{/repeat}}{{/md5}}';
    const setting = { profile: tealiumProfileWith({ extraHelpers: true }), limits: { outputSize: 5000 } };
    assert.equal(text(captured, {}, setting), 'LIMIT_OUTPUT_SIZE render');
  });

  test('a render takes a number of steps', () => {
    const endless = '{{#repeat while=a}}{{/repeat}}';
    assert.equal(text(endless, { a: 1 }, { limits: { steps: 1000 } }), 'LIMIT_STEPS render');
    const templates = { p: '{{#l}}{{>p}}{{/l}}' };
    const l = [1, 2, 3, 4, 5, 6, 7, 8];
    assert.match(text('{{>p}}', { l }, { templates }), /LIMIT_STEPS|RECURSIVE_LIMIT/);
  });

  test('open sections have a depth', () => {
    const template = `${'{{#a}}'.repeat(50)}x${'{{/a}}'.repeat(50)}`;
    assert.equal(text(template, { a: true }, { limits: { depth: 49 } }), 'LIMIT_DEPTH render');
    assert.equal(
      text('{{<base}}{{$x}}{{$x}}{{/x}}{{/x}}{{/base}}', {}, { templates: { base: '{{$x}}{{/x}}' } }),
      'LIMIT_DEPTH render',
    );
  });

  test('data nested without end is printed or refused, but nothing breaks', () => {
    let value: JavaValue = list([]);
    for (let depth = 0; depth < 100_000; depth++) value = list([value]);
    assert.equal(text('{{a}}', map([['a', value]])), 'LIMIT_DEPTH render');
    assert.equal(text('{{a.0.0.size}}', map([['a', value]])), '1');
    const json = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    assert.equal(fromJson(json, 'double') !== null, true);
  });
});

suite('Tealium', () => {
  const tealium = (template: string, data: unknown = {}, profile = tealiumProfile): string =>
    text(template, data, { profile });

  test('numbers are Doubles, and nothing is escaped', () => {
    assert.equal(
      tealium('{{n}} {{big}} {{s}} {{{s}}}', { n: 1, big: 1600128000000, s: '<&"' }),
      '1.0 1.600128E12 <&" <&"',
    );
  });

  test('toJson', () => {
    const data = { s: 'a"\\/\n\u0001é', l: ['a"', 1, true, null], t: { 'k"': 1e7, m: { x: [] } }, b: true };
    assert.equal(tealium('{{s.toJson}}', data), 'a\\"\\\\/\\n\\u0001é');
    assert.equal(tealium('{{l.toJson}}', data), '["a\\"",1.0,true,null]');
    assert.equal(tealium('{{t.toJson}}', data), '{"k\\"":1.0E7,"m":{"x":[]}}');
    assert.equal(tealium('{{b.toJson}}{{missing.toJson}}', data), 'true');
    assert.equal(tealium('{{#t.entrySet}}{{key.toJson}}{{/t.entrySet}}', data), 'k\\"m');
    const dates = map([
      ['d', date(0)],
      ['ds', list([date(0)])],
      ['set', set(['a', 'b'])],
    ]);
    assert.equal(
      tealium('{{d.toJson}} {{ds.toJson}} {{set.toJson}}', dates),
      '1970-01-01T00:00:00.000Z ["1970-01-01T00:00:00.000Z"] ["a","b"]',
    );
  });

  test('suffixes of numbers and lists', () => {
    const data = { n: -19.9, l: [1.9, -2.5, 'x'], t: { a: 1.5, b: 2 }, j: '[1,"2",3]', bad: '[1,', text: 'x' };
    assert.equal(tealium('{{n.toInteger}}', data), '-19');
    assert.equal(tealium('{{l.castIntegers}} {{t.castIntegers.toJson}}', data), '[1, -2, x] {"a":1,"b":2}');
    assert.equal(tealium('{{t.sum}} {{l.sum}} {{j.toList.sum}}', data), '3.5 -0.6000000000000001 6.0');
    assert.equal(tealium('[{{bad.toList}}{{text.sum}}{{text.toInteger}}{{n.toTimestamp}}{{t.toInteger}}]', data), '[]');
    assert.equal(tealium('{{#isEq n.toInteger -19L}}yes{{/isEq}}', data), 'yes');
    assert.equal(tealium('{{t.sum}}', { t: { sum: 'mine' } }), 'mine');
  });

  test('dates', () => {
    const data = map([
      ['d', date(1749081326718)],
      ['before', date(-1)],
      ['far', double(1e21)],
    ]);
    assert.equal(
      tealium('{{d.toTimestamp}} {{d.toTimestampMs}} {{before.toTimestamp}}', data),
      '1749081326 1749081326718 -1',
    );
    assert.equal(
      tealium('{{formatDate d pattern="dd.MM.yyyy HH:mm" timeZone="Europe/Oslo"}}', data),
      '05.06.2025 01:55',
    );
    assert.equal(tealium('[{{formatDate missing pattern="yyyy"}}]', data), '[]');
    assert.equal(tealium('{{formatDate far pattern="d MMM yyyy"}}', data), '17 Aug 292278994');
    assert.equal(tealium('{{formatDate d}}', data), 'COMPILE_HELPER_VALIDATION_FAILURE compile 1');
    assert.equal(
      tealium('{{unixTimestamp}} {{unixTimestampMs}} {{unixTimestamp format="yyyy"}}'),
      '1600128000 1600128000123 2020',
    );
  });

  test('cutting texts', () => {
    const data = { s: 'a-b-c' };
    assert.equal(
      tealium('{{substring s start="1"}} {{substring s start="-2" end="9"}} {{substring s start="4" end="2"}}|', data),
      '-b-c -c |',
    );
    assert.equal(tealium('{{substring s start="x"}}', data), 'JAVA:NumberFormatException render');
    const between = '{{substringBetween s open="a" close="c"}}|{{substringBetween s open="x" close="c"}}';
    assert.equal(tealium(between, data), '-b-|');
    for (const helper of ['After', 'AfterLast', 'Before', 'BeforeLast']) {
      const expected = { After: '|', AfterLast: '|', Before: '|a-b-c', BeforeLast: '|a-b-c' }[helper];
      assert.equal(
        tealium(`{{substring${helper} missing separator="-"}}|{{substring${helper} s separator="#"}}`, data),
        expected,
      );
    }
  });

  test('hashes and signatures', () => {
    const data = { key: 'Jefe', message: 'what do ya want for nothing?', m: 'Zoë' };
    // RFC 2202 and RFC 4231, test case 2.
    const signed = (algorithm: string): string =>
      tealium(`{{hash algorithm="${algorithm}" binaryEncoding="hex" useSecretKey="true" key message}}`, data);
    assert.equal(signed('HmacMD5'), '750c783e6ab0b503eaa86e310a5db738');
    assert.equal(signed('HmacSHA1'), 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79');
    assert.equal(signed('HmacSHA256'), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
    assert.equal(tealium('{{hash algorithm="MD5" binaryEncoding="base64" m}}', data), '+0Svc0F88DwCPQmOfwfBFA==');
    const upper =
      '{{hash algorithm="SHA-1" binaryEncoding="hex" binaryEncodingOptions="uppercase" encodingCharset="US-ASCII" m}}';
    assert.equal(tealium(upper, data), tealium('{{hash algorithm="SHA1" binaryEncoding="hex" "Zo?"}}').toUpperCase());
    assert.equal(tealium('{{hash algorithm="SHA-9" m}}', data), 'RENDER_HELPER_INVALID_OPTIONS render 1');
    assert.equal(tealium('{{hash algorithm="HmacSHA256" m}}', data), 'RENDER_HELPER_INVALID_OPTIONS render 1');
  });

  test('blocks', () => {
    assert.equal(tealium('{{#encodeUrl}}a b+c/ë😀~*-._{{/encodeUrl}}'), 'a+b%2Bc%2F%C3%AB%F0%9F%98%80%7E*-._');
    assert.equal(tealium('{{#encodeBase64}}Zoë {{/encodeBase64}}'), 'Wm/DqyA=');
    assert.equal(
      tealium('{{#escapeXml}}<a href="x">\'&amp;{{/escapeXml}}'),
      '&lt;a href=&quot;x&quot;&gt;&apos;&amp;amp;',
    );
    const minify = (json: string): string => tealium('{{#jsonMinify}}{{{j}}}{{/jsonMinify}}', { j: json });
    assert.equal(minify(' { "a b" : [ 1.0 , true , null , ] , } '), '{"a b":[1.0,true,null]}');
    assert.equal(minify('{"a" "b"}'), '{"a" "b"}');
    assert.equal(minify('[1,,2] '), '[1,,2] ');
    assert.equal(minify('{"a":1]'), '{"a":1]');
    assert.equal(minify('"x" 1'), '"x" 1');
    assert.equal(minify(''), '');
  });

  test('what is not known of Tealium is a setting', () => {
    const data = { n: 3, s: '<' };
    assert.equal(tealium('{{s}}', data, tealiumProfileWith({ escapeHtml: true })), '&lt;');
    assert.equal(tealium('{{n}}', data, tealiumProfileWith({ numbers: 'natural' })), '3');
    assert.equal(tealium('{{#isEq n.toInteger 3}}x{{/isEq}}', data, tealiumProfileWith({ integers: 'integer' })), 'x');
    assert.equal(tealium('{{alt x "y"}}', data), '');
    assert.equal(tealium('{{alt x "y"}}', data, tealiumProfileWith({ extraHelpers: true })), 'y');
    assert.equal(tealium('{{l}}', { l: ['a', 'b'] }, tealiumProfileWith({ listSeparator: ',' })), '[a,b]');
    const sets = map([['s', set(['a'])]]);
    assert.equal(tealium('[{{s.0}}]', sets), '[]');
    assert.equal(tealium('[{{s.0}}]', sets, tealiumProfileWith({ indexedSets: true })), '[a]');
  });
});
