import { env, l10n, Uri, type Webview } from 'vscode';

/** What every page needs of its view. */
export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  /** What all pages look like, … */
  readonly base: string;
  /** … and what this one adds. */
  readonly style: string;
  readonly script: string;
  /** Of the texts, for the screen reader. */
  readonly language: string;
}

/** `files`: the folder of the page's script and style sheet, which have its name, and of what all pages look like. */
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
