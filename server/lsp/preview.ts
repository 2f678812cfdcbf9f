import { t } from '@vscode/l10n';
import { type Connection, RequestType } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { SampleEvent } from '../core/action/events';
import { loadProject } from '../core/action/load';
import type { Project } from '../core/action/project';
import { type Origin, sourceOf } from '../core/preview/pieces';
import { previewAction, previewTemplate, type RenderedPreview } from '../core/preview/preview';
import { type Counterexample, type PreviewAnswer, type PreviewOrigin, type PreviewParams, requests } from '../protocol';
import { choiceOf, eventIn } from './choice';
import { locationOf, type Texts } from './convert';
import { canonical, nameOf } from './files';
import { guard } from './guard';
import { largestFile, textIn, type Workspace } from './workspace';

/** Answers what a template or an action comes to. It is asked after every keystroke while a preview is open. */
export function answerPreview(connection: Connection, workspace: Workspace): void {
  const broken: PreviewAnswer = nothing('The preview failed inside the extension; the log says why.');
  const type = new RequestType<PreviewParams, PreviewAnswer, void>(requests.preview);
  connection.onRequest(
    type,
    guard(connection.console, 'Preview', broken, params => answer(workspace, params)),
  );
}

async function answer(workspace: Workspace, params: PreviewParams): Promise<PreviewAnswer> {
  await workspace.ready;
  const uri = canonical(params.uri);
  const files = params.saved ? workspace.files.saved() : workspace.files;
  const text = await files.read(uri);
  if (text === undefined) return nothing(t`There is no file ${nameOf(uri)} any more.`);
  if (text.length > largestFile)
    return nothing(t`${nameOf(uri)} has more than ${largestFile.toLocaleString('en')} characters.`);
  const { counterexample } = params;
  const actions = await workspace.projects.actions.owning(uri);
  const action = actions.find(each => each === counterexample?.action) ?? actions[0];
  if (action === undefined)
    return nothing(t`No action names ${nameOf(uri)}. Name it under templates in a file *.webhook.json.`);
  const { profile } = workspace;
  const project = params.saved ? await loadProject(action, files, { profile }) : await workspace.projects.at(action);
  const event = eventFor(workspace, project, params);
  if (!event && params.event) return nothing(t`The event “${params.event.name}” no longer exists.`);
  if (!event) return nothing(t('The action has no sample event. Add one to the folder events beside it.'));
  const { template, preview } = previewOf(project, uri, event);
  const texts: Texts = path => documentIn(project, path);
  const chosen = choiceOf(event);
  if (preview.kind === 'failed') {
    const { message, path, range } = preview;
    const place = range && locationOf({ path, range }, texts);
    return { kind: 'failed', message, event: chosen, ...(place && { place }) };
  }
  return {
    kind: 'rendered',
    text: preview.text,
    event: chosen,
    action: project.path,
    ...(template && { template: template.name }),
    origins: preview.origins.map(origin =>
      encoded(origin, workspace.versionOf(origin.path, textIn(project, origin.path))),
    ),
    ...problemOf(preview, texts),
  };
}

/**
 * Whether the event shows the finding when it is rendered as in a preview. It does not if only the value of a secret
 * would, since no event holds one.
 */
export function shows(project: Project, counterexample: Counterexample): boolean {
  const { preview } = previewOf(project, counterexample.uri, sampleOf(counterexample));
  return preview.kind === 'failed' || preview.problem !== undefined;
}

function previewOf(project: Project, uri: string, event: SampleEvent) {
  const template = [...project.templates.values()].find(({ path }) => path === uri);
  const options = { project, event, now: Date.now(), uuid: () => someUuid };
  return { template, preview: template ? previewTemplate(template, options) : previewAction(options) };
}

/** The same in every preview, so that a preview changes only where the user changed something. */
const someUuid = '00000000-0000-4000-8000-000000000000';

function nothing(message: string): PreviewAnswer {
  return { kind: 'nothing', message };
}

function eventFor({ projects }: Workspace, project: Project, { counterexample, event }: PreviewParams) {
  if (counterexample) return sampleOf(counterexample);
  return event ? eventIn(project, event) : projects.eventOf(project);
}

/** An event that no file holds, as if it came from a file. */
function sampleOf({ uri, code, attributes }: Counterexample): SampleEvent {
  const name = t`counterexample ${code}`;
  return { path: uri, name, attributes: new Map(Object.entries(attributes)), range: { start: 0, end: 0 } };
}

function documentIn(project: Project, path: string): TextDocument | undefined {
  const text = textIn(project, path);
  return text === undefined ? undefined : TextDocument.create(path, 'plaintext', 0, text);
}

function problemOf({ problem, origins }: RenderedPreview, texts: Texts) {
  if (!problem) return {};
  const source = sourceOf(origins, problem.range);
  const place = source && locationOf({ path: source.path, range: source }, texts);
  return { problem: { ...problem.range, message: problem.message, ...(place && { place }) } };
}

/** The origin of a text as the protocol's numbers, each relative to the one before, so that they stay short. */
function encoded({ path, pieces, sections }: Origin, version: number | undefined): PreviewOrigin {
  let end = 0;
  let start = 0;
  const numbers: number[] = [];
  for (const { output, source, verbatim } of pieces) {
    const length = verbatim ? 0 : source.end - source.start;
    numbers.push(output.start - end, output.end - output.start, source.start - start, length);
    end = output.end;
    start = source.start;
  }
  return {
    uri: path,
    ...(version !== undefined && { version }),
    pieces: numbers,
    sections: sections.flatMap(({ open, close }) => [open.start, open.end, close.start, close.end]),
  };
}
