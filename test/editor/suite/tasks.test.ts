import assert from 'node:assert/strict';
import { env, extensions, languages, type TaskExecution, tasks, Uri, version, workspace } from 'vscode';
import { closeAll, example, until } from './support';

const { extensionUri } = extensions.getExtension('intercom-webhook-templates.intercom-webhook-templates')!;
const label = 'Check the actions';

suite('the task of the page about the command line', () => {
  const template = example('checked-by-task/of-no-action.json.trimou');
  const settings = example('.vscode');
  let running: TaskExecution | undefined;

  setup(async function () {
    // Out of npm, the server of the oldest VS Code comes without what its terminals need.
    if (env.remoteName && /^1\.100\./.test(version)) this.skip();
    await workspace.fs.writeFile(template, new TextEncoder().encode('{ "email": "{{email.toJson}" }'));
    const page = new TextDecoder().decode(
      await workspace.fs.readFile(Uri.joinPath(extensionUri, 'docs/command-line.md')),
    );
    const [, snippet] = /In `\.vscode\/tasks\.json`:\n\n```json\n(.+?)```/s.exec(page)!;
    // As it is built here; installed it has its own name.
    const built = `node \\"${Uri.joinPath(extensionUri, 'dist/cli.js').fsPath.replaceAll('\\', '/')}\\"`;
    const task = snippet!.replace('"command": "intercom-webhook ', `"command": "${built} `);
    assert.notEqual(task, snippet);
    await workspace.fs.writeFile(Uri.joinPath(settings, 'tasks.json'), new TextEncoder().encode(task));
  });

  teardown(async () => {
    running?.terminate();
    for (const made of running ? [settings, Uri.joinPath(template, '..')] : []) {
      await workspace.fs.delete(made, { recursive: true });
    }
    await closeAll();
  });

  test('puts what is wrong in files that nobody has opened among the problems', async () => {
    const found = () => languages.getDiagnostics(template).filter(({ source }) => source === 'intercom-webhook');
    running = await tasks.executeTask(await named(label));
    await until(
      languages.onDidChangeDiagnostics,
      () => found().length > 0,
      () => 'the task found nothing',
    );
    const [problem] = found();
    assert.match(problem!.message, /^This tag is closed by one brace too few/);
    assert.equal(problem!.code, 'half-closed-tag');
    const { line, character } = problem!.range.start;
    assert.deepEqual([line, character], [0, 12]);
  });
});

/** The task, as soon as VS Code has read the file. */
async function named(wanted: string) {
  for (let tries = 0; tries < 50; tries++) {
    const found = (await tasks.fetchTasks()).find(({ name }) => name === wanted);
    if (found) return found;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`there is no task “${wanted}”`);
}
