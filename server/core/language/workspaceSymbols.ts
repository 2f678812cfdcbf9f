import type { Action } from '../action/model';
import type { Range } from '../text/range';

/** Something of an action that can be found by its name. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: 'action' | 'template' | 'variable';
  readonly range: Range;
}

/** The symbols of an action that have the letters of a query in its order: `bt` finds `body_template`. */
export function workspaceSymbols(
  { name, templates, templateVariables }: Action,
  query: string,
): readonly WorkspaceSymbol[] {
  const all: readonly (WorkspaceSymbol | undefined)[] = [
    name && { name: name.text, kind: 'action', range: name },
    ...templates.map(template => ({ name: template.name.text, kind: 'template' as const, range: template.name })),
    ...templateVariables.map(({ to }) => to && { name: to.text, kind: 'variable' as const, range: to }),
  ];
  const wanted = query.toLowerCase();
  return all.filter(
    symbol => symbol !== undefined && symbol.name !== '' && fits(symbol.name.toLowerCase(), wanted),
  ) as readonly WorkspaceSymbol[];
}

function fits(name: string, query: string): boolean {
  let at = -1;
  for (const letter of query) {
    at = name.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
