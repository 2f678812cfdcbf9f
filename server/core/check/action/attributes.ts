import { t } from '@vscode/l10n';
import type { AttributeType } from '../../action/model';
import type { ActionForm } from '../../action/project';
import { pageAttributes, visitorTypes } from '../../tealium/attributes';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/range';
import type { Fix } from '../finding';
import type { FormRule } from '../rule';
import { mappingLists, setField, setText } from './formEdits';

/** The attributes that an action maps or asks about. */
export const attributes: FormRule = {
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
    const nothingKnown = events.length === 0 && action.attributes.length === 0 && !project.attributesFile;
    for (const name of attributeNames(project)) {
      const attribute = project.attributes.get(name.text);
      if (!attribute) {
        if (nothingKnown || /[{}]/.test(name.text) || pageAttributes.includes(name.text)) continue;
        report({
          code: 'unknown-attribute',
          range: name,
          message: unknown(project, name),
          fixes: () => fixes(project, name),
        });
        continue;
      }
      if (!isOutOfScope(project, attribute.type)) continue;
      if (events.some(event => event.types?.has(name.text))) continue;
      report({
        code: 'attribute-scope',
        range: name,
        message: t`A ${attribute.type} belongs to visits and visitors; an event of a stream does not carry it.`,
      });
    }
  },
};

function attributeNames(project: ActionForm): Span[] {
  const names = (project.action.when ?? []).flat().flatMap(({ attribute }) => attribute ?? []);
  for (const [, mappings] of mappingLists(project)) {
    for (const { source } of mappings) if (source?.kind === 'attribute') names.push(source.value);
  }
  return names;
}

/** Whether an event of the action's stream cannot have an attribute of that type. */
export function isOutOfScope({ action }: ActionForm, type: AttributeType): boolean {
  return (action.stream !== undefined || action.when !== undefined) && visitorTypes.has(type);
}

function unknown(project: ActionForm, name: Span): string {
  const near = nearest(name.text, project.attributes.keys());
  const advice = near
    ? t`Did you mean \`${near}\`?`
    : t('Declare its type under `attributes`, or add it to a sample event.');
  return t`No sample event has \`${name.text}\`, and it is not declared. ${advice}`;
}

function fixes(project: ActionForm, name: Span): (Fix | undefined)[] {
  const near = nearest(name.text, project.attributes.keys());
  const own = project.action.attributesFile === undefined;
  // The samples that lack it show that it may be missing.
  const optional = project.events.length > 0;
  return [
    near ? { title: t`Change to ${near}`, edits: [setText(project, name, near)], preferred: true } : undefined,
    own
      ? {
          title: optional ? t`Declare ${name.text} as an optional string` : t`Declare ${name.text} as a string`,
          edits: setField(project, ['attributes', name.text], optional ? { type: 'string', optional: true } : 'string'),
          preferred: !near,
        }
      : undefined,
  ];
}
