import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cards } from '../../server/core/check/rules';
import { keyOf, readManifest } from './support/manifest';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.nls.json', 'utf8'));
const { contributes } = manifest;

suite('the setting of the rules', () => {
  const [checks] = readManifest().contributes.configuration;
  const setting = checks.properties['intercomWebhook.rules'];
  const severities = setting.additionalProperties.enum;

  // When a rule is added: its code, with its summary, belongs into the manifest.
  test('completes every code, with what it is about, in the order of the alphabet', () => {
    const expected = [...cards.values()]
      .sort((left, right) => (left.code < right.code ? -1 : 1))
      .map(({ code, summary }) => [code, { type: 'string', enum: severities, description: summary }]);
    assert.deepEqual(Object.entries(setting.properties), expected);
  });
});

suite('the settings of sending', () => {
  test('a workspace decides neither who may receive a token, nor, while it is not trusted, anything else', () => {
    const groups: { properties: Record<string, { scope: string; tags?: string[] }> }[] = contributes.configuration;
    const settings = Object.assign({}, ...groups.map(({ properties }) => properties));
    assert.equal(settings['intercomWebhook.allowedHosts'].scope, 'application');
    const online = Object.keys(settings).filter(name => settings[name].tags?.includes('usesOnlineServices'));
    assert.deepEqual(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(), online.toSorted());
  });
});

suite('the texts of the manifest', () => {
  // When a text is added: it belongs into package.nls.json, and `%its.key%` into package.json.
  test('stand in package.nls.json, each in use', () => {
    const shown = [...textsIn({ description: manifest.description }), ...textsIn(manifest.capabilities)];
    const written = [...shown, ...textsIn(contributes)];
    assert.deepEqual(
      written.filter(text => keyOf(text) === undefined),
      [],
    );
    assert.deepEqual([...new Set(written.map(text => keyOf(text)))].sort(), Object.keys(texts).sort());
  });
});

suite('the commands', () => {
  const declared: readonly string[] = contributes.commands.map(({ command }: { command: string }) => command);

  test('are those that the client registers', () => {
    const sources = filesIn('client').filter(file => file.endsWith('.ts'));
    const registered = sources.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/\bcommand\('(\w+)'/g)].map(([, name]) => `intercomWebhook.${name}`),
    );
    assert.deepEqual(
      declared.filter(name => !registered.includes(name)),
      [],
    );
  });

  test('in menus and keys are declared, each where it can do something', () => {
    const items: { command?: string; when?: string }[] = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
    ] as never;
    for (const { command, when } of items) {
      assert.ok(command === undefined || declared.includes(command), command);
      assert.ok(when, `${command} has no condition`);
    }
  });

  test('of the preview has its key wherever it has its button', () => {
    const isPreview = ({ command }: { command: string }) => command === 'intercomWebhook.previewRequest';
    const button = contributes.menus['editor/title'].find(isPreview);
    assert.equal(contributes.keybindings.find(isPreview).when, `editorTextFocus && (${button.when})`);
  });
});

suite('the walkthrough', () => {
  const steps: readonly { description: string; completionEvents: string[] }[] = contributes.walkthroughs[0].steps;
  const declared: readonly string[] = contributes.commands.map(({ command }: { command: string }) => command);

  test('has at most six steps, and each is done by doing what it says', () => {
    assert.ok(steps.length <= 6);
    for (const { description, completionEvents } of steps) {
      const [, linked] = /\(command:([\w.]+)\)/.exec(texts[keyOf(description)!]!)!;
      assert.ok(declared.includes(linked!), linked);
      assert.deepEqual(completionEvents, [`onCommand:${linked}`]);
    }
  });
});

suite('the problem matcher', () => {
  const { pattern } = contributes.problemMatchers[0];

  test('reads a line of a check', () => {
    const line = 'shop/body.json.trimou:3:12  information  unused-variable  No template uses {{plan}}.';
    const { file, severity, code, message } = pattern;
    const found = new RegExp(pattern.regexp).exec(line)!;
    assert.deepEqual(
      [file, pattern.line, pattern.column, severity, code, message].map(group => found[group]),
      ['shop/body.json.trimou', '3', '12', 'info', 'unused-variable', 'No template uses {{plan}}.'],
    );
  });
});

suite('the files of the manifest', () => {
  test('are there', () => {
    const named = relativePaths({ contributes, icon: manifest.icon });
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter(file => !existsSync(file)),
      [],
    );
  });
});

/** Where VS Code shows a text to the user. */
const shownUnder = new Set([
  ...['title', 'shortTitle', 'category', 'label', 'contextualTitle', 'contents', 'altText', 'displayName'],
  ...['description', 'markdownDescription', 'deprecationMessage', 'markdownDeprecationMessage'],
  ...['patternErrorMessage', 'errorMessage', 'enumDescriptions', 'markdownEnumDescriptions', 'enumItemLabels'],
]);

function textsIn(value: unknown, under = ''): string[] {
  if (typeof value === 'string') return shownUnder.has(under) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(one => textsIn(one, under));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    // A view has its title under `name`, as do many things that no user reads.
    const shown = name === 'name' && 'contextualTitle' in value ? 'title' : name;
    // Settings are under their own names, which may be any word.
    return under === 'properties' ? textsIn(inner) : textsIn(inner, shown);
  });
}

function relativePaths(value: unknown): string[] {
  if (typeof value === 'string') return /^(\.\/\S+|client\/\S+)$/.test(value) ? [path.posix.normalize(value)] : [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(relativePaths) : [];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => path.join(folder, file));
}
