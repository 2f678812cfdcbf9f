import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fieldsIn } from '../../../server/core/intercom/endpoints';
import { endpoints } from '../../../server/core/intercom/endpoints/all';
import type { Endpoint, Field, FieldType } from '../../../server/core/intercom/fields';
import { validateBody } from '../../../server/core/intercom/validate';
import { inVersion } from '../../../server/core/intercom/versions';
import { findIn } from '../../support/marked';

/**
 * The checks read a body from its template; the sandbox validates the JSON it receives. For a template without tags
 * both know the same, so both must come to the same verdict.
 */
suite('the checks and the sandbox agree on bodies', () => {
  for (const version of ['1.4', '2.7', '2.16']) {
    for (const endpoint of endpoints.filter(({ fields }) => fields.length > 0)) {
      if (inVersion(endpoint, version))
        test(`${endpoint.method} ${endpoint.path} ${version}`, () => agree(endpoint, version));
    }
  }

  const told: readonly (readonly [string, unknown])[] = [
    ['POST /contacts/search', { query: { field: 0, operator: 'AND', value: [] } }],
    ['PUT /contacts/{contact_id}', { role: 'lead', external_id: '' }],
    ['PUT /contacts/{contact_id}', { role: 'lead', external_id: null }],
    ['PUT /contacts/{contact_id}', { email_verified: null }],
    ['PUT /contacts/{contact_id}', { role: 'lead', external_id: 'a' }],
    ['PUT /contacts/{contact_id}', { email_verified: true }],
  ];
  for (const [request, body] of told)
    test(`${request} ${JSON.stringify(body)}`, () =>
      agreeOn(body, endpoints.find(({ method, path }) => request === `${method} ${path}`)!, '2.16'));
});

async function agree(endpoint: Endpoint, version: string): Promise<void> {
  const property = fc.asyncProperty(anObjectOf(endpoint.fields, version), body => agreeOn(body, endpoint, version));
  await fc.assert(property, { numRuns: 20 });
}

async function agreeOn(body: unknown, endpoint: Endpoint, version: string): Promise<void> {
  const request = `${endpoint.method} ${endpoint.path.replace(/\{\w+\}/g, 'x')} ${version}`;
  const refused = validateBody(endpoint, version, body).filter(({ outcome }) => outcome === 'rejected');
  const findings = await findIn(JSON.stringify(body), { json: true, request });
  const errors = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  assert.equal(errors.length > 0, refused.length > 0, JSON.stringify({ refused, errors }));
}

/** Values that fit nowhere or only sometimes. */
const stray = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', 'x', 'user', 'email', '12', 'true', '2026-01-01', 'x'.repeat(300)) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(0, 1.5, -3, 3e9, 1700000000000, true, null) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([], {}, [1], ['a'], { a: 1 }, { url: 'u', value: 'v' }) },
);

function anObjectOf(fields: readonly Field[], version: string): fc.Arbitrary<unknown> {
  const values = fieldsIn(fields, version).map(({ name, type }) => [name, aValueOf(type, version)] as const);
  return fc.record(Object.fromEntries(values), { requiredKeys: [] });
}

function aValueOf(type: FieldType, version: string): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 6, arbitrary: fitting(type, version) }, { weight: 1, arbitrary: stray });
}

function fitting(type: FieldType, version: string): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'string':
      return fc.constantFrom(...(type.values ?? ['x']));
    case 'integer':
      return fc.constantFrom(1, 1700000000);
    case 'boolean':
      return fc.boolean();
    case 'identifier':
      return fc.constantFrom<unknown>('1', 2);
    case 'list':
      return fc.array(aValueOf(type.of, version), { maxLength: 2 });
    case 'object':
      return anObjectOf(type.fields, version);
    case 'either':
      return fc.oneof(...type.of.map(part => aValueOf(part, version)));
    case 'custom attributes':
      return fc.dictionary(fc.constantFrom('a', 'b.c', 'd$'), stray);
    case 'event metadata':
      return fc.dictionary(fc.constantFrom('a', 'b', 'c'), stray);
    case 'search query':
      return aFilter();
    default:
      return stray;
  }
}

function aFilter(): fc.Arbitrary<unknown> {
  return fc.letrec(tie => ({
    filter: fc.record(
      {
        field: fc.oneof({ weight: 6, arbitrary: fc.constant('email') }, { weight: 1, arbitrary: stray }),
        operator: fc.constantFrom('=', 'IN', 'AND', 'OR', '=='),
        value: fc.oneof(stray, fc.array(tie('filter'), { maxLength: 3 })),
      },
      { requiredKeys: [] },
    ),
  })).filter;
}
