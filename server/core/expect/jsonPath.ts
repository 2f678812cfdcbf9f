import { t } from '@vscode/l10n';
/** The way to one value in JSON: names of members and places in lists, from the root. */
export type JsonPath = readonly (string | number)[];

/**
 * Reads a singular query of RFC 9535: `$.companies[0].name`, `$["a b"]`, `$.list[-1]`. A query for many values is none.
 * What is no such path is a sentence that says so.
 */
export function parseJsonPath(text: string): { readonly path: JsonPath } | { readonly problem: string } {
  if (!text.startsWith('$'))
    return { problem: t`A path begins with \`$\`, as \`$.${text.replace(/^\.+/, '')}\` does.` };
  const path: (string | number)[] = [];
  let rest = text.slice(1);
  while (rest !== '') {
    const [whole = '', shorthand, index, double, single] = segment.exec(rest) ?? [];
    if (whole === '') return { problem: problemAt(text, rest) };
    const quoted = double ?? single;
    const name = quoted === undefined ? shorthand : unquoted(quoted);
    if (name === undefined && index === undefined) return { problem: problemAt(text, rest) };
    path.push(name ?? Number(index));
    rest = rest.slice(whole.length);
  }
  return { path };
}

/** The value that a path leads to; undefined when there is none. A place below zero counts from the end of the list. */
export function valueAt(json: unknown, path: JsonPath): unknown {
  let value = json;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value)) value = typeof step === 'number' ? value.at(step) : undefined;
    else value = typeof step === 'string' && Object.hasOwn(value, step) ? (value as never)[step] : undefined;
  }
  return value;
}

const segment =
  /^(?:\.([A-Za-z_\u0080-\uffff][\w\u0080-\uffff-]*)|\[\s*(?:(-?(?:0|[1-9]\d{0,8}))|("(?:[^"\\]|\\.)*")|('(?:[^'\\]|\\.)*'))\s*\])/;

function problemAt(text: string, rest: string): string {
  const many = /^(\.\.|\.\*|\[[*?:]|\[[^\]]*[,:])/.test(rest);
  if (many) return t`\`${text}\` may lead to many values. Name one: \`$.companies[0].name\`.`;
  return t`This is not a path from \`${rest}\` on. It looks like \`$.companies[0].name\` or \`$["a name"]\`.`;
}

/** The text in quotes of either kind; undefined when an escape is none of JSON's. */
function unquoted(quoted: string): string | undefined {
  const inner = quoted.slice(1, -1);
  try {
    return JSON.parse(quoted[0] === '"' ? quoted : `"${inner.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`);
  } catch {
    return undefined;
  }
}
