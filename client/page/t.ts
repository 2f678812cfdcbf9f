import * as l10n from '@vscode/l10n';

/** For the view of a page: what its template has in `{{#t}}…{{/t}}` is shown in the language of the editor. */
export const t = () => (text: string, render: (template: string) => string) => render(l10n.t(text));
