import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type InitializeResult,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { root, temporary } from './project';

interface Measured {
  readonly started: number;
  readonly checked: number;
  /** What the server said it can do, by the names of the protocol. */
  readonly capabilities: object;
}

/** How much code a built server has read when it has answered `initialize`, and when it has checked a file, in kilobytes. */
export async function measureServer(module: string): Promise<Measured> {
  const sizes = path.join(temporary(), 'sizes.txt');
  const watch = path.join(path.dirname(sizes), 'watch.cjs');
  fs.writeFileSync(sizes, '');
  fs.writeFileSync(watch, watcher);
  const server = spawn(process.execPath, ['--require', watch, module, '--stdio'], {
    env: { ...process.env, SIZES: sizes },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const left = once(server, 'exit');
  const read = () =>
    Math.ceil(
      fs
        .readFileSync(sizes, 'utf8')
        .split('\n')
        .reduce((sum, size) => sum + Number(size), 0) / 1024,
    );
  const editor = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  editor.listen();
  const folder = path.join(root, 'examples');
  const file = path.join(folder, 'new-user/body_template.json.trimou');
  const uri = pathToFileURL(file).href;
  const { capabilities } = await editor.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'examples' }],
    capabilities: {},
  });
  const started = read();
  await editor.sendNotification('initialized', {});
  const told = new Promise(resolve => editor.onNotification('textDocument/publishDiagnostics', resolve));
  const text = fs.readFileSync(file, 'utf8');
  await editor.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'json-trimou', version: 1, text },
  });
  await told;
  const checked = read();
  await editor.sendRequest('shutdown');
  await editor.sendNotification('exit');
  await left;
  return { started, checked, capabilities };
}

/** Notes the size of each module that is read. */
const watcher = `
const fs = require('node:fs');
const read = require.extensions['.js'];
require.extensions['.js'] = (module, file) => {
  fs.appendFileSync(process.env.SIZES, fs.statSync(file).size + '\\n');
  return read(module, file);
};
`;
