import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';

/** Whose certificates are trusted. */
export interface Authorities {
  /** PEM, of one or of many. */
  readonly certificates: readonly string[];
  /** What could not be read, as a sentence to add where a certificate is not trusted. */
  readonly problem?: string;
}

interface TrustOptions {
  /** Those of the operating system too. */
  readonly system: boolean;
  /** The file of `NODE_EXTRA_CA_CERTS`. */
  readonly extraFile?: string | undefined;
  /** The file of `SSL_CERT_FILE`, which names the system's certificates. */
  readonly systemFile?: string | undefined;
}

/**
 * The authorities to trust, when they are not just Node's own; never fewer than those. Node reads `NODE_EXTRA_CA_CERTS`
 * itself, but not in every program that Node is built into, such as the editor.
 */
export async function trustedAuthorities(options: TrustOptions): Promise<Authorities | undefined> {
  const { system, extraFile, systemFile } = options;
  if (!system && !extraFile) return undefined;
  const extra = extraFile ? await readCertificates(extraFile) : undefined;
  const unreadable = extraFile !== undefined && extra === undefined;
  const added = [...(system ? await systemCertificates(systemFile) : []), ...(extra ?? [])];
  return {
    certificates: eachOnce([...nodeCertificates(), ...added]),
    ...(unreadable && {
      problem: `NODE_EXTRA_CA_CERTS names a file that cannot be read as certificates: ${extraFile}.`,
    }),
  };
}

/** Most systems have the same authorities as Node, with other line breaks; none need be read twice. */
function eachOnce(certificates: readonly string[]): readonly string[] {
  return [...new Map(certificates.map(pem => [pem.replace(/\s/g, ''), pem])).values()];
}

/** Newer than the types that we build with: Node 22.15. */
type GetCertificates = (kind: 'default' | 'system') => readonly string[];
const getCertificates = (tls as { readonly getCACertificates?: GetCertificates }).getCACertificates;

function nodeCertificates(): readonly string[] {
  return getCertificates?.('default') ?? tls.rootCertificates;
}

/** Where the distributions of Linux keep theirs. */
const linuxBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** None where this Node cannot ask the system: before 22.15, on other systems than Linux. */
async function systemCertificates(named: string | undefined): Promise<readonly string[]> {
  if (getCertificates) return getCertificates('system');
  for (const file of [named, ...linuxBundles]) {
    const found = file && (await readCertificates(file));
    if (found) return found;
  }
  return [];
}

async function readCertificates(file: string): Promise<readonly string[] | undefined> {
  const text = await readFile(file, 'utf8').catch(() => ''); // The caller reports it, where it matters.
  return (
    text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]*?-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? undefined
  );
}
