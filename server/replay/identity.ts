import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Project } from '../core/action/project';
import type { FilePlace } from '../core/answer/traceBack';

/** `body.json.trimou:4:12`, counted from 1, for a place in an action or one of its templates. */
export function placeName(project: Project, { path, range }: FilePlace): string {
  const template = [...project.templates.values()].find(candidate => candidate.path === path);
  const text = path === project.path ? project.text : template?.text;
  const start = TextDocument.create(path, '', 0, text ?? '').positionAt(range.start);
  return `${decoded(basename(path))}:${start.line + 1}:${start.character + 1}`;
}

/** A hash of all that a request is made of besides the event. */
export function planHash({ text, templates, attributesFile, profile }: Project): string {
  const sources = [...templates.values()].map(template => [template.name, template.text]);
  return hashOf(JSON.stringify([text, sources, attributesFile?.declared, profile]));
}

/** The name of the action's file, whether that is given by path or by URI. */
export function actionFile({ path }: Project): string {
  return decoded(basename(path));
}

/** 96 bits, which two different events of a file do not share. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // A stray `%` in a file name: shown as it is.
  }
}
