import { environmentVariable } from '../core/action/secrets';
import type { SendActionOptions } from '../http/sendAction';
import type { Terminal } from './terminal';

type FromEnvironment = Pick<SendActionOptions, 'secret' | 'missingSecret' | 'allowedHosts' | 'signal' | 'now' | 'uuid'>;

/** What a send takes from the process that runs it: secrets and allowed hosts out of its environment, clock and Ctrl+C. */
export function fromEnvironment({ env, signal, now, uuid }: Terminal): FromEnvironment {
  return {
    secret: async name => env[environmentVariable(name)],
    missingSecret: name => `Set the environment variable ${environmentVariable(name)}.`,
    allowedHosts: (env.INTERCOM_WEBHOOK_ALLOWED_HOSTS ?? '').split(',').map(host => host.trim()),
    signal,
    now,
    uuid,
  };
}
