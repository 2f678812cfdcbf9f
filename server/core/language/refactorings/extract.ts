import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import { setField } from '../../check/action/formEdits';
import { parse } from '../../template/parse';
import { walk } from '../../template/walk';
import type { Range } from '../../text/range';
import type { TemplateDocument } from '../document';
import { allElements, type Element } from '../elements';
import { partNamed } from '../parts';
import { projectAfter } from '../rename/edits';
import { type Places, type Refactoring, templateAt } from './refactoring';
import { rendersTheSame } from './sameRendering';
import { type Selection, wholeSelection } from './selection';

/**
 * What a selection can become: a template of its own, where templates can include each other, or a part of the same
 * template, `{{+name}}…{{/name}}`. Each is offered only if everything is rendered as before.
 */
export function extractions(document: TemplateDocument, selected: Range, places: Places): readonly Refactoring[] {
  const { project, tree } = document;
  if (!project || tree.problems.length > 0 || hasDelimiters(document)) return [];
  const selection = wholeSelection(tree, selected);
  if (!selection) return [];
  const file = project.profile.partials ? asTemplate(document, project, selection, places) : undefined;
  const part = asPart(document, project, selection);
  return [file, part].flatMap(refactoring => refactoring ?? []);
}

function asTemplate(
  document: TemplateDocument,
  project: Project,
  selection: Selection,
  places: Places,
): Refactoring | undefined {
  const own = templateAt(project, document.path);
  if (!own) return undefined;
  const folder = own.reference.path.text.replace(/[^/]*$/, '');
  const fileOf = (name: string) => `${folder}${name}.trimou`;
  const name = unused(`${selection.name ?? 'extracted'}_template`, candidate => {
    return project.templates.has(candidate) || places.exists(places.resolve(fileOf(candidate)));
  });
  const path = places.resolve(fileOf(name));
  const text = contentOf(document.text, selection, true);
  const edits = [
    { path: document.path, range: selection.range, text: `{{>${name}}}` },
    ...setField(project, ['action', 'templates', name], fileOf(name)),
  ];
  const after = projectAfter(project, edits);
  const reference = after.action.templates.find(template => template.name.text === name);
  if (!reference) return undefined;
  if (!meansTheSame(document, selection, text)) return undefined;
  const created = { name, reference, path, text, tree: parse(text, project.profile, name), json: false };
  const complete = { ...after, templates: new Map([...after.templates, [name, created]]) };
  if (!rendersTheSame(project, complete)) return undefined;
  return {
    title: t`Extract to template ${name}`,
    kind: 'extract',
    edits,
    named: nameAt(selection),
    creates: { path, text },
  };
}

/**
 * Whether each name in the selection means the same on its own: one from a loop around the selection would be taken for
 * a mistake.
 */
function meansTheSame(document: TemplateDocument, { range }: Selection, text: string): boolean {
  const meaning = (element: Element) =>
    element.kind === 'name' ? `${element.name.origin} ${element.name.name}` : element.kind;
  const here = allElements(document).filter(
    element => range.start <= element.range.start && element.range.end <= range.end,
  );
  const alone = allElements({ ...document, text, tree: parse(text, document.profile) });
  return JSON.stringify(here.map(meaning)) === JSON.stringify(alone.map(meaning));
}

function asPart(document: TemplateDocument, project: Project, selection: Selection): Refactoring | undefined {
  const { path, text, json, tree } = document;
  const name = unused(
    `${selection.name ?? 'extracted'}_part`,
    candidate => partNamed(tree, candidate) !== undefined || project.templates.has(candidate),
  );
  // A line break at the beginning or end of the part would be printed, which is harmless in JSON only.
  const content = contentOf(text, selection, json);
  const start = selection.lines && json ? (/\r\n|\r|\n/.exec(text)?.[0] ?? '') : '';
  const edits = [
    { path, range: selection.range, text: `{{>${name}}}` },
    { path, range: { start: text.length, end: text.length }, text: `{{+${name}}}${start}${content}{{/${name}}}` },
  ];
  if (!rendersTheSame(project, projectAfter(project, edits))) return undefined;
  return { title: t`Extract to part ${name} of this template`, kind: 'extract', edits, named: nameAt(selection) };
}

/** The offset of the name in the tag that replaces the selection; no edit comes before it. */
function nameAt({ range }: Selection): number {
  return range.start + '{{>'.length;
}

/**
 * The selected text; whole lines lose their indentation, which the tag in their place has, and get a final line break.
 */
function contentOf(text: string, { range, lines }: Selection, breaks: boolean): string {
  const content = text.slice(range.start, range.end);
  if (!lines) return content;
  const lineBreak = breaks ? (/\r\n|\r|\n/.exec(text)?.[0] ?? '') : '';
  if (lines.indentation === '') return content + lineBreak;
  return (
    content.replace(/(\r\n|\r|\n)([ \t]+)/g, (whole, end: string, blanks: string) =>
      blanks.startsWith(lines.indentation) ? end + blanks.slice(lines.indentation.length) : whole,
    ) + lineBreak
  );
}

function hasDelimiters({ tree }: TemplateDocument): boolean {
  let found = false;
  walk(tree, {
    enter(node) {
      if (node.kind === 'delimiters') found = true;
    },
  });
  return found;
}

function unused(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 2, candidate = name; ; candidate = `${name}_${number++}`) if (!isTaken(candidate)) return candidate;
}
