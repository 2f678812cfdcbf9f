import { containersOf, type OutlineMember } from '../json/outline';
import { outlineOf } from '../json/readOutline';
import { walk } from '../template/walk';
import type { Range } from '../text/range';
import type { TemplateDocument } from './document';

/** An entry of the outline: the fields of a body and the sections of a template, each with what stands inside of it. */
export interface TemplateSymbol {
  /** `email` of a body; `#items`, `^email` for sections */
  readonly name: string;
  readonly kind: SymbolKind;
  readonly range: Range;
  /** The name of a field, the content of an opening tag. */
  readonly selection: Range;
  readonly children: readonly TemplateSymbol[];
}

type SymbolKind = 'object' | 'list' | 'string' | 'value' | 'section' | 'inverted-section' | 'block' | 'nested-template';

/** The outline of a template. */
export function documentSymbols({ tree, json }: TemplateDocument): readonly TemplateSymbol[] {
  const found: Entry[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind !== 'section' && node.kind !== 'block' && node.kind !== 'nested-template') return;
      const { range, tag } = node;
      const kind = node.kind === 'section' && node.inverted ? 'inverted-section' : node.kind;
      found.push({ name: `${sigils[kind]}${tag.content.text}`, kind, range, selection: tag.content });
    },
  });
  const objects = json ? containersOf(outlineOf(tree)) : [];
  const fields = objects.flatMap(value => (value.kind === 'object' ? value.members : [])).flatMap(fieldOf);
  return nested([...found, ...fields]);
}

const sigils = { section: '#', 'inverted-section': '^', block: '$', 'nested-template': '+' };

type Entry = Omit<TemplateSymbol, 'children'>;

/** A field is of the kind of its first value; one whose name is printed by a tag is left out. */
function fieldOf({ key, keyRange, values: [value, ...others] }: OutlineMember): readonly Entry[] {
  if (!key) return [];
  const end = Math.max(keyRange.end, ...[value, ...others].map(each => each?.range.end ?? 0));
  const kind = value?.kind === 'bare' || !value ? 'value' : value.kind;
  return [{ name: key, kind, range: { start: keyRange.start, end }, selection: keyRange }];
}

/**
 * An entry within another one is its child; one that only overlaps it is its sibling. The sections that choose the
 * value of a field belong to it, their ends too.
 */
function nested(entries: readonly Entry[]): readonly TemplateSymbol[] {
  const roots: Growing[] = [];
  const around: Growing[] = [];
  const ordered = [...entries].sort((a, b) => a.range.start - b.range.start || b.range.end - a.range.end);
  for (const entry of ordered) {
    const symbol = { ...entry, children: [] };
    for (let last = around.at(-1); last && last.range.end < entry.range.end; last = around.at(-1)) {
      if (isScalar(last) && entry.range.start < last.range.end)
        last.range = { start: last.range.start, end: entry.range.end };
      else around.pop();
    }
    (around.at(-1)?.children ?? roots).push(symbol);
    around.push(symbol);
  }
  return roots;
}

interface Growing extends Omit<Entry, 'range'> {
  range: Range;
  readonly children: Growing[];
}

function isScalar({ kind }: Pick<Entry, 'kind'>): boolean {
  return kind === 'string' || kind === 'value';
}
