import { t } from '@vscode/l10n';
import type { TemplateProblem } from '../../template/tree';
import type { Range } from '../../text/range';
import type { Fix } from '../finding';
import { isInverse } from '../helpers/else-tag';
import { type Report, type Reported, replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { startsTouchingBrace } from './misread';

/** Reports tags that do not begin, end or read as a tag must. */
export function reportTags(subject: TemplateSubject, report: Report): void {
  const { tree } = subject;
  for (const problem of tree.problems) {
    const finding = describe(subject, problem);
    if (finding) report(finding);
  }
  const last = tree.children.at(-1);
  if (last?.kind !== 'broken' || last.tag || tree.problems.some(({ range }) => range.start === last.range.start))
    return;
  report(trailing(subject, last.range));
}

/** What to say of a problem of a single tag; undefined for sections and calls of helpers, which have rules of their own. */
function describe(subject: TemplateSubject, problem: TemplateProblem): Reported | undefined {
  const { range, cause } = problem;
  switch (cause) {
    case 'unclosed-tag':
    case 'tag-in-tag':
    case 'half-closed-tag':
      return unclosed(subject, problem);
    case 'empty-tag': {
      if (isInverse(subject.text, range)) return undefined;
      const message = t('This tag is empty: name a variable in it, or remove it.');
      return { code: 'empty-tag', range, message, fixes: [remove(subject, range)] };
    }
    case 'invalid-delimiters': {
      const message = t('Write new delimiters as `{{=<% %>=}}`: two signs with a blank between them.');
      return { code: 'invalid-delimiters', range, message };
    }
    case 'braces-in-comment': {
      const message = t('A comment cannot hold a tag: the engine refuses the whole template.');
      return { code: 'braces-in-comment', range, message, fixes: [bareComment(subject, range)] };
    }
    case 'unterminated-literal': {
      const message = t('A quote or a bracket is opened here and not closed in the same tag.');
      return { code: 'unterminated-literal', range, message, fixes: [closeLiteral(subject, range)] };
    }
    case 'trailing-open-brace':
      return trailing(subject, range);
    case 'engine':
    case 'nested-template':
      return { code: 'template-error', range, message: t`The engine refuses this: ${withoutCode(problem)}` };
    default:
      return undefined;
  }
}

/** A tag without an end: `{{email`, or `{{email}`. What was meant as the JSON around it is not part of it. */
function unclosed(subject: TemplateSubject, { range, cause }: TemplateProblem): Reported | undefined {
  const { start } = range;
  if (startsTouchingBrace(subject.text, start)) return undefined;
  if (/^\{\{\s*(?:[\n\r]|"[^"\n]*"\s*:)/.test(subject.text.slice(start, start + 200)))
    return doubledBrace(subject, start);
  const triple = /^\{\{\{\s*[\p{L}\p{N}_$.-]*/u.exec(subject.text.slice(start, start + 200))?.[0];
  const end = Math.max(range.end, start + (triple?.length ?? 0));
  const shown = subject.text.slice(start, end);
  const wanted = triple ? 3 : 2;
  const braces = /\}*$/.exec(shown)![0].length;
  const inside = shown.slice(0, shown.length - braces);
  const quotes = inside.split('"').length - 1;
  if (cause === 'half-closed-tag' && braces > 0 && quotes % 2 === 0) {
    return { ...notClosed(true, wanted), range: { start, end }, fixes: [close(subject, end, wanted - braces)] };
  }
  const text = (quotes % 2 === 1 ? inside.slice(0, inside.lastIndexOf('"')) : inside).trimEnd();
  const last = start + text.length;
  return { ...notClosed(false, wanted), range: { start, end: last }, fixes: [close(subject, last, wanted)] };
}

/** What to say of a tag that is closed by one brace too few, or not at all. */
export function notClosed(isHalf: boolean, wanted: number) {
  const end = '}'.repeat(wanted);
  return isHalf
    ? { code: 'half-closed-tag', message: t`This tag is closed by one brace too few: end it with \`${end}\`.` }
    : { code: 'unclosed-tag', message: t`This tag is not closed: end it with \`${end}\`.` };
}

/** `"metadata": {{` and a line break: an object was meant. */
function doubledBrace({ path }: TemplateSubject, start: number): Reported {
  return {
    code: 'unclosed-tag',
    range: { start, end: start + 2 },
    message: t('Two braces begin a tag: one brace opens an object.'),
    fixes: [{ title: t('Change to one brace'), edits: [replace(path, start, start + 1, '')], preferred: true }],
  };
}

function trailing(subject: TemplateSubject, range: Range): Reported {
  const message = t('The template ends with the beginning of a tag: finish the tag, or remove the braces.');
  return { code: 'trailing-open-brace', range, message, fixes: [{ ...remove(subject, range), preferred: true }] };
}

function close({ path }: TemplateSubject, at: number, braces: number): Fix {
  const title = t('Close the tag');
  return { title, edits: [replace(path, at, at, '}'.repeat(Math.max(1, braces)))], preferred: true, safe: true };
}

function remove({ path }: TemplateSubject, { start, end }: Range): Fix {
  return { title: t('Remove it'), edits: [replace(path, start, end, '')] };
}

/** The quote that is missing at the end of the tag. */
function closeLiteral({ path, text }: TemplateSubject, { start, end }: Range): Fix | undefined {
  let open = '';
  for (const character of text.slice(start, end)) {
    if (open ? character === open : /["']/.test(character)) open = open ? '' : character;
  }
  if (!open) return undefined;
  return { title: t`Insert ${open}`, edits: [replace(path, end, end, open)], preferred: true };
}

/** The comment without the braces inside it. */
function bareComment({ path, text }: TemplateSubject, { start, end }: Range): Fix {
  const inside = text.slice(start + 2, end - 2);
  const edits = [...inside.matchAll(/[{}]+/g)].map(({ 0: braces, index }) => {
    const at = start + 2 + index;
    return replace(path, at, at + braces.length, '');
  });
  return { title: t('Remove the braces inside the comment'), edits, preferred: true, safe: true };
}

function withoutCode({ code, message }: TemplateProblem): string {
  return message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message;
}
