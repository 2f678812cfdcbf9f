import type { Node, SectionNode, Template } from '../template/tree';
import { childrenOf } from '../template/walk';
import type { Range } from '../text/range';
import { Mode, position } from './automaton';
import type { Variable } from './events';
import { type Break, type Origin, wantsValue } from './evidence';
import { parentsOf, type Subject, subjectOf } from './subject';
import type { Trouble } from './walk';

export type ProofCode =
  | 'unquoted-string'
  | 'number-format'
  | 'collection-without-to-json'
  | 'to-json-unquoted'
  | 'unescaped-string'
  | 'maybe-missing-value'
  | 'badge-never-false'
  | 'trailing-comma'
  | 'missing-comma'
  | 'comma-on-one-branch'
  | 'unbalanced-json'
  | 'invalid-json'
  | 'duplicate-key'
  | 'html-escaped'
  | 'helper-type'
  | 'missing-partial';

/** What was done wrong, where, and what a fix needs to know. */
export interface Explanation {
  readonly code: ProofCode;
  readonly range: Range;
  /** What is wrong and what would be right, in one or two sentences. */
  readonly message: string;
  readonly variable?: string;
  readonly remedy?: Remedy;
}

/** What would put it right; ranges are of the template. */
export type Remedy =
  /** Quotes around the tag; `escape` where its text needs `.toJson` as well. */
  | { readonly kind: 'quote'; readonly tag: Range; readonly escape: boolean }
  | { readonly kind: 'unquote'; readonly tag: Range }
  | { readonly kind: 'to-json'; readonly tag: Range }
  | { readonly kind: 'to-integer'; readonly tag: Range }
  | { readonly kind: 'raw'; readonly tag: Range }
  /** Something to print where nothing is: behind `node`, for the events without the variable. */
  | { readonly kind: 'fallback'; readonly node: Range; readonly text: 'null' | 'false' | '[]' | '""' }
  | { readonly kind: 'remove'; readonly range: Range }
  | { readonly kind: 'insert'; readonly at: number; readonly text: string }
  /** The comma belongs into the section, or out of it. */
  | { readonly kind: 'move-comma'; readonly comma: Range; readonly section: Range }
  /** A comma between the elements of a loop. */
  | { readonly kind: 'separate'; readonly loop: Range };

export interface Circumstances {
  readonly template: Template;
  readonly variables: ReadonlyMap<string, Variable>;
  /** The counterexample, variable names to JSON. */
  readonly event: Readonly<Record<string, unknown>>;
  /** Where its output breaks; absent when the render fails. */
  readonly broken: Break | undefined;
  /** The variables on which the trouble depends. */
  readonly involved: ReadonlySet<string>;
}

/** Says what the author did, from the place where the analysis met a misfit and a real render that shows it. */
export function explain(trouble: Trouble, facts: Circumstances): Explanation {
  const { node } = trouble;
  if (trouble.kind === 'failed') return failed(trouble, facts);
  if (trouble.kind === 'end') return endOfText(trouble, facts);
  if (node && (node.kind === 'variable' || node.kind === 'section' || node.kind === 'partial'))
    return tag(trouble, node, facts);
  return text(trouble, facts);
}

function failed({ node, range }: Trouble, facts: Circumstances): Explanation {
  if (node?.kind === 'partial' || node?.kind === 'extend') {
    return { code: 'missing-partial', range, message: 'There is no template of this name, so nothing is rendered.' };
  }
  const subject = node && subjectOf(node, parentsOf(facts.template, node), facts.variables);
  return {
    code: 'helper-type',
    range,
    message: `The render fails here${subject ? `: \`${subject.name}\` is a ${subject.variable.type}` : ''}.`,
    ...(subject ? { variable: subject.name } : {}),
  };
}

/** A tag printed what does not belong there. */
function tag(trouble: Trouble, node: Node, facts: Circumstances): Explanation {
  const { range, state, text: printed } = trouble;
  const subject = subjectOf(node, parentsOf(facts.template, node), facts.variables);
  const about = subject ? { variable: subject.name } : {};
  const name = subject ? `\`${subject.name}\`` : 'The tag';
  const where = position(state);
  const escaped = /&(quot|#39|amp|lt|gt);/.test(printed);
  if (where === 'string' || where === 'key string') {
    if (/^[[{]/.test(printed) && printed.includes('"') && isCollection(subject)) {
      const message = `\`.toJson\` brings its own brackets and quotes: remove the quotes around the tag.`;
      return { code: 'to-json-unquoted', range, message, ...about, remedy: { kind: 'unquote', tag: range } };
    }
    const message = `${name} may hold quotes, backslashes or line breaks, which end the string: print it with \`.toJson\`.`;
    return { code: 'unescaped-string', range, message, ...about, remedy: { kind: 'to-json', tag: range } };
  }
  if (escaped && (where === 'value' || where === 'key')) {
    const message = `HTML escaping turns the quotes of this value into \`&quot;\`: use three braces.`;
    return { code: 'html-escaped', range, message, ...about, remedy: { kind: 'raw', tag: range } };
  }
  if (state.mode === Mode.after && !/^[\]},:]/.test(printed)) return missingComma(trouble, facts, about);
  if (isCollection(subject) && (where === 'value' || where === 'between') && !subject!.isElement) {
    const message = `${name} prints several values, but not as JSON: use \`.toJson\`.`;
    return { code: 'collection-without-to-json', range, message, ...about, remedy: { kind: 'to-json', tag: range } };
  }
  if (/^[-+.\d]/.test(printed) && (where === 'number' || isNumeric(printed))) {
    const message = `${name} prints \`${shortened(printed)}\` here, which makes no JSON number: use \`.toInteger\`, or quotes.`;
    return { code: 'number-format', range, message, ...about, remedy: { kind: 'to-integer', tag: range } };
  }
  if (where === 'value' || where === 'key' || where === 'number' || where === 'between') {
    const message = `${name} prints text here, such as \`${shortened(printed)}\`: put quotes around the tag.`;
    const quoted: Remedy = { kind: 'quote', tag: range, escape: subject?.variable.type !== 'date' };
    return { code: 'unquoted-string', range, message, ...about, remedy: quoted };
  }
  return { code: 'invalid-json', range, message: `\`${shortened(printed)}\` makes no JSON here.`, ...about };
}

/** The template's own text does not fit behind what was printed before it. */
function text(trouble: Trouble, facts: Circumstances): Explanation {
  const { range, state, text: character } = trouble;
  const { mode, stack } = state;
  const { source } = facts.template;
  if (wantsValue(mode) && /[,}\]]/.test(character)) {
    const comma = mode === Mode.valueOrClose || stack.kind === 'array';
    if (comma && character === ',') return superfluousComma(trouble, facts, range);
    if (comma && character === ']' && mode === Mode.value) return commaBefore(trouble, facts);
    if (mode === Mode.value && stack.kind !== 'array') return missingValue(trouble, facts);
    return unbalanced(trouble, facts);
  }
  if (mode === Mode.key || mode === Mode.keyOrClose) {
    if (character === ',') return superfluousComma(trouble, facts, range);
    if (character === '}') return commaBefore(trouble, facts);
    if (character === ']') return unbalanced(trouble, facts);
    const word = wordAt(source, range.start);
    return { code: 'invalid-json', range: word, message: 'A key must stand here, in double quotes.' };
  }
  if (mode === Mode.colon) {
    const message = 'A colon and a value must follow the key.';
    return { code: 'invalid-json', range, message };
  }
  if (mode === Mode.after || mode === Mode.junk || (mode >= Mode.zero && mode <= Mode.exponent)) {
    if (/[\]}]/.test(character)) return unbalanced(trouble, facts);
    if (stack.kind === 'root') {
      const message = 'The JSON is complete before this: remove what follows, or the bracket that closes it too early.';
      return { code: 'unbalanced-json', range, message };
    }
    if (mode === Mode.zero && /\d/.test(character)) {
      return { code: 'number-format', range, message: 'A JSON number has no leading zeros.' };
    }
    if (/["{[\-\dtfn]/.test(character) && mode === Mode.after) return missingComma(trouble, facts, {});
    return {
      code: 'invalid-json',
      range: wordAt(source, range.start),
      message: 'This does not belong behind a value.',
    };
  }
  const where = position(state);
  if (where === 'string' || where === 'key string') {
    if (mode === Mode.escape || mode === Mode.keyEscape) {
      return { code: 'invalid-json', range, message: `\`\\${character}\` is no escape that JSON knows.` };
    }
    if (/[\n\r]/.test(character)) {
      const message = 'The string is not closed on this line: write a quote at its end, or `\\n` for a line break.';
      return { code: 'invalid-json', range, message };
    }
    return { code: 'invalid-json', range, message: 'This character must be escaped in a JSON string.' };
  }
  if (mode >= Mode.minus && mode <= Mode.exponent) {
    return { code: 'number-format', range, message: 'This is no number that JSON knows.' };
  }
  const word = wordAt(source, range.start);
  const found = source.slice(word.start, word.end);
  return { code: 'invalid-json', range: word, message: `\`${shortened(found)}\` is no JSON value${hint(found)}.` };
}

function endOfText(trouble: Trouble, facts: Circumstances): Explanation {
  const { state } = trouble;
  const where = position(state);
  if (where === 'string' || where === 'key string') {
    return {
      code: 'unbalanced-json',
      range: trouble.range,
      message: 'A string is still open at the end: a quote is missing.',
    };
  }
  if (state.stack.kind === 'root' && state.mode === Mode.value) return missingValue(trouble, facts);
  return unbalanced(trouble, facts);
}

/** Nothing was printed where a value must stand: the tag or section that stayed empty is to blame. */
function missingValue(trouble: Trouble, facts: Circumstances): Explanation {
  const blamed = emptyBefore(trouble, facts);
  if (!blamed) {
    return { code: 'invalid-json', range: trouble.range, message: 'A value is missing before this.' };
  }
  const { node, subject } = blamed;
  const range = node.tag.range;
  if (!subject) {
    const message = 'Nothing is printed here, so the value is missing.';
    return {
      code: 'maybe-missing-value',
      range,
      message,
      remedy: { kind: 'fallback', node: node.range, text: 'null' },
    };
  }
  const { name, variable } = subject;
  if (variable.type === 'badge') {
    const message = `A badge is true or absent, never false: print \`false\` where \`${name}\` is missing.`;
    const remedy = { kind: 'fallback', node: node.range, text: 'false' } as const;
    return { code: 'badge-never-false', range, message, variable: name, remedy };
  }
  const message = `Nothing is printed here without a value of \`${name}\`: print \`null\` instead, or leave the member out.`;
  const remedy = { kind: 'fallback', node: node.range, text: 'null' } as const;
  return { code: 'maybe-missing-value', range, message, variable: name, remedy };
}

/** A comma before a bracket that closes. */
function commaBefore(trouble: Trouble, facts: Circumstances): Explanation {
  const comma = commaOf(facts);
  return superfluousComma(trouble, facts, comma?.range ?? trouble.range);
}

/** A comma that separates nothing. It belongs to the section that was left out, or it is one too many. */
function superfluousComma(trouble: Trouble, facts: Circumstances, comma: Range): Explanation {
  const { template } = facts;
  const around = sectionsAround(template, comma.start);
  const loop = around.find(section => isLoop(section, facts));
  if (loop && !around.some(section => !isLoop(section, facts))) {
    const message = 'The last element also prints this comma: print it only where `iter.hasNext`.';
    const remedy = { kind: 'separate', loop: loop.range } as const;
    return { code: 'trailing-comma', range: comma, message, remedy };
  }
  const skipped = between(trouble, facts).find(node => node.kind === 'section');
  if (skipped || around.length > 0) {
    const section = skipped ?? around[around.length - 1]!;
    const message = 'The comma stays although the member beside it is left out: print both under the same condition.';
    const remedy = { kind: 'move-comma', comma, section: section.range } as const;
    return { code: 'comma-on-one-branch', range: comma, message, remedy };
  }
  const remedy = { kind: 'remove', range: comma } as const;
  return { code: 'trailing-comma', range: comma, message: 'This comma separates nothing: remove it.', remedy };
}

/** Two values without a comma between them. */
function missingComma(trouble: Trouble, facts: Circumstances, about: { variable?: string }): Explanation {
  const { template, broken } = facts;
  const at = broken?.before?.end ?? trouble.range.start;
  const loop = sectionsAround(template, trouble.range.start).find(section => isLoop(section, facts));
  const wraps = broken?.before !== undefined && broken.before.range.start >= trouble.range.start;
  if (loop && wraps) {
    const message = 'Nothing separates the elements of this loop: print a comma where `iter.hasNext`.';
    const range = loop.tag.range;
    return { code: 'missing-comma', range, message, ...about, remedy: { kind: 'separate', loop: loop.range } };
  }
  const skipped = between(trouble, facts).find(node => node.kind === 'section' && textOf(template, node).includes(','));
  if (skipped) {
    const message =
      'Only this section prints the comma, and it may be left out: print it under the same condition as what it separates.';
    return { code: 'comma-on-one-branch', range: skipped.tag.range, message, ...about };
  }
  const range = trouble.node?.kind === 'text' ? wordAt(template.source, trouble.range.start) : trouble.range;
  return {
    code: 'missing-comma',
    range,
    message: 'A comma is missing before this.',
    ...about,
    remedy: { kind: 'insert', at, text: ',' },
  };
}

function unbalanced(trouble: Trouble, facts: Circumstances): Explanation {
  const opener = facts.broken?.opener;
  const range = trouble.kind === 'end' ? (opener?.range ?? trouble.range) : trouble.range;
  const message =
    trouble.kind === 'end'
      ? opener
        ? `This \`${opener.character}\` is never closed.`
        : 'The JSON is not complete at the end.'
      : opener
        ? `\`${trouble.text}\` does not close the \`${opener.character}\` that is open here.`
        : `There is nothing open that \`${trouble.text}\` could close.`;
  return { code: 'unbalanced-json', range, message };
}

interface Blamed {
  readonly node: Extract<Node, { kind: 'variable' | 'section' }>;
  readonly subject: Subject | undefined;
}

/** The tag that printed nothing before the trouble: first one whose variable has no value, then any that depends on it. */
function emptyBefore(trouble: Trouble, facts: Circumstances): Blamed | undefined {
  const found = between(trouble, facts).map(node => ({
    node,
    subject: subjectOf(node, parentsOf(facts.template, node), facts.variables),
  }));
  const isMissing = ({ subject }: Blamed) => subject !== undefined && facts.event[subject.name] === undefined;
  const isInvolved = ({ subject }: Blamed) => subject !== undefined && facts.involved.has(subject.name);
  return (
    found.find(one => one.node.kind === 'variable' && isMissing(one)) ??
    found.find(one => isMissing(one) && isInvolved(one)) ??
    found.find(isInvolved) ??
    found[0]
  );
}

/** The tags between the last character printed before the trouble and the trouble itself: they printed nothing. */
function between(trouble: Trouble, facts: Circumstances): readonly Blamed['node'][] {
  const from = facts.broken?.before?.end ?? 0;
  const to = trouble.range.start;
  const found: Blamed['node'][] = [];
  const visit = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (node.range.end <= from || node.range.start >= to) continue;
      const isTag = node.kind === 'variable' || node.kind === 'section';
      if (isTag && node.range.start >= from && node.range.end <= to) found.push(node);
      const children = childrenOf(node);
      if (children) visit(children);
    }
  };
  if (from <= to) visit(facts.template.children);
  return found;
}

function commaOf(facts: Circumstances): Origin | undefined {
  const before = facts.broken?.before;
  return before?.character === ',' ? before : undefined;
}

/** The sections around an offset, innermost last, that are not left out for good. */
function sectionsAround(template: Template, offset: number): readonly SectionNode[] {
  const found: SectionNode[] = [];
  let nodes: readonly Node[] | undefined = template.children;
  while (nodes) {
    const node: Node | undefined = nodes.find(({ range }) => range.start <= offset && offset < range.end);
    if (node?.kind === 'section') found.push(node);
    nodes = node && childrenOf(node);
  }
  return found;
}

function isLoop(section: SectionNode, facts: Circumstances): boolean {
  if (section.inverted) return false;
  const { expression } = section;
  if (expression.kind === 'call') return expression.name.text === 'each';
  if (/entrySet|keySet|values/.test(expression.text)) return true;
  const { variables } = facts;
  const isGroup = [...variables.keys()].some(name => name.startsWith(`${expression.text}.`));
  return isGroup || /^(array|set) of/.test(variables.get(expression.text)?.type ?? '');
}

function isCollection(subject: Subject | undefined): boolean {
  return subject !== undefined && /^(array|set) of|^tally$/.test(subject.variable.type);
}

function isNumeric(text: string): boolean {
  return /^[-+]?[\d.]+([eE][-+]?\d*)?$/.test(text);
}

/** The word at an offset, as a person would mark it. */
function wordAt(source: string, offset: number): Range {
  const match = /^[^\s,:{}[\]"]+/.exec(source.slice(offset, offset + 80));
  return { start: offset, end: offset + Math.max(1, match?.[0].length ?? 1) };
}

function hint(word: string): string {
  if (/^(True|False|TRUE|FALSE)$/.test(word)) return `: write \`${word.toLowerCase()}\``;
  if (/^(None|undefined|nil|NULL|Null)$/.test(word)) return ': write `null`';
  return word.startsWith("'") ? ': strings stand in double quotes' : '';
}

function textOf(template: Template, node: Node): string {
  return template.source.slice(node.range.start, node.range.end);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
