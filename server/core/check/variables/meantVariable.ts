import type { Project } from '../../action/project';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/range';
import { meantProperty } from '../helpers/meantHelper';
import type { NameUse } from './names';

/**
 * The mapped name that was most likely meant: one that is spelt nearly the same, or the one that the attribute of this
 * name is mapped to.
 */
export function meantVariable(use: NameUse, project: Project): string | undefined {
  const { path, visible } = use;
  const [first, ...others] = path.parts;
  const name = first?.text ?? '';
  const habit = habits[name];
  if (habit && visible().has(habit.split('.', 1)[0]!)) return habit;
  // `iterhasNext`: the dot is missing.
  const turn = /^iter([a-z]\w+)$/.exec(path.text)?.[1];
  if (turn && visible().has('iter')) return `iter.${turn}`;
  // `tags[0]`: what lists have behind a dot.
  const [, list = '', index] = /^(\w+)\[(\d+)\]$/.exec(name) ?? [];
  if (visible().has(list)) return `${list}.${index}`;
  const known = first && ofAttribute(name, project);
  if (known) return known;
  const property = meantProperty(path.text, project.profile, visible());
  if (property) return property;
  for (const part of others) {
    const named = namesVariable(use, part, project);
    if (named) return named;
  }
  return nearest(name, visible()) ?? ofTheSameWords(name, visible());
}

/** The variable that a part of a name is the name of, or the attribute of. */
export function namesVariable({ visible }: NameUse, { text }: Span, project: Project): string | undefined {
  return visible().has(text) && text !== 'iter' ? text : ofAttribute(text, project);
}

function ofAttribute(name: string, { variables }: Project): string | undefined {
  return [...variables.values()].find(
    ({ mapping: { source }, name: variable }) =>
      source?.kind === 'attribute' && source.value.text === name && !variable.includes('.'),
  )?.name;
}

/** `access_token` for `token`: the only one that has all words of the other. */
export function ofTheSameWords(name: string, visible: Iterable<string>): string | undefined {
  const words = wordsOf(name);
  const found = [...visible].filter(candidate => {
    const own = wordsOf(candidate);
    return words.every(word => own.includes(word)) || own.every(word => words.includes(word));
  });
  return found.length === 1 ? found[0] : undefined;
}

function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_-]+/)
    .filter(Boolean);
}

/** What other template languages call the turn of a loop. */
const habits: Readonly<Record<string, string>> = {
  '@index': 'iter.position',
  '@first': 'iter.isFirst',
  '@last': 'iter.isLast',
  '@key': 'key',
};
