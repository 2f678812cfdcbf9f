import { env, l10n, Uri, type Webview } from 'vscode';

/** What every page needs of its view. */
export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  readonly style: string;
  readonly script: string;
  /** Of the texts, for the screen reader. */
  readonly language: string;
}

/** `files`: the folder of the page's script and style sheet, which have its name. */
export function pageParts(webview: Webview, files: Uri, name: string): PageParts {
  const file = (ending: string) => webview.asWebviewUri(Uri.joinPath(files, `${name}.${ending}`)).toString();
  return {
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID(),
    style: file('css'),
    script: file('js'),
    language: l10n.bundle ? env.language : 'en',
  };
}
