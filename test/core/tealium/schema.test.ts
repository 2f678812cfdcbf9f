import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { attributeTypes } from '../../../server/core/tealium/attributes';
import { formFields, methods } from '../../../server/core/tealium/form';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly examples?: readonly string[];
  readonly pattern?: string;
  readonly default?: unknown;
  readonly type?: string;
}

const file = JSON.parse(readFileSync('syntaxes/webhook.schema.json', 'utf8'));
const schema: Schema = { ...file.if, definitions: file.definitions };

/** A part of the schema by its path: `properties.action.properties.method`. */
function part(path: string): Schema {
  return path.split('.').reduce<Schema>((found, key) => (found as Record<string, Schema>)[key]!, schema);
}

suite('the schema of action files and the tables of the core say the same', () => {
  const objects: Record<keyof typeof formFields, string> = {
    root: 'properties',
    connector: 'properties.connector.properties',
    basicAuth: 'properties.connector.properties.basicAuth.properties',
    action: 'properties.action.properties',
    source: 'properties.action.properties.source.properties',
    condition: 'definitions.condition.properties',
    mapping: 'definitions.mapping.properties',
    attribute: 'definitions.attribute.anyOf.1.properties',
  };
  for (const [name, path] of Object.entries(objects)) {
    test(`fields: ${name}`, () => {
      assert.deepEqual(Object.keys(part(path)), [...formFields[name as keyof typeof formFields]]);
    });
  }

  test('methods', () => {
    const method = part('properties.action.properties.method');
    assert.equal(method.pattern, `^(${methods.join('|')})$`);
    assert.equal(method.default, undefined);
  });

  test('what the language server completes is not listed, or editors would show it twice', () => {
    for (const name of ['properties.action.properties.url', 'definitions.condition.properties.operator']) {
      assert.equal(part(name).type, 'string');
      assert.equal(part(name).enum ?? part(name).examples, undefined);
    }
  });

  test('the types of attributes, each with its description', () => {
    const type = part('definitions.type');
    assert.deepEqual(type.enum, attributeTypes);
    assert.equal(type.enumDescriptions?.length, attributeTypes.length);
  });
});
