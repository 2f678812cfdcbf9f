import type { Project } from '../action/project';
import { placeholders } from '../action/spans';
import type { Template } from '../template/tree';
import { walk } from '../template/walk';
import type { Range } from '../text/range';
import { mappingLists } from './action/formEdits';

/** How the templates of an action include each other. */
export interface Includes {
  /** Templates that are only rendered as a part of others: what they can use depends on where they are included. */
  readonly parts: ReadonlySet<string>;
  /** By the name of a template, where it includes one that already includes it: the render ends with an error. */
  readonly endless: ReadonlyMap<string, readonly Range[]>;
  /** Templates that include one which cannot be rendered, however far down. */
  readonly spoilt: ReadonlySet<string>;
}

/** Undefined in an engine whose templates cannot include each other. */
export function includesOf(project: Project): Includes | undefined {
  if (!project.profile.partials) return undefined;
  const known = found.get(project.templates) ?? find(project);
  found.set(project.templates, known);
  return known;
}

const found = new WeakMap<Project['templates'], Includes>();

interface Inclusion {
  readonly name: string;
  readonly range: Range;
}

function find(project: Project): Includes {
  const inclusions = new Map<string, readonly Inclusion[]>();
  for (const [name, { tree }] of project.templates) inclusions.set(name, tree ? inclusionsIn(tree) : []);
  const used = usedByForm(project);
  const parts = new Set([...inclusions.values()].flat().map(({ name }) => name));
  for (const name of used) parts.delete(name);
  const endless = new Map<string, Range[]>();
  const spoilt = new Set<string>();
  const state = new Map<string, 'open' | 'done'>();
  for (const name of [...used, ...project.templates.keys()]) if (!state.has(name)) visit(name);
  return { parts, endless, spoilt };

  /** Depth first, without recursion: a chain may be as long as there are templates. */
  function visit(root: string): void {
    const path: { readonly name: string; index: number }[] = [{ name: root, index: 0 }];
    state.set(root, 'open');
    while (path.length > 0) {
      const here = path.at(-1)!;
      const next = inclusions.get(here.name)?.[here.index++];
      if (next && state.get(next.name) === 'open') {
        endless.set(here.name, [...(endless.get(here.name) ?? []), next.range]);
        for (const { name } of path) spoilt.add(name);
      } else if (next && !state.has(next.name)) {
        state.set(next.name, 'open');
        path.push({ name: next.name, index: 0 });
      } else if (next && isSpoilt(next.name)) spoilt.add(here.name);
      if (next) continue;
      state.set(here.name, 'done');
      path.pop();
      const around = path.at(-1);
      if (around && isSpoilt(here.name)) spoilt.add(around.name);
    }
  }

  function isSpoilt(name: string): boolean {
    return spoilt.has(name) || (project.templates.get(name)?.tree?.problems.length ?? 0) > 0;
  }
}

function inclusionsIn(tree: Template): readonly Inclusion[] {
  const inclusions: Inclusion[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind !== 'partial' && node.kind !== 'extend') return;
      const { text, start, end } = node.tag.content;
      inclusions.push({ name: text, range: { start, end } });
    },
  });
  return inclusions;
}

/** The templates that fields of the form name. */
function usedByForm(project: Project): ReadonlySet<string> {
  const { url } = project.action;
  const sources = mappingLists(project).flatMap(([, mappings]) =>
    mappings.flatMap(({ source }) => source?.value ?? []),
  );
  return new Set(
    [...(url ? [url] : []), ...sources].flatMap(text => placeholders(project.text, text)).map(({ name }) => name.text),
  );
}
