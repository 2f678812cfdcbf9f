import { t } from '@vscode/l10n';
import type { Project } from '../action/project';
import { placeholders } from '../action/spans';
import type { Range } from '../text/range';
import type { ActionDocument, TemplateDocument } from './document';
import { hasConditions, refusalOf } from './verdict';

/** A clickable line of text above a place in a file. */
export interface CodeLens {
  readonly range: Range;
  readonly title: string;
  readonly does: 'send' | 'preview' | 'select-event' | 'replay';
}

/** At the top of a body template: send, preview, and the event that both use. Other templates have none. */
export function codeLenses({ path, project, event }: TemplateDocument): readonly CodeLens[] {
  if (!project || !bodyTemplates(project).has(path)) return [];
  const range = { start: 0, end: 0 };
  return [
    ...usual(range),
    { range, title: event ? t`Event: ${event.name}` : t('No Sample Event'), does: 'select-event' },
  ];
}

/**
 * In an action: send and preview above `action`, and replay if one of its files holds many events; above its stream,
 * how many sample events fulfil the conditions.
 */
export function actionCodeLenses({ project }: ActionDocument, now: number): readonly CodeLens[] {
  const { fields } = project.action;
  const action = fields.get('action')?.key;
  if (!action) return [];
  const range = fields.get('action.source')?.key ?? action;
  const replay = project.events.some(({ line }) => line !== undefined) ? [replayLens(action)] : [];
  const title = eventsTitle(project, project.events, now);
  return [...usual(action), ...replay, { range, title, does: 'select-event' }];
}

/** At the top of a file of many events: replay them, and how many of them the action's stream takes. */
export function eventsCodeLenses({ project }: ActionDocument, path: string, now: number): readonly CodeLens[] {
  const events = project.events.filter(event => event.path === path && event.line !== undefined);
  if (events.length === 0) return [];
  const range = { start: 0, end: 0 };
  return [replayLens(range), { range, title: eventsTitle(project, events, now), does: 'select-event' }];
}

function replayLens(range: Range): CodeLens {
  return { range, title: t('Replay Events…'), does: 'replay' };
}

function usual(range: Range): readonly CodeLens[] {
  return [
    { range, title: t('Send'), does: 'send' },
    { range, title: t('Preview'), does: 'preview' },
  ];
}

function eventsTitle(project: Project, events: Project['events'], now: number): string {
  if (events.length === 0) return t('No Sample Event');
  const isOne = events.length === 1;
  if (!hasConditions(project)) return isOne ? t('1 Event') : t`${events.length} Events`;
  const matching = events.filter(event => refusalOf(project, event, now) === undefined);
  return isOne ? t`${matching.length} of 1 Event Matches` : t`${matching.length} of ${events.length} Events Match`;
}

/** The paths of the templates that the body consists of. */
function bodyTemplates({ action, templates, text }: Project): ReadonlySet<string> {
  const names = action.bodyData.flatMap(({ source }) =>
    source?.kind === 'map' ? placeholders(text, source.value).map(({ name }) => name.text) : [],
  );
  return new Set(names.flatMap(name => templates.get(name)?.path ?? []));
}
