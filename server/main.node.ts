import { randomUUID } from 'node:crypto';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFiles } from './files.node';
import { checkToken } from './http/checkToken';
import { networkOf } from './http/network/network';
import { startSandbox } from './http/sandbox/startSandbox';
import { sendAction } from './http/sendAction';
import { byUri } from './lsp/files';
import { startServer } from './lsp/startServer';
import { replay } from './replay/replay';

const earlierSecrets = new Set<string>();
const missingSecret = () => 'Run “Intercom Webhook: Set Access Token”.';

startServer(createConnection(ProposedFeatures.all), {
  files: byUri(nodeFiles),
  send: order =>
    sendAction({
      ...order,
      network: () => networkOf(process.env, order.http),
      earlierSecrets,
      missingSecret,
      now: Date.now,
      uuid: randomUUID,
    }),
  async checkToken({ http, ...order }) {
    return checkToken({ ...order, network: await networkOf(process.env, http) });
  },
  replay: order => replay({ ...order, now: Date.now, uuid: randomUUID }),
  startSandbox: () => startSandbox(),
});
