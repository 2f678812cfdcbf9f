import { stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { findNodeAtLocation } from 'jsonc-parser';
import { readEvents, type SampleEvent } from '../core/action/events';
import { readJson } from '../core/action/json';
import { loadProject } from '../core/action/load';
import type { Project } from '../core/action/project';
import { matches } from '../core/action/stream';
import { outsideStream } from '../core/check/action/stream';
import { isClosed, nodeFiles, nodeFilesTelling } from '../files.node';
import { place } from './place';
import { printable } from './printable';
import { type ActionSettings, settingsFor } from './settings';
import type { Terminal } from './terminal';

/** Input that cannot be read: shown as it is, exit code 2. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly problem: string;
}

/** The action in a file, named as on the command line. */
export async function readAction(
  file: string,
  terminal: Terminal,
): Promise<{ kind: 'action'; project: Project; severities: ActionSettings['severities'] } | Unreadable> {
  const path = absolute(file, terminal);
  const problem = await fileProblem(file, path);
  if (problem) return { kind: 'unreadable', problem };
  const what = /\.trimou$/.test(path) ? 'a template' : (await holdsAction(path)) ? undefined : 'no action';
  if (what !== undefined)
    return { kind: 'unreadable', problem: `${file} is ${what}. Name the action (*.webhook.json) that it belongs to.` };
  const settings = await settingsFor(path, terminal);
  if (settings.kind === 'unreadable') return settings;
  const closed: string[] = [];
  const files = nodeFilesTelling(folder => closed.push(folder));
  const project = await loadProject(path, files, { profile: settings.profile });
  // Without this, a folder that may not be read would look like one without events.
  const range = { start: 0, end: 0 };
  const folders = closed.map(folder => ({ path: folder, range, message: 'This folder of events cannot be read.' }));
  return {
    kind: 'action',
    project: { ...project, eventProblems: [...project.eventProblems, ...folders] },
    severities: settings.severities,
  };
}

/**
 * By its name, else by its content: someone who names a file by mistake should not be told what is wrong with it as an
 * action.
 */
async function holdsAction(path: string): Promise<boolean> {
  if (path.endsWith('.webhook.json')) return true;
  const { root } = readJson((await nodeFiles.read(path)) ?? '');
  return root !== undefined && findNodeAtLocation(root, ['action'])?.type === 'object';
}

/** One event: a file, or a line of a `*.jsonl` as `june.events.jsonl:12`, the first by default; `-` for standard input. */
export async function readEvent(
  name: string,
  terminal: Terminal,
): Promise<{ kind: 'event'; event: SampleEvent } | Unreadable> {
  const [, file = name === '-' ? 'standard input' : name, line] = /^(.+\.jsonl):(\d+)$/.exec(name) ?? [];
  const path = absolute(file, terminal);
  const problem = name === '-' ? undefined : await fileProblem(file, path);
  if (problem) return { kind: 'unreadable', problem };
  const text = name === '-' ? await terminal.stdin() : ((await nodeFiles.read(path)) ?? '');
  const read = readEvents(path, text);
  const { events } = read;
  const problems = read.problems.filter(({ code }) => !code);
  const event = line === undefined ? events[0] : events.find(candidate => candidate.line === Number(line));
  const reported = problems.find(candidate => line === undefined || candidate.line === Number(line));
  if (event && (line !== undefined || problems.length === 0 || events.length > 1)) {
    if (line === undefined && events.length > 1) terminal.problem(printable(taken(file, event, events)));
    return { kind: 'event', event };
  }
  if (reported)
    return {
      kind: 'unreadable',
      problem: `${place(shownPath(path, terminal), text, reported.range.start)}: ${reported.message}`,
    };
  return { kind: 'unreadable', problem: line ? `${file} has no event in line ${line}.` : `${file} holds no event.` };
}

/** Which of several events it is, where none was named. */
function taken(file: string, { line }: SampleEvent, events: readonly SampleEvent[]): string {
  return `${file} holds ${events.length} events; this is the one in line ${line}. For another: ${file}:${events[1]!.line}.`;
}

/** What a person should know of an event before its request: that live it would not start the action. */
export function warnOutsideStream({ action }: Project, event: SampleEvent, terminal: Terminal): void {
  const message = outsideStream(matches(action.when, event, terminal.now()));
  if (message) terminal.problem(printable(message));
}

export function absolute(path: string, { cwd }: Terminal): string {
  return resolve(cwd, path).replaceAll(sep, '/');
}

/** Relative to where the command runs, unless it is elsewhere. */
export function shownPath(path: string, { cwd }: Terminal): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') || isAbsolute(short) ? path : short).replaceAll(sep, '/');
}

async function fileProblem(file: string, path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return `${file} is a folder. Name a file.`;
  if (!found && !(await isClosed(path))) return `There is no file ${file}.`;
  return (await nodeFiles.read(path)) === undefined ? `${file} cannot be read.` : undefined;
}
