import { type Failed, failed } from './failed';

/** How far an exchange had come: no connection yet, the request under way, the head of an answer there. */
export type Stage = 'unconnected' | 'sent' | 'answered';

/** Says what an error of the network means for the person who sends. */
export function explainFailure(error: NodeJS.ErrnoException, url: URL, stage: Stage): Failed {
  const code = error.code ?? '';
  const host = url.hostname;
  const certificate = certificates[code];
  if (certificate) return failed('certificate', `${host} ${certificate}`);
  if (code.startsWith('CERT_'))
    return failed('certificate', `${host} showed a certificate that cannot be trusted (${code}).`);
  if (code.startsWith('HPE_HEADER_OVERFLOW'))
    return failed('network', `${host} answered with headers of more than 16 KB.`);
  if (code.startsWith('HPE_'))
    return failed('network', `${host} answered with something that is not HTTP. Check the port.`);
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
    return failed(
      'network',
      `${host} does not speak TLS on port ${url.port || '443'}. Check the port, or the "https://".`,
    );
  switch (code) {
    case 'ECONNREFUSED':
      return failed('refused', `Nothing listens at ${url.host}. Start it, or check the port.`);
    case 'ENOTFOUND':
      return failed(
        'host-not-found',
        `${host} was not found. Check the spelling of the URL, and that this machine is online.`,
      );
    case 'EAI_AGAIN':
      return failed('host-not-found', `The name ${host} could not be looked up. Check the network connection.`);
    case 'ETIMEDOUT':
      return failed('timeout', `${url.host} could not be reached in time. Check the network connection.`);
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return failed('network', `${url.host} cannot be reached from here. Check the network connection.`);
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return brokenOff(url, stage);
    default:
      return failed(
        'network',
        `The exchange with ${url.host} failed${code ? ` (${code})` : ''}. Check the network connection.`,
      );
  }
}

/** For a connection that ended before the answer did. */
export function brokenOff({ host }: URL, stage: Stage): Failed {
  const sentences: Readonly<Record<Stage, string>> = {
    unconnected: 'closed the connection before anything was sent. Send again.',
    sent: 'closed the connection without an answer. The request may have been carried out: look before you send again.',
    answered: 'broke the connection off in the middle of its answer. The request may have been carried out.',
  };
  return failed('network', `${host} ${sentences[stage]}`);
}

const untrusted = 'showed a certificate that no known authority has signed.';

/** By OpenSSL's and Node's codes, the end of a sentence that begins with the host. */
const certificates: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'showed a self-signed certificate. Nothing was sent.',
  SELF_SIGNED_CERT_IN_CHAIN: `${untrusted} A company proxy may stand between; NODE_EXTRA_CA_CERTS can name its authority.`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `${untrusted} Nothing was sent.`,
  UNABLE_TO_GET_ISSUER_CERT: `${untrusted} Nothing was sent.`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `${untrusted} A company proxy may stand between; NODE_EXTRA_CA_CERTS can name its authority.`,
  CERT_HAS_EXPIRED: "showed a certificate that has expired. Nothing was sent. Check this computer's clock too.",
  CERT_NOT_YET_VALID: "showed a certificate that is not valid yet. Nothing was sent. Check this computer's clock.",
  ERR_TLS_CERT_ALTNAME_INVALID: 'showed a certificate made out to another host. Nothing was sent. Check the URL.',
};
