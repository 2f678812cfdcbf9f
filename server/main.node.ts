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
    const { sendAction, networkOf } = await import('./sending');
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
    const { checkToken, networkOf } = await import('./sending');
    return checkToken({ ...order, network: await networkOf(process.env, http) });
  },
  async replay(order) {
    const { replay } = await import('./sending');
    return replay({ ...order, now: Date.now, uuid: randomUUID });
  },
  async startSandbox() {
    const { startSandbox } = await import('./sending');
    return startSandbox();
  },
});
