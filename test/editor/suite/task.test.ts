import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import {
  CustomExecution,
  EventEmitter,
  extensions,
  languages,
  type Pseudoterminal,
  Task,
  TaskScope,
  tasks,
  Uri,
  workspace,
} from 'vscode';
import { closeAll, example, until } from './support';

suite('a task that runs the command line', () => {
  const body = 'contact/contact_template.json.trimou';
  let before: Uint8Array;
  setup(async () => {
    before = await workspace.fs.readFile(example(body));
  });
  teardown(async () => {
    await workspace.fs.writeFile(example(body), before);
    await closeAll();
  });

  test('underlines what the problem matcher finds in its output', async () => {
    const broken = new TextDecoder().decode(before).replace('"{{email.toJson}}"', '{{email.toJson}}');
    await workspace.fs.writeFile(example(body), new TextEncoder().encode(broken));
    const folder = workspace.workspaceFolders![0]!;
    const { extensionPath } = extensions.getExtension('intercom-webhook-templates.intercom-webhook-templates')!;
    const output = await run(path.join(extensionPath, 'dist/cli.js'), ['check', 'contact'], folder.uri.fsPath);
    assert.match(output, /contact_template\.json\.trimou:\d+:\d+ {2}error/);
    const terminal = async () => printing(output);
    const execution = new CustomExecution(terminal);
    const task = new Task(
      { type: 'check' },
      folder ?? TaskScope.Workspace,
      'check',
      'test',
      execution,
      '$intercom-webhook',
    );
    await tasks.executeTask(task);
    // Beside what the language server says of an open file: this one is not open, and the matcher has an owner of its own.
    const found = () => languages.getDiagnostics(Uri.joinPath(folder.uri, body)).map(({ code }) => code);
    await until(
      languages.onDidChangeDiagnostics,
      () => found().includes('unquoted-string'),
      () => JSON.stringify(languages.getDiagnostics().map(([uri, all]) => [uri.path, all.length])),
    );
  });
});

/** The command line as a process; it ends with 1 where it finds something. */
function run(module: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', NO_COLOR: '1' };
  return new Promise(resolve => {
    execFile(process.execPath, [module, ...args], { cwd, env }, (_error, output) => resolve(output));
  });
}

/** A terminal in which a text stands. */
function printing(text: string): Pseudoterminal {
  const written = new EventEmitter<string>();
  const closed = new EventEmitter<number>();
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open() {
      written.fire(text.replaceAll('\n', '\r\n'));
      closed.fire(1);
    },
    close: () => undefined,
  };
}
