import { t } from '@vscode/l10n';
import { mediaType } from '../tealium/form';
import { parse as parseTemplate } from '../template/parse';
import type { Profile } from '../template/profile';
import type { Template } from '../template/tree';
import { knownAttributes } from './attributes';
import { type EventFile, isEventFile, readEvents } from './events';
import type { Files } from './files';
import type { Action, ActionProblem, DeclaredAttribute } from './model';
import { parseAction, parseAttributes } from './parse';
import type { Project, ProjectTemplate } from './project';
import { placeholders } from './spans';
import { variablesOf } from './typing';

export interface LoadOptions {
  readonly profile: Profile;
  /** Parses a template; a host that keeps trees between edits passes its own. */
  readonly parse?: (source: string, profile: Profile, name: string) => Template;
  /** Reads an event file; a host that keeps events between edits passes its own. */
  readonly readEvents?: (path: string, text: string) => EventFile;
}

/**
 * The action at `path` with its templates, sample events, attributes and variables. Never fails: what is missing or
 * unreadable is in `problems`, in a template without text, or in `eventProblems`.
 */
export async function loadProject(path: string, files: Files, options: LoadOptions): Promise<Project> {
  const text = await files.read(path);
  const { action, problems } = parseAction(text ?? '{}');
  if (text === undefined) problems.push({ range: { start: 0, end: 0 }, message: t('This file cannot be read.') });
  const [templates, events, shared] = await Promise.all([
    loadTemplates(path, action, files, options),
    loadEvents(path, action.events, files, options.readEvents),
    loadAttributes(path, action, files),
  ]);
  const declared = [...shared.attributes, ...action.attributes];
  const attributes = knownAttributes(declared, events.events);
  return {
    path,
    text: text ?? '',
    action,
    problems: [...problems, ...shared.problems],
    templates,
    events: events.events,
    eventProblems: events.problems,
    ...(shared.path !== undefined && { attributesFile: { path: shared.path, declared: shared.attributes } }),
    attributes,
    variables: variablesOf(action, attributes),
    profile: options.profile,
  };
}

async function loadTemplates(from: string, action: Action, files: Files, options: LoadOptions) {
  const parse = options.parse ?? parseTemplate;
  const templates = new Map<string, ProjectTemplate>();
  for (const reference of action.templates) {
    const path = files.resolve(from, reference.path.text);
    const text = await files.read(path);
    const name = reference.name.text;
    const json = isJsonTemplate(path) || isJsonBody(action, name);
    const closed = text === undefined && (await files.isClosed?.(path)) ? { closed: true as const } : {};
    const tree = text === undefined ? closed : { text, tree: parse(text, options.profile, name) };
    templates.set(name, { name, reference, path, json, ...tree });
  }
  return templates;
}

/** By its name: `body_template.json.trimou`. */
export function isJsonTemplate(path: string): boolean {
  return /\.json\.trimou$/i.test(path);
}

/** Whether the template alone is the body of a request whose content type is JSON. */
function isJsonBody(action: Action, name: string): boolean {
  const type = mediaType(action.contentType?.text ?? '');
  if (type !== 'application/json' && !type.endsWith('+json')) return false;
  return action.bodyData.some(({ source }) => {
    const only = source?.kind === 'map' ? placeholders('', source.value) : [];
    return (
      only.length === 1 &&
      only[0]!.name.text === name &&
      source!.value.text.trim().length === only[0]!.end - only[0]!.start
    );
  });
}

/** The sample events that `pattern` matches, seen from the action; of a file of many events, the first lines. */
export async function loadEvents(from: string, pattern: string, files: Files, readFile = readEvents) {
  const paths = (await files.list(from, pattern)).filter(isEventFile);
  const read = await Promise.all(
    paths.map(async path => {
      const many = /\.jsonl$/i.test(path);
      const text = await files.read(path, many ? sampleBytes : undefined);
      if (text !== undefined) return readFile(path, many ? firstLines(text) : text);
      const range = { start: 0, end: 0 };
      return { events: [], problems: [{ path, range, message: t('This event file cannot be read.') }] };
    }),
  );
  return { events: read.flatMap(file => file.events), problems: read.flatMap(file => file.problems) };
}

/** In bytes: the events at the beginning of a long file are samples; a replay sends them all. */
const sampleBytes = 2_000_000;
const sampleLines = 1000;

function firstLines(text: string): string {
  let end = -1;
  for (let line = 0; line < sampleLines; line++) {
    end = text.indexOf('\n', end + 1);
    if (end < 0) return text;
  }
  return text.slice(0, end);
}

interface SharedAttributes {
  readonly attributes: readonly DeclaredAttribute[];
  readonly problems: readonly ActionProblem[];
  readonly path?: string;
}

/** The types in the file that `attributes` names; a mistake in it is shown where the action names the file. */
async function loadAttributes(from: string, action: Action, files: Files): Promise<SharedAttributes> {
  const place = action.attributesFile;
  if (!place) return { attributes: [], problems: [] };
  const range = { start: place.start, end: place.end };
  const path = files.resolve(from, place.text);
  const text = await files.read(path);
  if (text === undefined) {
    return {
      attributes: [],
      problems: [
        {
          range,
          message: t`There is no file \`${place.text}\` beside this action. Copy it there, or write the types here: { "name": "string" }.`,
        },
      ],
    };
  }
  const { attributes, problems } = parseAttributes(text);
  const located = problems.map(({ message, severity }) => ({
    range,
    message: t`In \`${place.text}\`: ${message}`,
    ...(severity && { severity }),
  }));
  return { attributes, problems: located, path };
}
