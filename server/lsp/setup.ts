import { t } from '@vscode/l10n';
import { type Connection, RequestType } from 'vscode-languageserver';
import { compareWithTealium } from '../core/setup/drift';
import { fingerprintOf, setupSheet } from '../core/setup/sheet';
import {
  type DriftAnswer,
  type DriftParams,
  type Refusal,
  requests,
  type SetupAnswer,
  type SetupField,
  type SetupParams,
} from '../protocol';
import { refused } from './choice';
import { locationOf } from './convert';
import type { Diagnostics } from './diagnostics';
import { canonical } from './files';
import { guard } from './guard';
import { actionName } from './messages';
import type { Workspace } from './workspace';

/** Answers what to fill in in Tealium, and whether Tealium has the same. */
export function answerSetup(connection: Connection, workspace: Workspace, diagnostics: Diagnostics): void {
  const broken: Refusal = refused('That failed inside the extension; the log says why.');
  connection.onRequest(
    new RequestType<SetupParams, SetupAnswer, void>(requests.setup),
    guard<SetupParams, SetupAnswer>(connection.console, 'Tealium Setup', broken, ({ action }) =>
      sheet(workspace, diagnostics, action),
    ),
  );
  connection.onRequest(
    new RequestType<DriftParams, DriftAnswer, void>(requests.drift),
    guard<DriftParams, DriftAnswer>(connection.console, 'Comparing with Tealium', broken, params =>
      compare(workspace, params),
    ),
  );
}

async function sheet(workspace: Workspace, diagnostics: Diagnostics, action: string): Promise<SetupAnswer> {
  await workspace.ready;
  const project = await workspace.projects.at(canonical(action));
  if (project.text.trim() === '') return refused(t('The action no longer exists.'));
  const texts = await workspace.textsOf(project);
  const sections = setupSheet(project).map(({ title, items }) => ({
    title,
    items: items.map(({ place, ...item }): SetupField => {
      const location = locationOf(place, texts);
      return { ...item, digest: fingerprintOf(item.parts), ...(location && { place: location }) };
    }),
  }));
  const errors = diagnostics.findingsOf(project).filter(({ severity }) => severity === 'error').length;
  return { kind: 'sheet', action: { uri: project.path, name: actionName(project) }, errors, sections };
}

/** The longest text that is compared, in UTF-16 units: a Trace entry has a few thousand. */
const longestPasted = 1_000_000;

async function compare(workspace: Workspace, { action, text, field }: DriftParams): Promise<DriftAnswer> {
  await workspace.ready;
  if (text.trim() === '') return refused(t('Paste first what Tealium shows.'));
  if (text.length > longestPasted) return refused(t('This is too long to be a field or an entry of Trace.'));
  const project = await workspace.projects.at(canonical(action));
  const options = { project, pasted: text, item: field, now: Date.now(), uuid: () => crypto.randomUUID() };
  const differences = compareWithTealium(options);
  if (differences.length > 0) return { kind: 'compared', differences };
  return refused(t('This looks like nothing in the action. Choose the field that it is.'));
}
