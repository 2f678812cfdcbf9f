import type { Project } from '../../action/project';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/range';
import { mappingFor } from '../action/form-edits';
import type { Fix } from '../finding';
import { isElse } from '../helpers/else-tag';
import { meansHelper } from '../helpers/meant-helper';
import { operatorIn } from '../helpers/operator';
import { renamed, type TemplateRule } from '../rule';
import type { TemplateSubject } from '../subject';
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
    for (const use of subject.names) {
      const name = unmappedName(use, subject);
      const { project } = subject;
      if (!name || !project) continue;
      const meant = meantVariable(use, project);
      report({
        code: 'unmapped-variable',
        range: name,
        message: `\`${name.text}\` is not mapped, so it prints nothing. ${advice(project, name, meant)}`,
        fixes: () => [
          meant
            ? {
                title: `Change to ${meant}`,
                edits: renamed(subject, use.node, name, meant),
                preferred: true,
              }
            : undefined,
          mapAttribute(project, name),
        ],
      });
    }
  },
};

/** The names that OAuth connectors put in by themselves. Source: Tealium, "Templates". */
const reserved = new Set(['webhook_access_token']);

/** The first part of a name that leads nowhere and is no misspelt helper or misread tag, which have rules of their own. */
function unmappedName(
  { path, node, meaning, call, visible }: NameUse,
  { profile, text }: TemplateSubject,
): Span | undefined {
  if (meaning.kind !== 'missing' || reserved.has(path.text) || /[{}]/.test(path.text)) return undefined;
  if (call && operatorIn(call, text)) return undefined;
  if (!call && (/^[#^/&>!<$+=]/.test(path.text) || isElse(path.text))) return undefined;
  if (!call && meansHelper(path.text, node, profile, visible())) return undefined;
  const [first] = path.parts;
  return first && { start: first.start, end: first.end, text: first.text };
}

/** The mapped name that was most likely meant: one spelt nearly so, or the one its attribute is mapped to. */
export function meantVariable({ path, visible }: NameUse, project: Project): string | undefined {
  const name = path.parts[0]?.text ?? '';
  const habit = habits[name];
  if (habit && visible().has(habit.split('.', 1)[0]!)) return habit;
  const ofAttribute = [...project.variables.values()].find(
    ({ mapping: { source }, name: variable }) =>
      source?.kind === 'attribute' && source.value.text === name && !variable.includes('.'),
  );
  return ofAttribute?.name ?? nearest(name, visible());
}

/** What other template languages call the turn of a loop. */
const habits: Readonly<Record<string, string>> = {
  '@index': 'iter.position',
  '@first': 'iter.isFirst',
  '@last': 'iter.isLast',
  '@key': 'key',
};

function advice(project: Project, { text }: Span, meant: string | undefined): string {
  if (text === 'iter') return 'It is there inside of a loop only.';
  const group = [...project.variables.keys()].find(name => name.endsWith(`.${text}`));
  if (group) return `It is part of \`${group.slice(0, group.indexOf('.'))}\`: use it inside that section.`;
  if (meant) return `Did you mean \`${meant}\`?`;
  return 'Map an attribute to it under `templateVariables`.';
}

/** Maps the attribute of the same name; one that is known nowhere yet has its name to be filled in. */
function mapAttribute(project: Project, { text }: Span): Fix | undefined {
  const known = project.attributes.has(text);
  if (!known && !/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(text)) return undefined;
  if (!known && (text === 'iter' || [...project.variables.keys()].some(name => name.startsWith(`${text}.`))))
    return undefined;
  const edits = mappingFor(project, 'templateVariables', { attribute: text, to: text });
  return { title: `Map attribute ${text} to ${text}`, edits, ...(known && { preferred: true }) };
}
