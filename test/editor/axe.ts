import axe, { type AxeResults } from 'axe-core';
import type { Frame, Locator } from 'playwright-core';
import { mistakes } from './inPage';

/**
 * What keeps people from using a page: what axe finds by all its rules, and what it does not look at.
 * @param background the name of the theme's colour behind the page, where the page has none of its own
 * @param rules of axe, where only some are wanted
 */
export async function barriers(body: Locator, background?: string, rules?: string[]): Promise<string[]> {
  const frame = (await (await body.elementHandle())!.ownerFrame())!;
  // The loader of the tests gives names to functions, also to those that run in the page.
  await frame.evaluate('globalThis.__name = value => value;');
  if (background) await frame.evaluate(`document.documentElement.style.background = 'var(--vscode-${background})'`);
  return [...(await axeFinds(frame, rules)), ...(await body.evaluate(mistakes))];
}

async function axeFinds(frame: Frame, runOnly?: string[]): Promise<string[]> {
  if (!(await frame.evaluate<boolean>('Boolean(globalThis.axe)'))) await frame.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ['violations'], runOnly });
  const { violations } = await frame.evaluate<AxeResults>(`axe.run(${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)}: ${failureSummary}`),
  );
}
