import { randomUUID } from 'node:crypto';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFiles } from './files.node';
import { networkOf } from './http/network/network';
import { startSandbox } from './http/sandbox/startSandbox';
import { sendAction } from './http/sendAction';
import { byUri } from './lsp/files';
import { startServer } from './lsp/startServer';

const missingSecret = () => 'Run “Intercom Webhook: Set Access Token”.';

startServer(createConnection(ProposedFeatures.all), {
  files: byUri(nodeFiles),
  send: order =>
    sendAction({
      ...order,
      network: () => networkOf(process.env, order.http),
      missingSecret,
      now: Date.now,
      uuid: randomUUID,
    }),
  startSandbox: () => startSandbox(),
});
