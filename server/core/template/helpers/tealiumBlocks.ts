import { digest } from '../java/digest';
import { utf8 } from '../java/reflect';
import { base64, encodeUrl, escapeJson, escapeMarkup, hex, minifyJson } from './encode';
import type { Example, Helper, Printed } from './helper';

/** Helpers around a piece of template, which change what it prints (source: Tealium, template help functions). */
export const tealiumBlockHelpers: readonly Helper[] = [
  block(
    'encodeBase64',
    'base64',
    'Encodes what is inside in Base64. White space inside counts.',
    {
      template: 'Basic {{#encodeBase64}}{{user}}:{{password}}{{/encodeBase64}}',
      data: '{"user":"ada","password":"x"}',
      output: 'Basic YWRhOng=',
    },
    text => base64(utf8(text)),
  ),
  block(
    'encodeUrl',
    'url-encoded-text',
    'Encodes what is inside for use in a URL. A space becomes `+`.',
    {
      template: '?q={{#encodeUrl}}{{query}}{{/encodeUrl}}',
      data: '{"query":"a&b c"}',
      output: '?q=a%26b+c',
    },
    encodeUrl,
  ),
  block(
    'escapeHtml',
    'html-escaped-text',
    'Escapes what stands inside for use in HTML.',
    {
      template: '{{#escapeHtml}}<hello>&"world{{/escapeHtml}}',
      data: '{}',
      output: '&lt;hello&gt;&amp;&quot;world',
    },
    text => escapeMarkup(text, "'"),
  ),
  block(
    'escapeJson',
    'json-escaped-text',
    'Escapes what stands inside for use between the quotes of a JSON string.',
    {
      template: '"{{#escapeJson}}{{note}}{{/escapeJson}}"',
      data: '{"note":"say \\"hi\\""}',
      output: '"say \\"hi\\""',
    },
    escapeJson,
  ),
  block(
    'escapeXml',
    'xml-escaped-text',
    'Escapes what stands inside for use in XML.',
    {
      template: '{{#escapeXml}}{{note}}{{/escapeXml}}',
      data: '{"note":"a < b"}',
      output: 'a &lt; b',
    },
    text => escapeMarkup(text, '&apos;'),
  ),
  block(
    'jsonMinify',
    'json',
    'Takes the white space out of the JSON inside. What is no JSON stays as it is.',
    {
      template: '{{#jsonMinify}}{ "a": [ 1, 2 ] }{{/jsonMinify}}',
      data: '{}',
      output: '{"a":[1,2]}',
    },
    minifyJson,
  ),
  block(
    'md5',
    'hex',
    'Prints the MD5 hash of what stands inside, in lower-case hexadecimal.',
    {
      template: '{{#md5}}Hello World!{{/md5}}',
      data: '{}',
      output: 'ed076287532e86365e841e92bfc50d8c',
    },
    hashed('MD5'),
  ),
  block(
    'sha1',
    'hex',
    'Prints the SHA-1 hash of what stands inside, in lower-case hexadecimal.',
    {
      template: '{{#sha1}}Hello world!{{/sha1}}',
      data: '{}',
      output: 'd3486ae9136e7856bc42212385ea797094475802',
    },
    hashed('SHA-1'),
  ),
  block(
    'sha256',
    'hex',
    'Prints the SHA-256 hash of what stands inside, in lower-case hexadecimal.',
    {
      template: '{{#sha256}}Hello World!{{/sha256}}',
      data: '{}',
      output: '7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069',
    },
    hashed('SHA-256'),
  ),
];

function hashed(algorithm: string): (text: string) => string {
  return text => hex(digest(algorithm, Uint8Array.from(utf8(text)))!);
}

function block(
  name: string,
  prints: Printed,
  help: string,
  example: Example,
  finish: (text: string) => string,
): Helper {
  return {
    name,
    kind: 'section',
    origin: 'tealium',
    documentedByTealium: true,
    parameters: [],
    hash: [],
    appliesTo: ['any'],
    prints,
    help,
    example,
    javaClass: `Tealium's ${name}`,
    enter: () => ({ kind: 'capture', finish }),
  };
}
