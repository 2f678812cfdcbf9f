// All that is needed when somebody sends, and not before: main.node.ts reads it then.
export { checkToken } from './http/checkToken';
export { networkOf } from './http/network/network';
export { startSandbox } from './http/sandbox/startSandbox';
export { sendAction } from './http/sendAction';
export { replay } from './replay/replay';
