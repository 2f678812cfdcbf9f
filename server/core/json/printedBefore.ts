import type { Template } from '../template/tree';
import { Mode, type State } from './automaton';
import { isText } from './ends';
import type { PrintedCharacter } from './evidence';
import { nodesWithin, sectionsAround } from './surroundings';
import type { Trouble } from './walk';

/**
 * The last character other than a blank that was printed before a trouble in the template's own text, if the template
 * tells which one it is: only blanks are between, or tags that must have printed nothing, since the reader is still
 * where that character brought it. Undefined where only a render can tell.
 */
export function printedBefore({ node, range, state }: Trouble, template: Template): PrintedCharacter | undefined {
  if (!isText(node)) return undefined;
  const { source } = template;
  const wanted = characterBefore(state);
  const around = sectionsAround(template, range.start);
  let isNear = true;
  for (let at = range.start; ; ) {
    const [before] = nodesWithin(around.at(-1)?.children ?? template.children, at - 1, at);
    if (isText(before)) {
      const end = before!.range.start + source.slice(before!.range.start, at).trimEnd().length;
      const character = source[end - 1]!;
      if (end > before!.range.start) {
        const place = { start: end - 1, end };
        return isNear || character === wanted ? { range: place, end, isTag: false, character } : undefined;
      }
    } else if (before?.kind === 'variable' || before?.kind === 'section') {
      isNear = false;
      if (!wanted || source.slice(before.range.start, before.range.end).includes(wanted)) return undefined;
    } else if (before && before.kind !== 'comment') return undefined;
    const outer = before ?? around.pop();
    if (!outer) return undefined;
    at = outer.range.start;
  }
}

/** The character after which a reader waits for a value or a key. */
function characterBefore({ mode, stack }: State): string | undefined {
  if (mode === Mode.value) return stack.kind === 'object' ? ':' : stack.kind === 'array' ? ',' : undefined;
  if (mode === Mode.key) return ',';
  return mode === Mode.valueOrClose ? '[' : undefined;
}
