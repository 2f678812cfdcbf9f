import { t } from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { nearest } from '../text/nearest';
import type { Range, Span } from '../text/range';
import { contentOf } from './json';
import type { ActionProblem, FieldPlace } from './model';

/** What a mapping may take its value from: one of these fields. */
export const sources = ['map', 'attribute', 'text', 'secret'] as const;

/** What people call the fields of a mapping, a condition and the form itself. */
const otherNames: Readonly<Record<string, string>> = {
  from: 'attribute',
  variable: 'attribute',
  field: 'attribute',
  value: 'text',
  token: 'secret',
  name: 'to',
  target: 'to',
  op: 'operator',
  variables: 'templateVariables',
  body: 'bodyData',
  params: 'urlParameters',
};

/** Collects what is wrong and where the fields stand while the file is read. */
export class FieldReader {
  readonly problems: ActionProblem[] = [];
  readonly places = new Map<string, FieldPlace>();

  report(range: Range, message: string, severity?: 'warning', meant?: string): void {
    const { start, end } = range;
    this.problems.push({ range: { start, end }, message, ...(severity && { severity }), ...(meant && { meant }) });
  }

  repeated({ start, end, text }: Span): void {
    const message = t`\`${text}\` is here twice; the last one counts.`;
    this.problems.push({ range: { start, end }, message, severity: 'warning', repeated: true });
  }

  /**
   * The fields of an object by name; unknown and repeated ones are reported. One that is misspelt is read as what it means, so that
   * nothing else seems wrong. Their places are noted under `path`.
   */
  fields(node: Node | undefined, owner: string, known: readonly string[], path?: string): Map<string, Node> {
    const fields = new Map<string, Node>();
    if (node && node.type !== 'object') this.report(rangeOf(node), t`${capital(owner)} is an object in braces.`);
    const given = properties(node).map(({ key }) => key.text);
    for (const { key, value } of properties(node)) {
      let name = key.text;
      if (!known.includes(name)) {
        const near = nearest(key.text, known) ?? known.find(name => name === otherNames[key.text]);
        const advice = near ? t`Did you mean \`${near}\`?` : t`Fields: ${known.join(', ')}.`;
        this.report(
          key,
          owner
            ? t`\`${key.text}\` is no field of ${owner}. ${advice}`
            : t`\`${key.text}\` is no field of an action file. ${advice}`,
          near && isOpen(near, given) ? undefined : 'warning',
          near,
        );
        if (!near || !isOpen(near, given)) continue;
        name = near;
      }
      if (fields.has(name)) this.repeated(key);
      fields.set(name, value);
      if (path === undefined) continue;
      this.places.set(path ? `${path}.${name}` : name, {
        key: { start: key.start, end: key.end },
        value: rangeOf(value),
      });
    }
    return fields;
  }

  /** The object in a field; anything else there is reported. */
  object(fields: ReadonlyMap<string, Node>, name: string): Node | undefined {
    const node = fields.get(name);
    if (!node || node.type === 'object') return node;
    this.report(rangeOf(node), t`\`${name}\` is an object in braces.`);
    return undefined;
  }

  text(fields: ReadonlyMap<string, Node>, name: string, isPath = false): Span | undefined {
    const node = fields.get(name);
    if (!node || node.type === 'string') return node && contentOf(node);
    const message = isPath ? t`\`${name}\` is a path in double quotes.` : t`\`${name}\` is a text in double quotes.`;
    this.report(rangeOf(node), message);
    return undefined;
  }

  items(node: Node, message: string): readonly Node[] {
    if (node.type === 'array') return node.children ?? [];
    this.report(rangeOf(node), message);
    return [];
  }

  /** The name of a field of `node`, for pointing at it. */
  keyOf(node: Node, name: string): Range {
    return properties(node).find(({ key }) => key.text === name)?.key ?? rangeOf(node);
  }
}

/** Whether a field is neither given nor, for the source of a mapping, another one in its place. */
function isOpen(name: string, given: readonly string[]): boolean {
  const rivals: readonly string[] = sources.some(source => source === name) ? sources : [name];
  return !given.some(other => rivals.includes(other));
}

export function properties(node: Node | undefined): { readonly key: Span; readonly value: Node }[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) =>
    children?.[0] && children[1] ? [{ key: contentOf(children[0]), value: children[1] }] : [],
  );
}

export function rangeOf({ offset, length }: Node): Range {
  return { start: offset, end: offset + length };
}

/** The brace that opens an object: the place to say that something is missing in it. */
export function openingOf({ offset }: Node): Range {
  return { start: offset, end: offset + 1 };
}

function capital(words: string): string {
  return words ? words[0]!.toUpperCase() + words.slice(1) : t('An action file');
}
