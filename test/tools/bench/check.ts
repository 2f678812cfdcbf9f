import Mustache from 'mustache';
import { loadProject } from '../../../server/core/action/load';
import type { Project } from '../../../server/core/action/project';
import { check } from '../../../server/core/check/check';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { memoryFiles } from '../../support/files';
import { growth, ratio } from './measure';
import { actionFor, user } from './user';

async function projectOf(size: number, body: string): Promise<Project> {
  const files = memoryFiles({
    'a.webhook.json': actionFor(size),
    'auth.trimou': 'Bearer {{access_token}}',
    'body.json.trimou': body,
  });
  return loadProject('a.webhook.json', files, { profile: tealiumProfile });
}

/** All that happens after a keystroke in the body: its tree is made, and the whole action is checked. */
function afterKeystroke(project: Project, text: string): number {
  const body = project.templates.get('body')!;
  const templates = new Map(project.templates);
  templates.set('body', { ...body, text, tree: parse(text, tealiumProfile, 'body') });
  return check({ ...project, templates }).length;
}

interface CheckRatio {
  readonly mistakes?: boolean;
  /** Milliseconds of ours that do not count. */
  readonly free?: number;
}

async function checkRatio(size: number, { mistakes = false, free = 0 }: CheckRatio = {}): Promise<number> {
  const text = user(size, mistakes);
  const project = await projectOf(size, text);
  return ratio(
    () => afterKeystroke(project, text),
    () => {
      Mustache.clearCache();
      return Mustache.parse(text);
    },
    size > 500_000 ? 5 : 15,
    free,
  );
}

/** How the time of a check grows with a text that is the same piece over and over. */
async function checkGrowth(piece: string): Promise<number> {
  const project = await projectOf(1000, '{}');
  const repeated = (size: number) => piece.repeat(Math.ceil(size / piece.length));
  return growth(text => afterKeystroke(project, text), repeated, 50_000);
}

export const checkEntries = {
  'check10k / mustache': () => checkRatio(10_000),
  'check10k less 1 ms / mustache': () => checkRatio(10_000, { free: 1 }),
  'check100k / mustache': () => checkRatio(100_000),
  'check1m / mustache': () => checkRatio(1_000_000),
  'check10k with a mistake less 1 ms / mustache': () => checkRatio(10_000, { mistakes: true, free: 1 }),
  'check100k with mistakes / mustache': () => checkRatio(100_000, { mistakes: true }),
  'check1m with mistakes / mustache': () => checkRatio(1_000_000, { mistakes: true }),
  'check braces, 100k / 50k': () => checkGrowth('{'),
  'check unclosed sections, 100k / 50k': () => checkGrowth('{{#a}}'),
  'check unclosed tags, 100k / 50k': () => checkGrowth('{{email'),
  'check unmapped names, 100k / 50k': () => checkGrowth('{{emial}}'),
  'check stray quotes, 100k / 50k': () => checkGrowth('"a '),
};
