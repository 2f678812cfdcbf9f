import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import {
  actionDefinition,
  actionHover,
  actionLinks,
  actionReferences,
  actionTarget,
  check,
  checkTemplate,
  closeSection,
  complete,
  completeAction,
  definition,
  documentSymbols,
  folds,
  format,
  highlights,
  hover,
  indentOnType,
  inlayHints,
  linkedNames,
  type Refusal,
  type RenameTarget,
  refactorings,
  references,
  rename,
  type SignatureHelp,
  selectionRanges,
  semanticTokens,
  signatureHelp,
  type TemplateDocument,
  type TemplateSymbol,
  templateLinks,
  templateTarget,
  workspaceSymbols,
} from '../../../server/core/language';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import type { Range } from '../../../server/core/text/range';
import { sampleBody } from '../../support/cursor';
import { memoryFiles } from '../../support/files';

const examples = join(import.meta.dirname, '../../../examples');

/** The files of `examples/` by their path. The only core test that reads the disk: the examples are what users start from. */
function exampleFiles(): Record<string, string> {
  const names = readdirSync(examples, { recursive: true, encoding: 'utf8' }).map(name => name.replaceAll('\\', '/'));
  const files = names.filter(name => /\.(json|jsonl|trimou)$/.test(name));
  return Object.fromEntries(files.map(name => [`/${name}`, readFileSync(join(examples, name), 'utf8')]));
}

const formatting = { tabSize: 2, insertSpaces: true };

/** Asks every feature about one place of a template; whatever it answers lies within the text. */
function askTemplate(document: TemplateDocument, offset: number): void {
  const { path, text, project } = document;
  const own = (places: readonly { path: string; range: Range }[]) =>
    places.filter(place => place.path === path).map(({ range }) => range);
  const ranges: Readonly<Record<string, readonly Range[]>> = {
    complete: complete(document, offset).map(({ range }) => range),
    hover: [hover(document, offset)?.range ?? { start: 0, end: 0 }],
    definition: own(definition(document, offset)),
    references: own(references(document, offset, true)),
    highlights: highlights(document, offset),
    linkedNames: linkedNames(document, offset),
    format: format(document, formatting).map(({ range }) => range),
    indent: indentOnType(document, offset, formatting).map(({ range }) => range),
    rename: project ? own(renamed(project, templateTarget(document, offset))) : [],
    links: templateLinks(document).map(({ range }) => range),
    inlayHints: inlayHints(document, { start: 0, end: text.length }).map(hint => ({
      start: hint.offset,
      end: hint.offset,
    })),
    selectionRanges: nested(selectionRanges(document, offset)),
    signatureHelp: piecesOf(signatureHelp(document, offset)),
    refactorings: own(refactored(document, offset)),
    folds: folds(document).map(({ range }) => range),
    semanticTokens: semanticTokens(document).map(({ range }) => range),
    documentSymbols: documentSymbols(document).flatMap(symbolRanges),
    // The checks have tests like these of their own, and take longer.
    check: offset % 10 === 0 ? own(project ? check(project) : checkTemplate(document)) : [],
  };
  closeSection(document, offset);
  for (const [feature, all] of Object.entries(ranges)) for (const range of all) assertWithin(range, text, feature);
}

/** The places of a rename, and that of the name itself. */
function renamed(project: Project, target: RenameTarget | Refusal | undefined) {
  if (!target || target.kind === 'refused') return [];
  const result = rename(target, 'newName', { project, others: [], textOf: () => '{}' });
  return result.kind === 'edits' ? result.edits : [];
}

function refactored(document: TemplateDocument, offset: number) {
  const places = { resolve: (relative: string) => relative, exists: () => false };
  const selections = [
    { start: offset, end: offset },
    { start: Math.max(0, offset - 20), end: offset },
  ];
  return selections.flatMap(selection => refactorings(document, selection, places)).flatMap(({ edits }) => edits);
}

/** Each range lies in the next. */
function nested(ranges: readonly Range[]): readonly Range[] {
  for (const [index, { start, end }] of ranges.slice(1).entries())
    assert.ok(start <= ranges[index]!.start && ranges[index]!.end <= end, 'a selection shrinks');
  return ranges;
}

/** The pieces' places, which are offsets in the label. */
function piecesOf(help: SignatureHelp | undefined): readonly Range[] {
  if (help?.active !== undefined) assert.ok(help.pieces[help.active]);
  for (const { range } of help?.pieces ?? []) assertWithin(range, help!.label, 'signature');
  return [];
}

function askAction(project: Project, offset: number): void {
  const textOf = () => '{}';
  const places = [
    ...actionDefinition({ project }, offset, textOf),
    ...actionReferences({ project }, offset, true, textOf),
  ];
  const ranges = {
    complete: completeAction({ project }, offset).map(({ range }) => range),
    links: actionLinks({ project }).map(({ range }) => range),
    symbols: workspaceSymbols(project.action, '').map(({ range }) => range),
    rename: renamed(project, actionTarget({ project }, offset))
      .filter(({ path }) => path === project.path)
      .map(({ range }) => range),
    hover: [actionHover({ project }, offset)?.range ?? { start: 0, end: 0 }],
    places: places.filter(({ path }) => path === project.path).map(({ range }) => range),
    check: offset % 10 === 0 ? check(project).flatMap(({ path, range }) => (path === project.path ? [range] : [])) : [],
  };
  for (const [feature, all] of Object.entries(ranges))
    for (const range of all) assertWithin(range, project.text, feature);
}

function symbolRanges({ range, selection, children }: TemplateSymbol): readonly Range[] {
  assert.ok(range.start <= selection.start && selection.end <= range.end, 'a symbol selects something else');
  return [range, selection, ...children.flatMap(symbolRanges)];
}

function assertWithin({ start, end }: Range, text: string, feature: string): void {
  const good = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
  assert.ok(good, `${feature} answers ${start}-${end} in ${text.length} characters: ${JSON.stringify(text)}`);
}

/** The same project with another text in one template, as the language server makes it. */
function withText(project: Project, path: string, text: string): TemplateDocument {
  const tree = parse(text, tealiumProfile);
  const templates = [...project.templates].map(
    ([name, template]) => [name, template.path === path ? { ...template, text, tree } : template] as const,
  );
  const changed = { ...project, templates: new Map(templates) };
  return { path, text, tree, profile: tealiumProfile, json: path.endsWith('.json.trimou'), project: changed };
}

suite('half-typed text', () => {
  const files = exampleFiles();
  const actions = Object.keys(files).filter(path => path.endsWith('.webhook.json'));
  assert.ok(actions.length >= 3);

  for (const action of actions) {
    test(`every prefix of the templates of ${action}`, async () => {
      const project = await loadProject(action, memoryFiles(files), { profile: tealiumProfile });
      for (const { path, text = '' } of project.templates.values()) {
        for (let end = 0; end <= text.length; end++) askTemplate(withText(project, path, text.slice(0, end)), end);
      }
    }).timeout(20_000);

    test(`every prefix of ${action}`, async () => {
      const text = files[action]!;
      for (let end = 0; end <= text.length; end++) {
        const texts = { ...files, [action]: text.slice(0, end) };
        askAction(await loadProject(action, memoryFiles(texts), { profile: tealiumProfile }), end);
      }
    }).timeout(20_000);
  }

  test('anything that looks like a template', async () => {
    const { project } = await sampleBody('');
    const pieces = [
      '{{',
      '}}',
      '{',
      '}',
      '#',
      '^',
      '/',
      '!',
      '&',
      '=',
      '<% %>',
      '<%',
      '%>',
      '.',
      ' ',
      '"',
      "'",
      '\n',
      '\r',
    ].concat(['email', 'items', 'sku', 'if', 'each', 'toJson', 'iter', 'as=', '[', ']', '😀', '\u2028', 'é']);
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map(parts => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(60), (source, at) => {
        const offset = Math.min(at, source.length);
        askTemplate(withText(project!, '/a/body.json.trimou', source), offset);
        const { project: _, ...loose } = withText(project!, '/a/body.json.trimou', source);
        askTemplate(loose, offset);
      }),
      { numRuns: 300 },
    );
  }).timeout(20_000);

  test('sections nested a thousand deep', async () => {
    const text = '{{#items}}'.repeat(1000);
    const { project } = await sampleBody('');
    askTemplate(withText(project!, '/a/body.json.trimou', `${text}{{`), text.length + 2);
  });
});
