import assert from 'node:assert/strict';
import { type EndpointLookup, endpointOf } from '../../../server/core/intercom/endpointOf';

function say(lookup: EndpointLookup): string {
  switch (lookup.kind) {
    case 'found':
      return [lookup.endpoint.path, ...Object.entries(lookup.parameters).map(entry => entry.join('='))].join(' ');
    case 'other-version':
      return `${lookup.kind} ${lookup.endpoint.path} ${lookup.nearest}`;
    case 'other-method':
      return `${lookup.kind} ${lookup.methods.join(' ')}`;
    case 'other-host':
      return `${lookup.kind} ${lookup.host}`;
    case 'unknown-path':
      return [lookup.kind, lookup.path, lookup.suggestion].join(' ').trim();
    default:
      return lookup.kind;
  }
}

suite('the endpoint of a request', () => {
  const cases: [string, string, string, string][] = [
    ['POST', 'https://api.intercom.io/users', '1.4', '/users'],
    ['POST', 'https://api.intercom.io/users', '2.16', 'other-version /users 1.4'],
    ['POST', 'https://api.intercom.io/tickets', '2.7', 'other-version /tickets 2.9'],
    ['POST', 'https://api.eu.intercom.io/contacts/?a=b#c', '2.16', '/contacts'],
    ['POST', 'HTTPS://API.INTERCOM.IO/contacts', '2.16', '/contacts'],
    ['POST', 'http://127.0.0.1:8080/contacts', '2.16', '/contacts'],
    [
      'PUT',
      'https://api.intercom.io/contacts/{{contact_id}}',
      '2.16',
      '/contacts/{contact_id} contact_id={{contact_id}}',
    ],
    [
      'DELETE',
      'https://api.intercom.io/contacts/{{#if a}}1{{/if}}/tags/x-{{{b}}}?q={{c}}',
      '2.16',
      '/contacts/{contact_id}/tags/{tag_id} contact_id={{#if a}}1{{/if}} tag_id=x-{{{b}}}',
    ],
    ['POST', '{{base}}/contacts', '2.16', 'dynamic'],
    ['POST', 'https://{{region}}.intercom.io/contacts', '2.16', 'dynamic'],
    ['POST', 'https://api.intercom.io/{{resource}}', '2.16', 'dynamic'],
    [
      'POST',
      'https://api.intercom.io/{{a}}/{{b}}/{{c}}/{{d}}/{{e}}/{{f}}/{{g}}',
      '2.16',
      'unknown-path /{{a}}/{{b}}/{{c}}/{{d}}/{{e}}/{{f}}/{{g}}',
    ],
    ['PATCH', 'https://api.intercom.io/contacts/1', '2.16', 'other-method PUT GET DELETE'],
    ['GET', 'https://api.intercom.io/admins', '2.16', 'not-described'],
    ['PUT', 'https://api.intercom.io/tickets/9', '2.16', 'not-described'],
    ['POST', 'https://api.intercom.io/admins', '2.16', 'other-method GET'],
    ['POST', 'https://api.intercom.io/contact', '2.16', 'unknown-path /contact /contacts'],
    [
      'POST',
      'https://api.intercom.io/contacts/{{id}}/tag',
      '2.16',
      'unknown-path /contacts/{{id}}/tag /contacts/{{id}}/tags',
    ],
    ['POST', 'https://api.intercom.io/', '2.16', 'unknown-path /'],
    ['POST', 'https://api.intercom.io', '2.16', 'unknown-path /'],
    ['POST', 'https://api.intercom.io/elsewhere', '2.16', 'unknown-path /elsewhere'],
    ['POST', 'https://example.com/contacts', '2.16', 'other-host example.com'],
    ['POST', 'https://api.intercom.io.example.com/contacts', '2.16', 'other-host api.intercom.io.example.com'],
    ['POST', 'api.intercom.io/contacts', '2.16', 'not-a-url'],
    ['POST', '', '2.16', 'not-a-url'],
    ['POST', 'https://', '2.16', 'not-a-url'],
    ['POST', 'https://api.intercom.io/contacts/{{unclosed', '2.16', 'other-method PUT GET DELETE'],
  ];
  for (const [method, url, version, expected] of cases) {
    test(`${method} ${url} in ${version}: ${expected}`, () =>
      assert.equal(say(endpointOf(method, url, version)), expected));
  }
});
