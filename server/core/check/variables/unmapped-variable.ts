import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import type { Span } from '../../text/range';
import { isUnread, mappingFor } from '../action/formEdits';
import { misreadSections } from '../braces/misread';
import type { Fix } from '../finding';
import { blockParameter } from '../helpers/blockParameter';
import { isElse } from '../helpers/else-tag';
import { meansHelper } from '../helpers/meantHelper';
import { operatorIn } from '../helpers/operator';
import { includesOf } from '../includes';
import { renamed, replace, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
import { meantVariable, namesVariable, ofTheSameWords } from './meantVariable';
import type { NameUse } from './names';

/** A name that the action does not map: it prints nothing, and nothing says so. */
export const unmappedVariable: TemplateRule = {
  cards: [
    {
      code: 'unmapped-variable',
      severity: 'error',
      group: 'Variables',
      summary: 'A template uses a name that the action does not map.',
    },
  ],
  check(subject, report) {
    const { project } = subject;
    const isBroken = brokenIn(subject);
    for (const use of subject.names) {
      const name = unmappedName(use, subject);
      if (!name || !project || isOfCaller(name.text, subject, project) || isBroken(use)) continue;
      // An attribute of this very name that nothing is mapped from was meant, however near other names are.
      const isAttribute = project.attributes.has(name.text) && !namesVariable(use, name, project);
      const meant = isAttribute ? undefined : meantVariable(use, project);
      const isCompared = !meant && /^is(?:Not)?Eq$/.test(use.call?.name.text ?? '') && use.path.parts.length === 1;
      const told = isCompared
        ? t`A text to compare with needs quotes: \`"${name.text}"\`.`
        : advice(project, name, meant);
      report({
        code: 'unmapped-variable',
        range: name,
        message: t`\`${name.text}\` is not mapped, so it prints nothing. ${told}`,
        fixes: () => [
          meant ? change(subject, use, meant, project) : undefined,
          isCompared ? inQuotes(subject, use) : undefined,
          mapAlike(project, name, !meant),
          mapAttribute(project, name),
        ],
      });
    }
  },
};

/**
 * Recognizes names that are only lost through another mistake: an unclosed quote in their tag, or a loop around them
 * that is not opened.
 */
function brokenIn(subject: TemplateSubject): (use: NameUse) => boolean {
  const { tree, text, project } = subject;
  const tags = new Set<number>();
  const loops = new Set<string>();
  for (const { cause, range } of tree.problems) {
    if (cause === 'unterminated-literal') tags.add(range.start);
    const end = cause === 'unopened-section-end' && /^\{\{\/\s*(\S+?)\s*\}\}$/.exec(text.slice(range.start, range.end));
    if (end) loops.add(end[1]!);
  }
  if (tree.problems.length > 0 || subject.halfOpen().length > 0) {
    for (const { end, name } of misreadSections(subject)) if (!end) loops.add(name);
  }
  if (tags.size === 0 && loops.size === 0) return () => false;
  const members = new Set([...(project?.variables.keys() ?? [])].filter(name => loops.has(name.split('.', 1)[0]!)));
  const names = new Set([...members].map(name => name.slice(name.indexOf('.') + 1)));
  return ({ node, path, call }) => {
    const first = path.parts[0]?.text ?? '';
    if (call && tags.has(node.tag.content.start)) return true;
    return loops.size > 0 && (first === 'iter' || names.has(first));
  };
}

/** Whether a template that is part of others may get this name from a loop around the tag that includes it. */
function isOfCaller(name: string, subject: TemplateSubject, project: Project): boolean {
  if (!includesOf(project)?.parts.has(subject.name)) return false;
  return name === 'iter' || [...project.variables.keys()].some(variable => variable.endsWith(`.${name}`));
}

/** `email` for `emial`, and for `event.email`, whose other parts lead nowhere. */
function change(subject: TemplateSubject, use: NameUse, meant: string, project: Project): Fix {
  const { parts } = use.path;
  // `{{toJson.name}}`: all of it is another name.
  const last = meant.includes('.') ? parts.at(-1) : parts.find(part => namesVariable(use, part, project) === meant);
  const range = { start: parts[0]!.start, end: (last ?? parts[0]!).end };
  return { title: t`Change to ${meant}`, edits: renamed(subject, use.node, range, meant), preferred: true };
}

/** `{{#isEq plan pro}}`: the text without its quotes. */
function inQuotes({ path }: TemplateSubject, { path: { range, text } }: NameUse): Fix {
  const edits = [replace(path, range.start, range.end, `"${text}"`)];
  return { title: t`Change to "${text}"`, edits, preferred: true };
}

/**
 * Whether the action already has a finding that explains missing variables: mappings cannot be read, or two have one
 * name.
 */
export function areUnsure(project: Project): boolean {
  const { action } = project;
  if (isUnread(project, 'action.templateVariables')) return true;
  const names = action.templateVariables.map(({ to }) => to?.text);
  return new Set(names).size < names.length;
}

/** Names that OAuth connectors add themselves. Source: Tealium, "Templates". */
const reserved = new Set(['webhook_access_token']);

/**
 * The first part of a name that leads nowhere; undefined for a misspelt helper or a misread tag, which have rules of
 * their own.
 */
function unmappedName(
  { path, node, meaning, call, visible }: NameUse,
  { profile, text }: TemplateSubject,
): Span | undefined {
  if (meaning.kind !== 'missing' || reserved.has(path.text) || /[{}]/.test(path.text)) return undefined;
  if (call && (operatorIn(call, text) || /["']/.test(path.text))) return undefined;
  if (call && path.range.start >= (blockParameter(call)?.start ?? path.range.end)) return undefined;
  if (!call && (/^[#^/&>!<$+=]/.test(path.text) || isElse(path.text))) return undefined;
  if (!call && meansHelper(path.text, node, profile, visible())) return undefined;
  const [first] = path.parts;
  return first && { start: first.start, end: first.end, text: first.text };
}

function advice(project: Project, { text }: Span, meant: string | undefined): string {
  if (text === 'iter') return t('It exists only inside a loop.');
  const group = [...project.variables.keys()].find(name => name.endsWith(`.${text}`));
  if (group) return t`It is part of \`${group.slice(0, group.indexOf('.'))}\`: use it inside that section.`;
  if (meant) return t`Did you mean \`${meant}\`?`;
  return project.attributes.has(text)
    ? t('Map the attribute of this name to it under `templateVariables`.')
    : t('Map an attribute to it under `templateVariables`.');
}

/** Maps the one attribute, of those that no row maps yet, whose name has the same words: `customer_phone` to `phone`. */
function mapAlike(project: Project, { text }: Span, preferred: boolean): Fix | undefined {
  const { attributes, action } = project;
  if (attributes.has(text)) return undefined;
  const mapped = new Set(action.templateVariables.map(({ source }) => source?.value.text));
  const free = [...attributes.values()].filter(({ name, origin }) => origin !== 'preloaded' && !mapped.has(name));
  const alike = ofTheSameWords(
    text,
    free.map(({ name }) => name),
  );
  if (alike === undefined) return undefined;
  const edits = mappingFor(project, 'templateVariables', { attribute: alike, to: text });
  return { title: t`Map attribute ${alike} to ${text}`, edits, ...(preferred && { preferred: true }) };
}

/** Maps the attribute of the same name, even one that is not known anywhere yet. */
function mapAttribute(project: Project, { text }: Span): Fix | undefined {
  const known = project.attributes.has(text);
  if (!known && !/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(text)) return undefined;
  if (!known && (text === 'iter' || [...project.variables.keys()].some(name => name.startsWith(`${text}.`))))
    return undefined;
  const edits = mappingFor(project, 'templateVariables', { attribute: text, to: text });
  return { title: t`Map attribute ${text} to ${text}`, edits, ...(known && { preferred: true }) };
}
