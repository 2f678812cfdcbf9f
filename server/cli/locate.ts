import type { Project } from '../core/action/project';
import type { Finding } from '../core/check/finding';
import { nodeFiles } from '../files.node';
import { shownPath } from './input';
import { positions } from './place';
import type { LocatedFinding } from './report/report';
import type { Terminal } from './terminal';

/** The texts of an action and its templates, by path. */
export function textsOf(project: Project): Map<string, string> {
  const templates = [...project.templates.values()].flatMap(({ path, text }) =>
    text === undefined ? [] : [[path, text] as const],
  );
  return new Map([[project.path, project.text], ...templates]);
}

/** Adds lines and columns to findings. `texts` are those already read; what else is needed is read from the disk. */
export async function locate(
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  terminal: Terminal,
): Promise<readonly LocatedFinding[]> {
  const converters = new Map<string, ReturnType<typeof positions>>();
  for (const file of new Set(findings.map(finding => finding.path)))
    converters.set(file, positions(texts.get(file) ?? (await nodeFiles.read(file)) ?? ''));
  return findings.map(({ path, code, severity, message, range, counterexample }) => {
    const position = converters.get(path)!;
    return {
      file: shownPath(path, terminal),
      code,
      severity,
      message,
      range: { start: position(range.start), end: position(range.end) },
      ...(counterexample && { counterexample }),
    };
  });
}
