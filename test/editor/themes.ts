import type { Page } from 'playwright-core';

/** VS Code's own themes, by the name used on the command line and in the names of screenshots. */
export type Theme = 'light' | 'dark' | 'hc' | 'hc-light';

const classes: Readonly<Record<Theme, string>> = {
  light: 'vs',
  dark: 'vs-dark',
  hc: 'hc-black',
  'hc-light': 'hc-light',
};

/** The workbench follows what its page says of the system, so that a change of theme closes nothing that is open. */
export const themeSettings = {
  'window.autoDetectColorScheme': true,
  'window.autoDetectHighContrast': true,
  'workbench.preferredLightColorTheme': 'Default Light Modern',
  'workbench.preferredDarkColorTheme': 'Default Dark Modern',
  'workbench.preferredHighContrastColorTheme': 'Default High Contrast',
  'workbench.preferredHighContrastLightColorTheme': 'Default High Contrast Light',
};

/**
 * Lets `useTheme` choose, from this one on. What the browser itself can claim of the system would not do: with high
 * contrast it forces colours of its own.
 */
export async function startTheme(page: Page, theme: Theme): Promise<void> {
  await page.addInitScript(`(() => {
    const matchMedia = window.matchMedia.bind(window);
    const lists = [];
    let theme = ${JSON.stringify(theme)};
    const answers = {
      '(prefers-color-scheme: dark)': () => theme === 'dark' || theme === 'hc',
      '(prefers-color-scheme: light)': () => theme === 'light' || theme === 'hc-light',
      '(forced-colors: active)': () => theme.startsWith('hc'),
    };
    window.matchMedia = media => {
      const matches = answers[media];
      if (!matches) return matchMedia(media);
      const list = Object.defineProperty(new EventTarget(), 'matches', { get: matches });
      lists.push(list);
      return list;
    };
    window.useTheme = name => {
      theme = name;
      for (const list of lists) list.dispatchEvent(new Event('change'));
    };
  })();`);
}

export async function useTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(`useTheme(${JSON.stringify(theme)})`);
  await page.locator(`.monaco-workbench.${classes[theme]}`).waitFor();
}
