import { basename } from 'node:path';
import type { Project } from '../core/action/project';
import { Standing } from '../core/replay/standing';
import type { ReplayEnd } from '../protocol';
import { putAside, readEarlier } from './earlier';
import { actionFile } from './identity';

interface ForWhat {
  readonly project: Project;
  readonly target: string;
  readonly previous?: 'resume' | 'restart' | undefined;
  /** Absent in a dry run. */
  readonly send?: unknown;
}

/** How things stand after earlier replays with the same results file, if they can be resumed. */
export async function standingIn(
  file: string | undefined,
  { previous, target, project, send }: ForWhat,
): Promise<{ readonly kind: 'standing'; readonly standing: Standing } | ReplayEnd> {
  const fresh = { kind: 'standing', standing: new Standing() } as const;
  if (file === undefined) return fresh;
  const earlier = await readEarlier(file);
  if (earlier.kind === 'none') return fresh;
  const name = basename(file);
  if (earlier.kind === 'foreign') return refused(`${name} holds no results of a replay. Name another file for them.`);
  if (previous === 'restart') {
    await putAside(file);
    return fresh;
  }
  const { standing } = earlier;
  const run = standing.run!;
  const other = differenceFrom(run, { action: actionFile(project), target, dryRun: send === undefined });
  if (previous === undefined) {
    const { counts } = standing;
    const inFlight = standing.underWay.length;
    const uncertain = counts.uncertain + inFlight;
    return { kind: 'exists', results: file, counts: { ...counts, uncertain }, ...(other && { other }) };
  }
  return other ? refused(`${name} cannot be resumed: ${other} Start over.`) : { kind: 'standing', standing };
}

function differenceFrom(
  run: { readonly action: string; readonly target: string; readonly dryRun?: true },
  { action, target, dryRun }: { readonly action: string; readonly target: string; readonly dryRun: boolean },
): string | undefined {
  if (run.action !== action) return `it is about ${run.action}.`;
  if (run.dryRun && !dryRun) return 'it holds a dry run.';
  if (!run.dryRun && dryRun) return 'it holds what was sent.';
  return run.target === target || dryRun ? undefined : `those events went to ${run.target}.`;
}

export function refused(message: string): ReplayEnd {
  return { kind: 'refused', message };
}
