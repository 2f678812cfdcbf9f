import { assertFile } from '../support/page';
import { readManifest } from './support/manifest';

interface Setting {
  readonly type: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly default: unknown;
  readonly scope: string;
  readonly description?: string;
  readonly markdownDescription?: string;
}

const scopes: Readonly<Record<string, string>> = {
  application: 'user settings only',
  window: 'user or workspace',
  resource: 'user, workspace or folder',
};

suite('the page about the settings', () => {
  test('says what the manifest says', () => {
    const groups: { title: string; properties: Record<string, Setting> }[] = [
      readManifest().contributes.configuration,
    ].flat();
    const sections = groups.map(({ title, properties }) =>
      [`## ${title}`, ...Object.entries(properties).map(entry => section(...entry))].join('\n\n'),
    );
    assertFile('docs/settings.md', `${[intro, ...sections].join('\n\n')}\n`);
  });
});

const intro = `# Settings

What **Preferences: Open Settings** shows under *Intercom Webhook*. This page is made from the extension's manifest.`;

function section(name: string, setting: Setting): string {
  const text = (setting.markdownDescription ?? setting.description ?? '').replace(/`#(.+?)#`/g, '`$1`');
  const facts = [
    `Default: \`${JSON.stringify(setting.default)}\`.`,
    setting.enum && `One of ${setting.enum.map(value => `\`${JSON.stringify(value)}\``).join(', ')}.`,
    `Where: ${scopes[setting.scope]}.`,
  ];
  return `### \`${name}\`\n\n${text}\n\n${facts.filter(Boolean).join(' ')}`;
}
