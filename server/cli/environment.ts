import { environmentVariable } from '../core/action/secrets';
import { networkOf } from '../http/network/network';
import type { SendActionOptions } from '../http/sendAction';
import type { Terminal } from './terminal';

type FromEnvironment = Pick<
  SendActionOptions,
  'secret' | 'missingSecret' | 'allowedHosts' | 'allowHost' | 'signal' | 'now' | 'uuid' | 'network' | 'clock'
>;

/**
 * What a send takes from the process that runs it: secrets, allowed hosts, proxies and certificates out
 * of its environment, clock and Ctrl+C.
 */
export function fromEnvironment({ env, signal, now, uuid, clock, problem }: Terminal): FromEnvironment {
  const told = new Set<string>();
  return {
    secret: async name => {
      const variable = environmentVariable(name);
      const value = env[variable];
      if (value && /^\s*bearer\b/i.test(value) && !told.has(variable)) {
        told.add(variable);
        problem(`${variable} begins with "Bearer", which the Authorization template puts before it: leave it out.`);
      }
      return value;
    },
    missingSecret: name => `Set the environment variable ${environmentVariable(name)}.`,
    allowedHosts: (env.INTERCOM_WEBHOOK_ALLOWED_HOSTS ?? '').split(',').map(host => host.trim()),
    allowHost: 'Name it in the environment variable INTERCOM_WEBHOOK_ALLOWED_HOSTS.',
    network: () => networkOf(env),
    signal,
    clock,
    now,
    uuid,
  };
}
