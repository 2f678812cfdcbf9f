import assert from 'node:assert/strict';
import { assertFile } from '../support/page';
import { groups } from './support/commandWords';
import { readManifest } from './support/manifest';

const prefix = 'intercomWebhook.';
const { commands, menus, keybindings }: Contributions = readManifest().contributes;

interface Contributions {
  readonly commands: readonly { readonly command: string; readonly title: string }[];
  readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>;
  readonly keybindings: readonly { readonly command: string; readonly key: string; readonly mac: string }[];
}

suite('the page about the commands', () => {
  test('has each command of the manifest, once', () => {
    const described = Object.values(groups).flatMap(words => Object.keys(words));
    const names = commands.map(({ command }) => command.slice(prefix.length));
    assert.deepEqual(described.sort(), names.sort());
  });

  test('says what the manifest says', () => {
    const sections = Object.entries(groups).flatMap(([title, words]) => [
      `## ${title}`,
      ...Object.entries(words).map(([name, sentence]) => section(`${prefix}${name}`, sentence)),
    ]);
    assertFile('docs/commands.md', `${[intro, ...sections].join('\n\n')}\n`);
  });
});

const intro = `# Commands

What the palette (\`F1\`) lists under *Intercom Webhook*, and what is in menus. This page is made from the extension's manifest.`;

function section(command: string, sentence: string): string {
  const { title } = commands.find(each => each.command === command)!;
  return `### ${title}\n\n${sentence}\n\n${places(command).join(' ')}`;
}

/** How a command is found: its keys, and the menus with the files that they are of. */
function places(command: string): readonly string[] {
  const keys = keybindings
    .filter(each => each.command === command)
    .map(({ key, mac }) => `${keyOf(key)} (macOS: ${keyOf(mac)})`);
  const inPalette = menus.commandPalette!.find(each => each.command === command)?.when;
  const found = Object.entries(menuNames).flatMap(([menu, name]) => {
    const entry = menus[menu]!.find(each => each.command === command);
    if (!entry) return [];
    const kinds = filesOf(entry.when ?? '');
    return [kinds.length > 0 ? `${name} (${inList(kinds)})` : name];
  });
  const where = [
    ...(inPalette === 'false' ? [] : [`palette${inPalette ? ', where it can do something' : ''}`]),
    ...found,
  ];
  return [...(keys.length > 0 ? [`Key: ${keys.join(', ')}.`] : []), `Where: ${where.join('; ')}.`];
}

const menuNames: Readonly<Record<string, string>> = {
  'editor/title': 'title of the editor',
  'editor/title/run': 'run button in the editor',
  'editor/context': 'menu in the editor',
  'explorer/context': 'menu in the Explorer',
  'file/newFile': '*File: New File…*',
  'view/title': 'title of the results',
  'webview/context': 'menu of a send in the results',
};

/** The kinds of files that a condition names. */
function filesOf(when: string): readonly string[] {
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/(^|[( ])explorerResourceIsFolder/, 'folders'],
    [/\.webhook/, 'actions'],
    [/trimou/, 'templates'],
    [/\.event\\/, 'sample events'],
    [/jsonl/, 'files of many events'],
    [/intercom-webhook-preview &&/, 'previews'],
  ];
  return kinds.flatMap(([sign, kind]) => (sign.test(when) ? [kind] : []));
}

function inList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `ctrl+k v` as people write it: `Ctrl+K V`, each key as code. */
function keyOf(key: string): string {
  return `\`${key.replace(/(^|[+ ])(\w)/g, (_, before: string, letter: string) => before + letter.toUpperCase())}\``;
}
