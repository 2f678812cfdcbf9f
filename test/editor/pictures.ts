// npm run pictures [-- NAME…]: takes the pictures of the README in the real VS Code, from the project as it is built now.
import fs from 'node:fs';
import path from 'node:path';
import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { PNG } from 'pngjs';
import { build, copyExamples, root } from './project';
import type { Theme } from './themes';
import { openWorkbench, type Workbench } from './workbench';

const folder = path.join(root, 'docs/images');
const template = 'new-user/body_template.json.trimou';
const settings = {
  'editor.inlayHints.enabled': 'on',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.wordWrap': 'on',
};

/** Each starts in a fresh workbench with the body template of the first example, and is taken when `play` has ended. */
const pictures: Readonly<Record<string, Picture>> = {
  workbench: {
    themes: ['light', 'dark'],
    async play(workbench) {
      await send(workbench);
      await breakEmail(workbench);
    },
  },
  preview: {
    themes: ['light'],
    async play(workbench) {
      await workbench.command('Intercom Webhook: Preview Request');
      await shown(workbench, 1);
      await workbench.go(12, 10);
    },
  },
  counterexample: {
    themes: ['dark'],
    async play(workbench) {
      await workbench.go(14, 1);
      for (const _ of ['first_order_total', 'channel']) await workbench.page.keyboard.press('Control+Shift+K');
      await workbench.page.locator('.part.editor .squiggly-error').first().waitFor();
      await workbench.go(12, 8);
      await workbench.command('Intercom Webhook: Show Counterexample');
      for (const group of [1, 2]) await shown(workbench, group);
    },
  },
};

interface Picture {
  readonly themes: readonly Theme[];
  play(workbench: Workbench): Promise<void>;
}

/** The animated picture: a mistake, its fix, and the answer of the sandbox. */
async function film(workbench: Workbench, look: (ms: number) => Promise<void>): Promise<void> {
  const { page } = workbench;
  await look(1200);
  await breakEmail(workbench);
  await look(2400);
  await page.keyboard.press('Escape');
  await workbench.go(3, 15);
  await workbench.until('Control+.', page.locator('.action-widget .monaco-list-row').first());
  await look(1600);
  await page.keyboard.press('Enter');
  await page.locator('.part.editor .squiggly-error').first().waitFor({ state: 'detached' });
  await look(1000);
  await send(workbench);
  await look(3500);
}

/** Waits for text in the editor group of this number. */
function shown({ page }: Workbench, group: number): Promise<void> {
  return page.locator('.part.editor .editor-group-container').nth(group).locator('.view-line').first().waitFor();
}

async function send({ page, webview }: Workbench): Promise<void> {
  await page.keyboard.press('Control+Alt+R');
  await webview().locator('#history [role=option]').first().waitFor({ timeout: 60_000 });
}

/** Takes the quotes away around the address. */
async function breakEmail(workbench: Workbench): Promise<void> {
  await workbench.go(3, 29);
  await workbench.page.keyboard.press('Delete');
  await workbench.go(3, 12);
  await workbench.page.keyboard.press('Delete');
  await hover(workbench, 'unquoted-string');
}

/** The message at the cursor. Until the checks are done, the hover may still tell of the text of a moment ago. */
async function hover({ page }: Workbench, code: string): Promise<void> {
  const message = page.locator('.monaco-hover', { hasText: code }).first();
  for (;;) {
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+I');
    if (
      await message.waitFor({ timeout: 1500 }).then(
        () => true,
        () => false,
      )
    )
      return;
    await page.keyboard.press('Escape');
  }
}

async function take(
  theme: Theme,
  size: { width: number; height: number },
  use: (workbench: Workbench) => Promise<void>,
) {
  const workbench = await openWorkbench({ folder: copyExamples(), file: template, theme, size, settings });
  try {
    await workbench.load();
    await workbench.page.locator('.part.statusbar', { hasText: 'Sandbox ·' }).waitFor({ timeout: 60_000 });
    await workbench.page.locator('.part.editor .monaco-editor').first().click();
    await use(workbench);
  } finally {
    await workbench.close();
  }
}

/** What a person sees once things have settled. */
const settled = (workbench: Workbench) => workbench.page.waitForTimeout(900);

async function main(names: readonly string[]): Promise<void> {
  build();
  for (const [name, { themes, play }] of Object.entries(pictures)) {
    if (names.length > 0 && !names.includes(name)) continue;
    for (const theme of themes) {
      await take(theme, { width: 1280, height: 800 }, async workbench => {
        await play(workbench);
        await settled(workbench);
        console.log(await workbench.screenshot(`${name}-${theme}`, folder));
      });
    }
  }
  if (names.length > 0 && !names.includes('film')) return;
  const gif = GIFEncoder();
  await take('dark', { width: 1000, height: 640 }, workbench =>
    film(workbench, async delay => {
      await settled(workbench);
      const { data, width, height } = PNG.sync.read(await workbench.page.screenshot());
      const palette = quantize(data, 256);
      gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay });
    }),
  );
  gif.finish();
  const file = path.join(folder, 'first-answer.gif');
  fs.writeFileSync(file, gif.bytes());
  console.log(file);
}

void main(process.argv.slice(2));
