import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

const algorithms: Readonly<Record<string, typeof sha256 | typeof md5 | typeof sha1 | typeof sha512>> = {
  MD5: md5,
  SHA1: sha1,
  SHA224: sha224,
  SHA256: sha256,
  SHA384: sha384,
  SHA512: sha512,
};

/** The hash of a message, or with a key its HMAC. Undefined where Java has no algorithm of the name, as `SHA-256` or `sha256`. */
export function digest(algorithm: string, message: Uint8Array, key?: Uint8Array): Uint8Array | undefined {
  const hash = algorithms[algorithm.replaceAll('-', '').toUpperCase()];
  if (!hash) return undefined;
  return key ? hmac(hash, key, message) : hash(message);
}
