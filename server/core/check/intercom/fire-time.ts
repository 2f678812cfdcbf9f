import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import type { OutlineScalar } from '../../json/outline';
import { mappingFor } from '../action/form-edits';
import type { Fix } from '../finding';
import { replace } from '../rule';
import type { Printed } from './printed';
import type { ValueContext } from './value-report';

/** The attribute that says when an event happened, in seconds. */
export const eventTime = 'tealium_timestamp_epoch';

/** An event's created_at from the clock: a retry of Tealium's is then another event to Intercom, counted twice. */
export function fireTime({
  subject,
  endpoint,
  path,
  value,
  printed,
  report,
}: ValueContext & { readonly value: OutlineScalar; readonly printed: Printed }): void {
  const isEventTime = endpoint.path === '/events' && path.length === 1 && path[0] === 'created_at';
  if (!isEventTime) return;
  report({
    code: 'created-at-fire-time',
    range: value.range,
    message: t`This is the moment the action fires. Take the moment of the event, \`${eventTime}\`: a retry is then the same event to Intercom.`,
    fixes: () => [subject.project && fromEvent(subject.project, subject.path, printed)],
  });
}

function fromEvent(project: Project, path: string, { base }: Printed): Fix | undefined {
  const mapped = [...project.variables.values()].find(
    ({ mapping, name }) =>
      mapping.source?.kind === 'attribute' && mapping.source.value.text === eventTime && !name.includes('.'),
  );
  const name = mapped?.name ?? (project.variables.has('created_at') ? eventTime : 'created_at');
  const mapping = mapped ? [] : mappingFor(project, 'templateVariables', { attribute: eventTime, to: name });
  const edits = [...mapping, replace(path, base.start, base.end, `${name}.toInteger`)];
  return { title: t('Take the moment of the event'), edits, preferred: true };
}
