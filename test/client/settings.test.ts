import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Settings } from '../../server/protocol';
import { profileOf } from '../../server/settings';
import { readManifest } from './support/manifest';

interface Declaration {
  readonly type: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly default: unknown;
  readonly scope: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

/** Every setting that is read. The compiler demands new ones here, and refuses old ones. */
const read: Record<Exclude<keyof Settings, 'profile'>, true> = {
  rules: true,
  inlayHints: true,
  closeSections: true,
  allowedHosts: true,
  timeout: true,
  retries: true,
};

/** Those that the client reads by itself. */
const readByClient = ['startSandbox', 'replayConcurrency'];

const profile: Record<keyof NonNullable<Settings['profile']>, true> = {
  name: true,
  escapeHtml: true,
  numbers: true,
  removeStandaloneLines: true,
  extraHelpers: true,
  integers: true,
  indexedSets: true,
  partials: true,
  listSeparator: true,
};

suite('the settings of the manifest', () => {
  const { contributes } = readManifest();
  const groups: readonly { properties: Record<string, Declaration> }[] = contributes.configuration;
  const declared: Record<string, Declaration> = Object.assign({}, ...groups.map(({ properties }) => properties));

  test('are those that are read', () => {
    const names = [...Object.keys(read), ...readByClient, ...Object.keys(profile).map(name => `profile.${name}`)];
    assert.deepEqual(Object.keys(declared).sort(), names.map(name => `intercomWebhook.${name}`).sort());
  });

  test('each has a description, a scope and a default that fits it', () => {
    for (const [name, { type, default: value, scope, description, markdownDescription }] of Object.entries(declared)) {
      const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
      const types = [type].flat().map(one => (one === 'integer' ? 'number' : one));
      assert.ok(types.includes(kind), `${name} has a default of type ${kind}`);
      assert.ok(['resource', 'window', 'application'].includes(scope), name);
      assert.match(description ?? markdownDescription ?? '', /^[A-Z].+\.$/, name);
    }
  });

  test('each of the engine says what is assumed, and where to read of it', () => {
    for (const name of Object.keys(profile)) {
      const text = declared[`intercomWebhook.profile.${name}`]?.markdownDescription ?? '';
      assert.match(text, /Assumption: .+\(https:\/\/\S+\/docs\/assumptions\.md\)\.$/, name);
    }
  });

  test('each of the engine is in the list of assumptions', () => {
    const assumptions = readFileSync('docs/assumptions.md', 'utf8');
    for (const name of Object.keys(profile)) {
      if (name !== 'name') assert.ok(assumptions.includes(`\`intercomWebhook.profile.${name}\``), name);
    }
  });

  test('each of the engine changes it', () => {
    for (const name of Object.keys(profile)) {
      const { type, enum: values } = declared[`intercomWebhook.profile.${name}`]!;
      const choices = values ?? ([type].flat().includes('boolean') ? [true, false, null] : []);
      const engines = choices.map(choice => JSON.stringify(engine({ [name]: choice })));
      assert.equal(new Set(engines).size, 2, `${name}: ${choices.join(', ')}`);
    }
  });
});

/** Everything that differs from one engine to another. */
function engine(settings: object) {
  const { helpers, suffixTable, ...others } = profileOf({ profile: settings });
  const five = suffixTable.get('toInteger')?.apply({ kind: 'double', value: 5 });
  const number = JSON.stringify(five, (_, value) => (typeof value === 'bigint' ? `${value}L` : value));
  return { ...others, helperTable: undefined, helpers: [...helpers], number };
}
