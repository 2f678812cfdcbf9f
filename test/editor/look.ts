// Takes screenshots of the extension in the real VS Code, from the project as it is built now; `--help` says how.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, copyExamples, root } from './project';
import type { Theme } from './themes';
import { openWorkbench, type Workbench } from './workbench';

const usage = `npm run look -- [--theme light|dark|hc|hc-light]… [--size 1280x800]… [--language de] [--out DIR] [--file FILE] [STEP…]

FILE is relative to examples/ (a copy is opened). Steps, in order:
  look:NAME (takes a screenshot in each theme and size; without such a step every step is followed by one)
  key:Control+Space   type:{{   command:Intercom Webhook: Send Action   pick:TITLE=LABEL   click:SELECTOR   wait:SELECTOR
  open:FILE           go:LINE:COLUMN (from 1)                           text (prints the editor's text)
  press:SELECTOR and seen:SELECTOR, as click and wait, in the page of a view`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    theme: { type: 'string', multiple: true, default: ['dark'] },
    size: { type: 'string', multiple: true, default: ['1280x800'] },
    out: { type: 'string', default: path.join(root, 'test/screenshots') },
    file: { type: 'string' },
    language: { type: 'string' },
  },
});

async function look() {
  build();
  const themes = values.theme as Theme[];
  const sizes = values.size.map(size => {
    const [width = 1280, height = 800] = size.split('x').map(Number);
    return { width, height };
  });
  const { file, language } = values;
  const given = { ...(file && { file }), ...(language && { language }) };
  const workbench = await openWorkbench({ folder: copyExamples(), theme: themes[0]!, size: sizes[0]!, ...given });
  const take = (name: string) => workbench.screenshot(`look-${name}`, values.out);
  const takeAll = async (name: string) => {
    for (const size of sizes) {
      await workbench.page.setViewportSize(size);
      for (const theme of themes) {
        await workbench.theme(theme);
        await workbench.page.waitForTimeout(500); // what a person sees once things have settled
        console.log(await take(`${name}-${theme}-${size.width}`));
      }
    }
    await workbench.page.setViewportSize(sizes[0]!);
  };
  const isEach = !positionals.some(step => step.startsWith('look:'));
  try {
    await workbench.load();
    for (const [index, step] of ['', ...positionals].entries()) {
      const [, name] = /^look:(.*)$/.exec(step) ?? [];
      if (step && name === undefined) await doStep(workbench, step);
      if (isEach || name !== undefined) await takeAll(name ?? String(index));
    }
  } catch (error) {
    console.error(await take('failed'));
    console.error(workbench.server.log());
    throw error;
  } finally {
    await workbench.close();
  }
}

async function doStep(workbench: Workbench, step: string) {
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
    case 'press':
      return workbench.webview().locator(rest).first().click();
    case 'seen':
      return workbench.webview().locator(rest).first().waitFor();
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

if (values.help) console.log(usage);
else void look();
