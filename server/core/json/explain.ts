import { t } from '@vscode/l10n';
import { keptWith } from '../template/kept';
import type { Node, SectionNode, VariableNode } from '../template/tree';
import { pathsOf } from '../template/walk';
import { nearest } from '../text/nearest';
import type { Range } from '../text/range';
import { unquotedEnd } from '../text/unquoted';
import { askedTwice } from './askedTwice';
import { endsNumber, Mode, position } from './automaton';
import { commaBefore, missingComma, superfluousComma } from './commas';
import { isText } from './ends';
import { wantsValue } from './evidence';
import type { Cause, Explanation } from './explanation';
import { missingValue, startsValue, withoutBrackets } from './missing';
import { isClosedByKey } from './recover';
import { parentsOf, subjectOf } from './subject';
import { type Circumstances, isCollection, isLoop, nodesWithin, sectionsAround, tagsBetween } from './surroundings';
import { doubledQuotesAround, keyWithColon, quoteMissingBefore } from './typos';
import type { Trouble } from './walk';

/** Says what the author did, from the place where the analysis met a misfit and a real render that shows it. */
export function explain(trouble: Trouble, facts: Circumstances): Explanation {
  const explanation = trouble.typo ?? explained(trouble, facts);
  const causedBy = explanation.causedBy ?? causeOf(trouble, facts);
  return causedBy ? { ...explanation, causedBy } : explanation;
}

function explained(trouble: Trouble, facts: Circumstances): Explanation {
  const { node } = trouble;
  if (trouble.kind === 'failed') return failed(trouble, facts);
  if (trouble.kind === 'end') return endOfText(trouble, facts);
  const escaper = escaperAround(trouble, facts);
  if (escaper) return escaper;
  const isTag = node && !isText(node);
  return isTag ? tag(trouble, node, facts) : text(trouble, facts);
}

function failed({ node, range }: Trouble, { template, variables, engine, failure }: Circumstances): Explanation {
  if (node?.kind === 'partial' || node?.kind === 'extend') {
    return { code: 'missing-partial', range, message: t('There is no template of this name, so nothing is rendered.') };
  }
  const subject = node && subjectOf(node, parentsOf(template, node), variables);
  const about = subject ? { variable: subject.name } : {};
  const call = (node?.kind === 'variable' || node?.kind === 'section') && node.expression;
  const types = (call && call.kind === 'call' && engine.helper(call.name.text)?.appliesTo) || [];
  // Between the code and what the engine adds about the place.
  const reason = /^(?:[A-Z_:]+: )?([^[]+)/
    .exec(failure() ?? '')?.[1]
    ?.replace(/\r/g, '')
    .trim();
  const takesAll = types.every(type => type === 'any') || (subject && types.includes(subject.variable.type));
  if (takesAll && reason) {
    return { code: 'helper-arguments', range, message: t`The render fails here: ${reason}.`, ...about };
  }
  const message = subject
    ? t`The render fails here: \`${subject.name}\` is of type ${subject.variable.type}.`
    : t('The render fails here.');
  return { code: 'helper-type', range, message, ...about };
}

/** `{{#escapeJson}}"{{name}}"{{/escapeJson}}`: the helper changes the template's own quotes as well. */
function escaperAround({ node, range, state }: Trouble, facts: Circumstances): Explanation | undefined {
  const section = sectionsAround(facts.template, range.start).findLast(
    ({ expression }) => expression.kind === 'call' && /^(escape|encode)/.test(expression.name.text),
  );
  if (section?.expression.kind !== 'call' || /string/.test(position(state))) return undefined;
  if (node?.kind === 'variable' && wantsValue(state.mode)) return undefined;
  const name = section.expression.name.text;
  const message = t`\`${name}\` changes the quotes and brackets of the template as well: put nothing but the text inside.`;
  return invalid(section.tag.range, message);
}

/** A tag printed what does not belong there. */
function tag(trouble: Trouble, node: Node, facts: Circumstances): Explanation {
  const { range, state, text: printed } = trouble;
  const subject = subjectOf(node, parentsOf(facts.template, node), facts.variables);
  const where = position(state);
  const about = { range, ...(subject ? { variable: subject.name } : {}) };
  const name = subject ? `\`${subject.name}\`` : t('The tag');
  const key = state.mode === Mode.colon ? keyWithColon(facts.template.source, range.start) : undefined;
  if (key) return key;
  if (state.mode === Mode.colon && facts.before()?.character === '"') return withoutColon(trouble, facts);
  if (where === 'string' || where === 'key string') {
    const isJson = node.kind === 'variable' && node.tag.content.text.endsWith('.toJson');
    if (isJson && /^[[{].*"/.test(printed)) {
      const message = t('`.toJson` brings its own brackets and quotes: remove the quotes around the tag.');
      return { code: 'to-json-unquoted', message, ...about, remedy: { kind: 'unquote', tag: range } };
    }
    if (isCollection(subject) && !subject?.isElement && node.kind === 'variable' && node.expression.kind === 'path') {
      const message = t`${name} may hold a quote, a backslash or a line break, which ends the string: put the tag inside \`{{#escapeJson}}\`.`;
      return { code: 'unescaped-string', message, ...about, remedy: { kind: 'unquote', tag: range } };
    }
    const group = !subject && node.kind === 'variable' && node.expression.kind === 'path' ? node.expression.text : '';
    if ([...facts.variables.keys()].some(variable => group !== '' && variable.startsWith(`${group}.`))) {
      const message = t`\`${group}\` is a list of objects, which prints as Java writes it: repeat what it holds with \`${`{{#${group}}}`}…${`{{/${group}}}`}\`, and print its parts with \`.toJson\` in it.`;
      return { code: 'unescaped-string', message, ...about };
    }
    const message = t`${name} may hold a quote, a backslash or a line break, which ends the string: print it with \`.toJson\`.`;
    return { code: 'unescaped-string', message, ...about, remedy: { kind: 'to-json', tag: range } };
  }
  if (/&(quot|#39|amp|lt|gt);/.test(printed)) {
    const message = t('HTML escaping turns quotes into `&quot;`: use three braces.');
    return { code: 'html-escaped', message, ...about, remedy: { kind: 'raw', tag: range } };
  }
  if (followsValue(trouble, facts)) {
    return doubledQuotesAround(facts.template.source, range) ?? secondValue(trouble, facts, subject?.name);
  }
  if (isCollection(subject) && !subject!.isElement && where !== 'number') {
    const message = t`${name} prints several values, but not as JSON: use \`.toJson\`.`;
    return { code: 'collection-without-to-json', message, ...about, remedy: { kind: 'to-json', tag: range } };
  }
  if (where === 'number' ? /^[-+.\d]/.test(printed) : isNumeric(printed)) {
    if (/^[-+]/.test(printed) && /[-+]/.test(facts.template.source[range.start - 1] ?? '')) {
      const message = t`${name} prints its own sign, and two of them make no JSON number: remove the one before the tag.`;
      return { code: 'number-format', message, ...about };
    }
    const message = t`${name} prints \`${shortened(printed)}\` here, which is not a JSON number: use \`.toInteger\`, or quotes.`;
    return { code: 'number-format', message, ...about, remedy: { kind: 'to-integer', tag: range } };
  }
  const message = t`${name} prints text, such as \`${shortened(printed)}\`: put quotes around the tag.`;
  const needsEscape = subject?.variable.type !== 'date';
  return { code: 'unquoted-string', message, ...about, remedy: { kind: 'quote', tag: range, escape: needsEscape } };
}

/** Whether a value was complete before the tag: in a number, when another tag printed it. */
function followsValue({ state }: Trouble, { before }: Circumstances): boolean {
  return state.mode === Mode.after || (position(state) === 'number' && before()?.isTag === true);
}

/** The template's own text does not fit after what was printed before it. */
function text(trouble: Trouble, facts: Circumstances): Explanation {
  const { range, state, text: character } = trouble;
  const { mode, stack } = state;
  const { source } = facts.template;
  if (wantsValue(mode) && /[,}\]]/.test(character)) {
    const afterComma = mode === Mode.valueOrClose || stack.kind === 'array';
    if (afterComma && character === ',') return superfluousComma(trouble, facts, range);
    if (afterComma && character === ']' && mode === Mode.value) return commaBefore(trouble, facts);
    if (mode === Mode.value && stack.kind !== 'array') return missingValue(trouble, facts);
    return unbalanced(trouble, facts);
  }
  if (mode === Mode.key || mode === Mode.keyOrClose) {
    if (character === ',') return superfluousComma(trouble, facts, range);
    if (character === '}') return commaBefore(trouble, facts);
    if (character === ']') return unbalanced(trouble, facts);
    return wrongKey(source, range.start);
  }
  if (mode === Mode.colon) return withoutColon(trouble, facts);
  if (mode === Mode.after || mode === Mode.junk || endsNumber(mode)) {
    return behindValue(trouble, facts);
  }
  const where = position(state);
  if (where === 'string' || where === 'key string') {
    const isEscape = mode === Mode.escape || mode === Mode.keyEscape;
    const start = isEscape ? range.start - 1 : range.start;
    if (isEscape && !/[\n\r]/.test(character)) {
      const message = t`\`\\${character}\` is not a JSON escape: a backslash itself is written \`\\\\\`.`;
      return replacing({ start, end: range.end }, message, `\\\\${character}`);
    }
    const message = t('A JSON string cannot hold this character: write `\\n`, `\\t` or the like.');
    // A line break of two characters is one.
    const end = source.startsWith('\r\n', range.start) ? range.end + 1 : range.end;
    return replacing({ start, end }, message, character === '\t' ? '\\t' : '\\n');
  }
  if (where === 'number') {
    const written = /[-+.\deE]*$/.exec(source.slice(Math.max(0, range.start - 40), range.start))![0].length;
    const place = written > 0 ? { start: range.start - written, end: range.start } : range;
    return { code: 'number-format', range: place, message: t('This is not a JSON number.') };
  }
  const before = facts.before();
  // A tag has printed the beginning of a word.
  if (before?.isTag && mode >= Mode.literal) {
    const { start, end } = before.range;
    return invalid(before.range, `${t`\`${shortened(source.slice(start, end))}\` is not a JSON value`}.`);
  }
  const isBehindWord = /[a-z]/i.test(before?.character ?? '') && !/[a-z]/i.test(character);
  return wrongWord(source, isBehindWord ? before!.end : range.start);
}

/** `name:` where a key must stand. */
function wrongKey(source: string, offset: number): Explanation {
  const word = wordAt(source, offset);
  const message = t('A key must be here, in double quotes.');
  const name = source.slice(word.start, word.end);
  if (/^":?/.test(source.slice(word.end, word.end + 2)) && name !== '') {
    return { ...invalid(word, message), remedy: { kind: 'insert', at: word.start, text: '"' } };
  }
  return /^[\w$-]+$/.test(name) ? replacing(word, message, `"${name}"`) : invalid(word, message);
}

/** A word where a value must be, or the rest of one that began like `true`. */
function wrongWord(source: string, offset: number): Explanation {
  const before = /[A-Za-z]*$/.exec(source.slice(Math.max(0, offset - 5), offset))![0];
  const word = wordAt(source, offset - before.length);
  const found = source.slice(word.start, word.end);
  const message = `${t`\`${shortened(found)}\` is not a JSON value`}${hint(found)}.`;
  if (Object.hasOwn(literals, found)) return replacing(word, message, literals[found]!);
  const meant = /^[a-z]{2,6}$/i.test(found) ? nearest(found, ['true', 'false', 'null']) : undefined;
  if (meant) return replacing(word, message, meant);
  // Words around a tag form one text together with it.
  const whole = source.slice(word.end, unquotedEnd(source, word.end));
  if (whole.includes('{{') && /^\p{L}/u.test(found))
    return { ...invalid(word, message), remedy: { kind: 'quote', tag: word, escape: true } };
  // A character right before a tag, such as a currency sign, or a second colon.
  if (source.startsWith('{{', word.end) || found === ':')
    return { ...invalid(word, message), remedy: { kind: 'remove', range: word } };
  return /^[\p{L}_][\p{L}\p{N} _.-]*$/u.test(found) ? replacing(word, message, `"${found}"`) : invalid(word, message);
}

function replacing(range: Range, message: string, text: string): Explanation {
  return { ...invalid(range, message), remedy: { kind: 'replace', range, text } };
}

/** How other languages write what JSON has. */
const literals: Readonly<Record<string, string>> = {
  True: 'true',
  TRUE: 'true',
  False: 'false',
  FALSE: 'false',
  None: 'null',
  undefined: 'null',
  nil: 'null',
  NULL: 'null',
  Null: 'null',
};

/** Text after a value that is neither a comma nor a closing bracket. */
function behindValue(trouble: Trouble, facts: Circumstances): Explanation {
  const { range, state, text: character } = trouble;
  if (/[\]}]/.test(character)) return unbalanced(trouble, facts);
  if (state.stack.kind === 'root') {
    if (character === ':' && facts.template.source.trimStart().startsWith('"')) {
      const message = t('Members belong in an object: begin with `{`, and end with `}`.');
      return { code: 'unbalanced-json', range, message };
    }
    const message = t(
      'The JSON is complete before this: remove what follows, or the bracket that closes it too early.',
    );
    const isLast = facts.template.source.slice(range.end).trim() === '';
    return { code: 'unbalanced-json', range, message, ...(isLast && { remedy: { kind: 'remove', range } }) };
  }
  if (state.mode === Mode.zero && /\d/.test(character)) {
    return { code: 'number-format', range, message: t('This is not a JSON number.') };
  }
  if (state.mode === Mode.after && state.stack.kind === 'object' && isClosedByKey(facts.template.source, range.start)) {
    return closedByKey(range, facts);
  }
  if (/["{[\-\dtfn]/.test(character) && (state.mode === Mode.after || character === '"')) {
    return secondValue(trouble, facts, undefined);
  }
  if (position(state) === 'number' && /[.\d+\-eE]/.test(character)) {
    const message = t('The number before this is complete: a Double always prints a fraction, so use `.toInteger`.');
    return { code: 'number-format', range: wordAt(facts.template.source, range.start), message };
  }
  const twice = state.stack.kind === 'object' ? twiceAround(trouble, facts) : undefined;
  if (twice) return twice;
  const word = wordAt(facts.template.source, range.start);
  return {
    ...invalid(word, t('There is a value before this already: only one of the two may be printed.')),
    remedy: { kind: 'remove', range: word },
  };
}

/** The section around a second value, if it asks the same as the value before it. */
function twiceAround({ range }: Trouble, { template }: Circumstances): Explanation | undefined {
  const section = sectionsAround(template, range.start).at(-1);
  return section && askedTwice(section, template);
}

/** `"name": "{{name}}, "email": …`, or `"name": {{name}}", "email": …` where the name is empty. */
function closedByKey({ start }: Range, { broken, template: { source } }: Circumstances): Explanation {
  const quote = broken()?.string()?.range ?? { start: start - 1, end: start };
  const inside = source.slice(quote.end, start - 1);
  const missing = /^[\s,]*$/.test(inside) ? quoteMissingBefore(source, quote.start) : undefined;
  if (missing) return missing;
  const message = t('The string is not closed on this line: write a quote at its end, or `\\n` for a line break.');
  const at = quote.end + inside.replace(/[\s,]*$/, '').length;
  return { ...invalid(quote, message), remedy: { kind: 'insert', at, text: '"' } };
}

/** A value follows a value: a comma is missing, unless both are the value of one key. */
function secondValue(trouble: Trouble, facts: Circumstances, variable: string | undefined): Explanation {
  const { state, range, node } = trouble;
  const { source } = facts.template;
  const isMember = state.stack.kind === 'object' && isText(node) && /^"[^"\n]*"\s*:/.test(source.slice(range.start));
  const comma = missingComma(trouble, facts, variable);
  const isLooped = comma.remedy?.kind === 'separate' || comma.remedy?.kind === 'ask-once';
  if (state.stack.kind !== 'object' || isMember || isLooped || comma.code === 'comma-on-one-branch') return comma;
  const twice = twiceAround(trouble, facts);
  if (twice) return twice;
  const message = t('There is a value before this already: only one of the two may be printed.');
  return {
    ...invalid(isText(node) ? wordAt(source, range.start) : range, message),
    ...(variable ? { variable } : {}),
  };
}

/** No colon after a string where a key is expected: mostly a list printed without its brackets. */
function withoutColon(trouble: Trouble, facts: Circumstances): Explanation {
  const { template, variables } = facts;
  const { start } = trouble.range;
  const loops = sectionsAround(template, start).filter(section => isLoop(section, variables));
  const before = template.children.findLast(node => node.kind === 'section' && node.range.end <= start);
  const loop =
    loops[loops.length - 1] ?? (before?.kind === 'section' && isLoop(before, variables) ? before : undefined);
  if (loop && startsValue(template.source, loop.range.start)) {
    const subject = subjectOf(loop, parentsOf(template, loop), variables);
    return withoutBrackets(loop.range, loop.tag.range, subject?.name);
  }
  const quote = facts.before();
  if (quote?.character !== '"' || quote.isTag)
    return invalid(trouble.range, t('A colon and a value must follow this key.'));
  // It is the same missing colon under every condition.
  const key = /"(?:[^"\\\n{}]|\\.)*"$/.exec(template.source.slice(Math.max(0, quote.end - 200), quote.end))?.[0] ?? '"';
  const range = { start: quote.end - key.length, end: quote.end };
  const message = t('A colon and a value must follow this key.');
  return { ...invalid(range, message), remedy: { kind: 'insert', at: quote.end, text: ':' } };
}

function endOfText(trouble: Trouble, facts: Circumstances): Explanation {
  const { state, range } = trouble;
  const where = position(state);
  if (where === 'string' || where === 'key string') {
    const quote = facts.broken()?.quote();
    const missing = quote && !quote.isTag ? quoteMissingBefore(facts.template.source, quote.range.start) : undefined;
    if (missing) return missing;
    return {
      code: 'unbalanced-json',
      range: quote?.range ?? range,
      message: t('The string is not closed on this line: write a quote at its end, or `\\n` for a line break.'),
    };
  }
  if (state.stack.kind === 'root' && state.mode === Mode.value) return missingValue(trouble, facts);
  return unbalanced(trouble, facts);
}

function unbalanced(trouble: Trouble, facts: Circumstances): Explanation {
  const opener = facts.broken()?.opener();
  const code = 'unbalanced-json';
  if (trouble.kind === 'end') {
    if (!opener) return { code, range: trouble.range, message: t('The JSON is not complete at the end.') };
    const message = t`This \`${opener.character}\` is never closed.`;
    const at = facts.template.source.trimEnd().length;
    const text = opener.character === '{' ? '}' : ']';
    return { code, range: opener.range, message, remedy: { kind: 'insert', at, text } };
  }
  if (!opener) {
    const message = t`There is nothing open that \`${trouble.text}\` could close.`;
    return { code, range: trouble.range, message, remedy: { kind: 'remove', range: trouble.range } };
  }
  const wanted = opener.character === '{' ? '}' : ']';
  if (wanted === trouble.text) {
    return { code, range: trouble.range, message: t('A value is missing before this.') };
  }
  const message = t`\`${trouble.text}\` does not close the \`${opener.character}\` that is open here.`;
  return { code, range: trouble.range, message, remedy: { kind: 'replace', range: trouble.range, text: wanted } };
}

/** A tag that does not mean what its author thought, around the trouble or just before it. */
function causeOf(trouble: Trouble, facts: Circumstances): Cause | undefined {
  if (!mayMislead(facts.template)) return undefined;
  const around = sectionsAround(facts.template, trouble.range.start);
  const near = tagsBetween(trouble, facts).map(({ node }) => node);
  for (const section of [...around, ...near.filter((node): node is SectionNode => node.kind === 'section')]) {
    if (section.children.some(isElse)) return 'else-tag';
    if (section.inverted && pathsOf(section.expression)[0]?.text.includes(' ')) return 'inverted-helper';
  }
  return near.some(isMisreadSection) || siblings(trouble, facts).some(isMisreadSection)
    ? 'blank-before-sigil'
    : undefined;
}

/** Whether the text has any such tag, so that it is worth looking for it. */
const mayMislead = keptWith(({ source }) => /\{\{(=|\{?&?\s*else|\^[^{}]*\s|\s+[#^/])/.test(source));

function siblings(trouble: Trouble, facts: Circumstances): readonly Node[] {
  const around = sectionsAround(facts.template, trouble.range.start);
  const nodes = around.at(-1)?.children ?? facts.template.children;
  const { start } = trouble.range;
  return nodesWithin(nodes, start - 100, start + 100);
}

function isElse(node: Node): boolean {
  return node.kind === 'variable' && /^else( |$)/.test(node.tag.content.text);
}

/** `{{ #x }}` is a variable named `#x`. */
function isMisreadSection(node: Node): boolean {
  return isVariable(node) && /^[#^/]/.test(node.tag.content.text);
}

function isVariable(node: Node): node is VariableNode {
  return node.kind === 'variable';
}

function invalid(range: Range, message: string): Explanation {
  return { code: 'invalid-json', range, message };
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
  if (Object.hasOwn(literals, word)) return `: ${t`write \`${literals[word]!}\``}`;
  return /^\p{L}/u.test(word) ? `: ${t('strings need double quotes')}` : '';
}

/** A text as a message quotes it. */
function shortened(text: string): string {
  const shown = text.replace(/\r/g, '');
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
}
