import type { Project } from '../../action/project';
import { attributeTypes, pageAttributes } from '../../tealium/attributes';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/range';
import type { Fix } from '../finding';
import type { ActionRule } from '../rule';
import { mappingLists, setField, setText } from './form-edits';

/** The attributes that an action maps or asks about. */
export const attributes: ActionRule = {
  cards: [
    { code: 'unknown-attribute', severity: 'warning', group: 'Action', summary: 'Nothing is known of an attribute.' },
    {
      code: 'attribute-scope',
      severity: 'warning',
      group: 'Action',
      summary: 'An event stream does not have an attribute of this type.',
    },
  ],
  check(project, report) {
    const { action, events } = project;
    const ofEvents = action.stream !== undefined || action.when !== undefined;
    const nothingKnown = events.length === 0 && action.attributes.length === 0 && !project.attributesFile;
    for (const name of attributeNames(project)) {
      const attribute = project.attributes.get(name.text);
      if (!attribute) {
        if (nothingKnown || /[{}]/.test(name.text) || pageAttributes.includes(name.text)) continue;
        report({
          code: 'unknown-attribute',
          range: name,
          message: unknown(project, name),
          fixes: fixes(project, name),
        });
        continue;
      }
      const stated = events.some(event => event.types?.has(name.text));
      if (!ofEvents || stated || !isVisitorType(attribute.type)) continue;
      report({
        code: 'attribute-scope',
        range: name,
        message: `A ${attribute.type} belongs to visits and visitors; an event of a stream does not carry it.`,
      });
    }
  },
};

function attributeNames(project: Project): Span[] {
  const mapped = mappingLists(project).flatMap(([, mappings]) =>
    mappings.flatMap(({ source }) => (source?.kind === 'attribute' ? [source.value] : [])),
  );
  const asked = (project.action.when ?? []).flat().flatMap(({ attribute }) => attribute ?? []);
  return [...asked, ...mapped];
}

function isVisitorType(type: string): boolean {
  return attributeTypes.some(card => card.type === type && card.scope === 'visitor');
}

function unknown(project: Project, name: Span): string {
  const near = nearest(name.text, project.attributes.keys());
  const advice = near
    ? `Did you mean \`${near}\`?`
    : 'Declare its type under `attributes`, or add it to a sample event.';
  return `No sample event has \`${name.text}\`, and it is not declared. ${advice}`;
}

function fixes(project: Project, name: Span): (Fix | undefined)[] {
  const near = nearest(name.text, project.attributes.keys());
  const own = project.action.attributesFile === undefined;
  return [
    near ? { title: `Change to ${near}`, edits: [setText(project, name, near)], preferred: true } : undefined,
    own
      ? {
          title: `Declare ${name.text} as a string`,
          edits: setField(project, ['attributes', name.text], 'string'),
          preferred: !near,
        }
      : undefined,
  ];
}
