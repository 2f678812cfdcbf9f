import { env, l10n, Uri, type Webview } from 'vscode';

/** What every page needs of its view. */
export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  /** The style sheet of all pages. */
  readonly base: string;
  /** The style sheet of this page. */
  readonly style: string;
  readonly script: string;
  /** The language of the texts, for screen readers. */
  readonly language: string;
}

/**
 * `files`: the folder of the style sheet of all pages, and of the page's own script and style sheet, which have its
 * name.
 */
export function pageParts(webview: Webview, files: Uri, name: string): PageParts {
  const file = (name: string) => webview.asWebviewUri(Uri.joinPath(files, name)).toString();
  return {
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID(),
    base: file('page.css'),
    style: file(`${name}.css`),
    script: file(`${name}.js`),
    language: l10n.bundle ? env.language : 'en',
  };
}
