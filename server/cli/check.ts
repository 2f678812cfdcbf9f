import { check as checkProject, checkTemplate } from '../core/check/check';
import type { Finding } from '../core/check/finding';
import { parse } from '../core/template/parse';
import { nodeFiles } from '../files.node';
import { type Command, UsageError } from './command';
import { readAction, shownPath } from './input';
import { locate, textsOf } from './locate';
import { step } from './progress';
import { jsonReport } from './report/json';
import { junitReport } from './report/junit';
import type { Checked, Report } from './report/report';
import { sarifReport } from './report/sarif';
import { textReport } from './report/text';
import { search } from './search';
import { settingsFor } from './settings';
import type { Terminal } from './terminal';

const reports: Readonly<Record<string, Report>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  junit: junitReport,
};

export const check: Command = {
  usage: 'check [--format text|json|sarif|junit] [--severity error|warning] PATH…',
  summary: 'Finds mistakes in actions, their templates and their sample events.',
  help: `PATH is an action (*.webhook.json) or a folder. A folder is searched for actions, and for templates (*.trimou)
that belong to none of them; folders that begin with a dot, and node_modules, are left out.

  --format    how findings are written (text by default)
  --severity  the least severity that counts for the exit code (error by default); all findings are written

The settings intercomWebhook.rules and intercomWebhook.profile.* apply as in VS Code: they are read from
.vscode/settings.json in the action's folder, or in the nearest folder above that has one. The other commands read them too.

Exit code: 0 no finding that counts, 1 findings, 2 a wrong command line or input that cannot be read.`,
  options: {
    format: { value: 'text|json|sarif|junit', choices: Object.keys(reports) },
    severity: { value: 'error|warning', choices: ['error', 'warning'] },
  },

  async run({ positionals, values }, terminal) {
    if (positionals.length === 0) throw new UsageError('Name at least one action or folder.');
    const { actions, templates, problems } = await search(positionals, terminal);
    const checked: Checked[] = [];
    for (const [index, file] of actions.entries()) {
      terminal.progress(step('Checking', index, actions.length, shownPath(file, terminal)));
      if (terminal.signal.aborted) {
        terminal.problem('Cancelled.');
        return 1;
      }
      const read = await readAction(shownPath(file, terminal), terminal);
      if (read.kind === 'unreadable') problems.push(read.problem);
      else {
        const { project, severities } = read;
        const found = checkProject(project, { severities });
        const one = await located(project.path, found, textsOf(project), terminal);
        const events = new Set([...project.events, ...project.eventProblems].map(({ path }) => path));
        checked.push({ ...one, files: [...one.files, ...events] });
      }
    }
    const used = new Set(checked.flatMap(({ files }) => files));
    for (const path of templates.filter(candidate => !used.has(candidate))) {
      const text = await nodeFiles.read(path);
      const settings = await settingsFor(path, terminal);
      if (text === undefined) problems.push(`${shownPath(path, terminal)} cannot be read.`);
      else if (settings.kind === 'unreadable') problems.push(settings.problem);
      else {
        const { profile } = settings;
        const findings = checkTemplate({ path, text, tree: parse(text, profile, path), profile }, settings);
        checked.push(await located(path, findings, new Map([[path, text]]), terminal));
      }
    }
    const counts = values.severity === 'warning' ? ['error', 'warning'] : ['error'];
    const unread = [...new Set(problems)];
    // A program that reads the report always gets one; a person is told what could not be checked.
    if (checked.length > 0 || problems.length === 0 || values.format !== 'text')
      terminal.out(reports[values.format!]!(withoutRepeats(checked), { counts, problems: unread, terminal }));
    for (const problem of unread) terminal.problem(problem);
    if (problems.length > 0) return 2;
    return checked.some(({ findings }) => findings.some(({ severity }) => counts.includes(severity))) ? 1 : 0;
  },
};

/** What was found in and around the file at `path`. `texts` are those already read. */
async function located(
  path: string,
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  terminal: Terminal,
): Promise<Checked> {
  return {
    file: shownPath(path, terminal),
    files: [...texts.keys()],
    findings: await locate(findings, texts, terminal),
  };
}

/** Without what was found before: a template or an attribute file that two actions share is reported once. */
function withoutRepeats(checked: readonly Checked[]): readonly Checked[] {
  const seen = new Set<string>();
  return checked.map(one => ({
    ...one,
    findings: one.findings.filter(({ file, code, message, range }) => {
      const key = JSON.stringify([file, code, message, range]);
      return !seen.has(key) && seen.add(key);
    }),
  }));
}
