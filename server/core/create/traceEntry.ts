import type { Action } from '../action/model';

/** The text of a Trace entry, without its heading, and which entry it is; undefined for any other text. */
export function traceEntry(text: string): { readonly kind: 'variables' | 'other'; readonly text: string } | undefined {
  const variables = /Template Variables JSON\s*:?\s*/i.exec(text);
  if (variables) {
    const start = variables.index + variables[0].length;
    return { kind: 'variables', text: objectIn(text, start) ?? text.slice(start) };
  }
  return /^\s*(Rendered Template:|Action (Processed|Failed)\b)/i.test(text) ? { kind: 'other', text } : undefined;
}

/** The first JSON object in a text, from an offset on; undefined where none begins or it has no end. */
export function objectIn(text: string, from = 0): string | undefined {
  const start = text.indexOf('{', from);
  if (start < 0) return undefined;
  const token = /"(?:[^"\\]|\\[\s\S])*"|[{}[\]]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '{' || match[0] === '[') depth++;
    if (match[0] === '}' || match[0] === ']') depth--;
    if (depth === 0) return text.slice(start, token.lastIndex);
  }
  return undefined;
}

/**
 * The attributes that template variables were mapped from, and the variables that come from none. A list of objects is
 * taken apart again: `items.sku` is what each object holds under `sku`.
 */
export function attributesOf(
  variables: Readonly<Record<string, unknown>>,
  { templateVariables }: Action,
): { readonly attributes: Record<string, unknown>; readonly others: readonly string[] } {
  const attributes: Record<string, unknown> = {};
  const known = new Set<string>();
  for (const { source, to } of templateVariables) {
    if (!to?.text) continue;
    const [name = '', member] = to.text.split(/\.(.*)/s);
    known.add(name);
    const value = variables[name];
    if (source?.kind !== 'attribute' || value === undefined) continue;
    attributes[source.value.text] = member && Array.isArray(value) ? membersOf(value, member) : value;
  }
  return { attributes, others: Object.keys(variables).filter(name => !known.has(name)) };
}

function membersOf(objects: readonly unknown[], member: string): unknown {
  const values = objects.map(each => (each as Readonly<Record<string, unknown>> | null)?.[member] ?? null);
  // A value that is no list is repeated in every object.
  return values.length > 1 && values.every(value => value === values[0]) ? values[0] : values;
}

/** Whether an object holds template variables of the action rather than attributes. */
export function areVariables(json: Readonly<Record<string, unknown>>, action: Action): boolean {
  const names = Object.keys(json);
  const mapped = action.templateVariables.flatMap(({ source, to }) =>
    to?.text && source?.kind === 'attribute' ? [[to.text.split('.')[0]!, source.value.text] as const] : [],
  );
  const isVariable = (name: string) => mapped.some(([to]) => to === name);
  const isAttribute = (name: string) =>
    mapped.some(([, attribute]) => attribute === name) || name.startsWith('tealium_');
  return (
    names.some(isVariable) && names.every(name => isVariable(name) || !isAttribute(name)) && !names.every(isAttribute)
  );
}
