import { randomUUID } from 'node:crypto';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFiles } from './files.node';
import { byUri } from './lsp/files';
import { startServer } from './lsp/startServer';

const earlierSecrets = new Set<string>();
const missingSecret = () => 'Run “Intercom Webhook: Set Access Token”.';

startServer(createConnection(ProposedFeatures.all), {
  files: byUri(nodeFiles),
  // What is not needed before somebody sends is not read before.
  async send(order) {
    const { sendAction } = await import('./http/sendAction');
    const { networkOf } = await import('./http/network/network');
    return sendAction({
      ...order,
      network: () => networkOf(process.env, order.http),
      earlierSecrets,
      missingSecret,
      now: Date.now,
      uuid: randomUUID,
    });
  },
  async checkToken({ http, ...order }) {
    const { checkToken } = await import('./http/checkToken');
    const { networkOf } = await import('./http/network/network');
    return checkToken({ ...order, network: await networkOf(process.env, http) });
  },
  async replay(order) {
    const { replay } = await import('./replay/replay');
    return replay({ ...order, now: Date.now, uuid: randomUUID });
  },
  async startSandbox() {
    const { startSandbox } = await import('./http/sandbox/startSandbox');
    return startSandbox();
  },
});
