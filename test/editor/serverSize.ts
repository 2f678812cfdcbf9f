import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { root, temporary } from './project';

interface Measured {
  readonly started: number;
  readonly checked: number;
  readonly diagnostics: readonly Diagnostic[];
  /** What the server said it can do, by the names of the protocol. */
  readonly capabilities: object;
}

/**
 * How much code a built server has read when it has answered `initialize`, and when it has checked an example, in kilobytes.
 * @param example a file under examples/
 * @param text what the editor has in it, if not the same
 */
export async function measureServer(module: string, example: string, text?: string): Promise<Measured> {
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
  const file = path.join(folder, example);
  const uri = pathToFileURL(file).href;
  const { capabilities } = await editor.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'examples' }],
    capabilities: {},
  });
  const started = read();
  await editor.sendNotification('initialized', {});
  const told = new Promise<PublishDiagnosticsParams>(resolve =>
    editor.onNotification('textDocument/publishDiagnostics', params => {
      if (params.uri === uri) resolve(params);
    }),
  );
  await editor.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'json-trimou', version: 1, text: text ?? fs.readFileSync(file, 'utf8') },
  });
  const { diagnostics } = await told;
  const checked = read();
  await editor.sendRequest('shutdown');
  await editor.sendNotification('exit');
  await left;
  return { started, checked, diagnostics, capabilities };
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

/** A body for the example `contact` that calls helpers, one more of them among the attributes. */
export const withHelpers = (one: string) => `{
  "role": "user",
  "external_id": "{{external_id.toJson}}",
  "email": "{{#escapeJson}}{{email}}{{/escapeJson}}",
  {{#name}}
  "name": "{{#isEq name "Ada"}}{{name.toJson}}{{/isEq}}{{#isNotEq name "Ada"}}someone{{/isNotEq}}",
  {{/name}}
  "signed_up_at": {{signed_up_at.toInteger}},
  "custom_attributes": {
    "first_order": "{{#each items}}{{product.toJson}}{{#iter.hasNext}}, {{/iter.hasNext}}{{/each}}",
    "host": "{{#escapeJson}}{{substringAfter email separator="@"}}{{/escapeJson}}",
    "one": "{{#escapeJson}}${one}{{/escapeJson}}",
    "loyalty_member": {{#if loyalty_member}}true{{/if}}{{#unless loyalty_member}}false{{/unless}}
  }
}
`;
