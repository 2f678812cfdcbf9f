import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import type { JsonPath } from '../../intercom/fieldAt';
import type { Endpoint } from '../../intercom/fields';
import type { OutlineScalar } from '../../json/outline';
import { mappingFor } from '../action/formEdits';
import type { Edit, Fix } from '../finding';
import { replace } from '../rule';
import type { Printed } from './printed';
import type { ValueContext } from './valueReport';

/** The attribute that says when an event happened, in seconds. */
export const eventTime = 'tealium_timestamp_epoch';

/** Whether a field is the moment of an event. */
export function isEventTime({ path: endpoint }: Endpoint, path: JsonPath): boolean {
  return endpoint === '/events' && path.length === 1 && path[0] === 'created_at';
}

/**
 * An event's created_at taken from the clock: when Tealium retries, Intercom sees another event and counts it twice.
 */
export function fireTime({
  subject,
  endpoint,
  path,
  value,
  printed,
  report,
}: ValueContext & { readonly value: OutlineScalar; readonly printed: Printed }): void {
  if (!isEventTime(endpoint, path)) return;
  report({
    code: 'created-at-fire-time',
    range: value.range,
    message: t`This is the moment the action fires. Take the moment of the event, \`${eventTime}\`: a retry is then the same event to Intercom.`,
    fixes: () => [subject.project && fromEvent(subject.project, subject.path, printed)],
  });
}

function fromEvent(project: Project, path: string, { base }: Printed): Fix {
  const { value, mapping } = momentOfEvent(project);
  const edits = [...mapping, replace(path, base.start, base.end, value)];
  return { title: t('Take the moment of the event'), edits, preferred: true };
}

/** What prints the moment of the event, in seconds, and the edits that map it where it is not mapped yet. */
export function momentOfEvent(project: Project): { readonly value: string; readonly mapping: readonly Edit[] } {
  const mapped = [...project.variables.values()].find(
    ({ mapping, name }) =>
      mapping.source?.kind === 'attribute' && mapping.source.value.text === eventTime && !name.includes('.'),
  );
  const name = mapped?.name ?? (project.variables.has('created_at') ? eventTime : 'created_at');
  const mapping = mapped ? [] : mappingFor(project, 'templateVariables', { attribute: eventTime, to: name });
  return { value: `${name}.toInteger`, mapping };
}
