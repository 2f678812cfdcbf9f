import type { Project } from '../../action/project';
import type { Profile } from '../../template/profile';
import type { Template } from '../../template/tree';
import { visibility } from '../../template/visible';
import { type Token, tokensOf } from './tokens';

/**
 * Whether a template prints the same before and after it is formatted, white space between tokens aside. Moving a tag to
 * a line of its own, or from one, can hide or show a line break that a helper encodes, or indent a partial.
 */
export function printsTheSame(
  { tree, profile, project }: { readonly tree: Template; readonly profile: Profile; readonly project?: Project },
  tokens: readonly Token[],
  formatted: Template,
): boolean {
  if (formatted.problems.length > 0) return false;
  const before = printed(tree, tokens, profile, project);
  const after = printed(formatted, tokensOf(formatted, profile).all, profile, project);
  if (before.texts.length !== after.texts.length) return false;
  return before.texts.every((text, index) => text === after.texts[index]) && joinsTheSame(tokens, before, after);
}

interface Printed {
  /** What each token prints, as far as its text shows. */
  readonly texts: readonly string[];
  /** Whether white space is printed before each token. */
  readonly apart: readonly boolean[];
}

/** What the tokens and the gaps between them print: everything but the blanks and line breaks of standalone lines. */
function printed(tree: Template, tokens: readonly Token[], profile: Profile, project?: Project): Printed {
  const { hidden, indentations } = visibility(tree, profile);
  const white = [...hidden].filter(({ kind }) => kind === 'text' || kind === 'line-break').map(({ range }) => range);
  white.sort((a, b) => a.start - b.start);
  const indented = new Map([...indentations].map(([partial, text]) => [partial.range.start, { partial, text }]));
  let next = 0;
  let at = 0;
  const printedTo = (end: number): string => {
    let text = '';
    for (; next < white.length && white[next]!.start < end; next++) {
      if (white[next]!.start < at) continue;
      text += tree.source.slice(at, white[next]!.start);
      at = white[next]!.end;
    }
    text += tree.source.slice(at, end);
    at = Math.max(at, end);
    return text;
  };
  const apart: boolean[] = [];
  const texts = tokens.map(({ kind, range }) => {
    apart.push(printedTo(range.start) !== '');
    const text = `${kind} ${printedTo(range.end)}`;
    const found = indented.get(range.start);
    if (!found || canBeIndented(found.partial.tag.content.text, project)) return text;
    return text + tree.source.slice(found.text.range.start, found.text.range.end);
  });
  return { texts, apart };
}

/**
 * Whether words that meet in some event stay as they were: `1` and `1` are `11` before and after, or `1 1` before and
 * after. Only words of one element can meet, for a comma or a bracket is between any others.
 */
function joinsTheSame(tokens: readonly Token[], before: Printed, after: Printed): boolean {
  const elements = [new Element()];
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'close' && !elements.pop()!.isSafe) return false;
    const element = elements.at(-1)!;
    const previous = tokens[index - 1];
    if (isPunctuation(token)) {
      // What is in a section is not printed for every event.
      const isSure = (token.kind === 'close' ? token.group : token)?.group?.kind !== 'section';
      if (isSure && !element.isSafe) return false;
      if (isSure) elements[elements.length - 1] = new Element();
    } else if (previous && !isPunctuation(previous)) {
      element.add(isWord(previous), before.apart[index]!, after.apart[index]!);
    }
    if (token.kind === 'open') elements.push(new Element());
  }
  return elements.every(({ isSafe }) => isSafe);
}

/** An element of a list or the value of a member: what is between two commas or brackets. */
class Element {
  private same = true;
  private apart = true;

  /** Nothing changed, or a blank follows each word in any case. */
  get isSafe(): boolean {
    return this.same || this.apart;
  }

  add(behindWord: boolean, before: boolean, after: boolean): void {
    if (before !== after) this.same = false;
    if (behindWord && !(before && after)) this.apart = false;
  }
}

/** Whether no word can merge with it. */
function isPunctuation({ kind, bare }: Token): boolean {
  return kind === 'open' || kind === 'close' || kind === 'comma' || kind === 'colon' || (kind === 'scalar' && !bare);
}

function isWord({ kind }: Token): boolean {
  return kind === 'scalar' || kind === 'partial';
}

/** Whether every line of a partial may be indented: none begins inside a string. */
function canBeIndented(name: string, project: Project | undefined): boolean {
  const partial = project?.templates.get(name);
  if (!project || !partial?.tree) return true;
  const { tree } = partial;
  const { all, followed } = tokensOf(tree, project.profile);
  const isPlain = ({ kind, range }: Token) =>
    kind !== 'partial' && !(kind === 'scalar' && /[\r\n]/.test(tree.source.slice(range.start, range.end)));
  return followed && all.every(isPlain);
}
