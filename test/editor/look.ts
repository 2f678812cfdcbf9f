// Takes screenshots of the extension in the real VS Code, from the project as it is built now.
//
//   npx tsx test/editor/look.ts [--theme light|dark|hc|hc-light] [--size 1280x800] [--language de] [--out DIR]
//                               [--file FILE] [STEP…]
//
// FILE is relative to examples/ (a copy is opened). Steps, in order, each followed by a screenshot:
//   key:Control+Space   type:{{   command:Intercom Webhook: Send Action   pick:TITLE=LABEL   click:SELECTOR   wait:SELECTOR
//   open:FILE           go:LINE:COLUMN (1-based)                          text (prints the editor's text)
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, copyExamples, root } from './project';
import { openWorkbench, type Theme, type Workbench } from './workbench';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    theme: { type: 'string', default: 'dark' },
    size: { type: 'string', default: '1280x800' },
    out: { type: 'string', default: path.join(root, 'test/screenshots') },
    file: { type: 'string' },
    language: { type: 'string' },
  },
});

async function look() {
  build();
  const [width = 1280, height = 800] = values.size.split('x').map(Number);
  const theme = values.theme as Theme;
  const { file, language } = values;
  const given = { ...(file && { file }), ...(language && { language }) };
  const workbench = await openWorkbench({ folder: copyExamples(), theme, size: { width, height }, ...given });
  try {
    await workbench.load();
    for (const [index, step] of ['', ...positionals].entries()) {
      if (step) await take(workbench, step);
      await workbench.page.waitForTimeout(500); // what a person sees once things have settled
      console.log(step || 'opened', await workbench.screenshot(`look-${theme}-${index}`, values.out));
    }
  } catch (error) {
    console.error(await workbench.screenshot(`look-${theme}-failed`, values.out));
    console.error(workbench.server.log());
    throw error;
  } finally {
    await workbench.close();
  }
}

async function take(workbench: Workbench, step: string) {
  const { page } = workbench;
  const [, verb, rest = ''] = /^(\w+):?(.*)$/s.exec(step)!;
  switch (verb) {
    case 'key':
      return page.keyboard.press(rest);
    case 'type':
      return page.keyboard.type(rest);
    case 'command':
      return workbench.command(rest);
    case 'pick':
      return workbench.pick(...(rest.split('=') as [string, string]));
    case 'click':
      return page.locator(rest).first().click();
    case 'wait':
      return page.locator(rest).first().waitFor();
    case 'open':
      return workbench.open(rest);
    case 'go':
      return workbench.go(...(rest.split(':').map(Number) as [number, number]));
    case 'text':
      return console.log(await workbench.text());
    default:
      throw new Error(`Unknown step ${step}.`);
  }
}

void look();
