import type { JavaValue } from './values';

/** Java's `hashCode` of a value, as a signed 32-bit number (source: Java SE 17, the classes' own documentation). */
export function hashCode(value: JavaValue): number {
  if (value === null) return 0;
  if (typeof value === 'string') return hashOfText(value);
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  switch (value.kind) {
    case 'integer':
    case 'short':
    case 'byte':
      return value.value;
    case 'long':
      return hashOfBits(value.value);
    case 'double':
      return hashOfBits(bitsOfDouble(value.value));
    case 'float':
      return bitsOfFloat(value.value);
    case 'character':
      return value.value.charCodeAt(0);
    case 'date':
      return hashOfBits(BigInt(Math.trunc(value.ms)));
    case 'list':
      return value.items.reduce((hash: number, item) => (Math.imul(31, hash) + hashCode(item)) | 0, 1);
    case 'set':
      return value.items.reduce((hash: number, item) => (hash + hashCode(item)) | 0, 0);
    case 'entry':
      return hashCode(value.key) ^ hashCode(value.value);
    case 'map': {
      let hash = 0;
      for (const [key, item] of value.entries) hash = (hash + (hashOfText(key) ^ hashCode(item))) | 0;
      return hash;
    }
    default:
      return 0;
  }
}

/** The order in which a `HashMap` gives its keys: by bucket, and within a bucket in the order of insertion. */
export function inHashOrder(keys: readonly string[]): readonly string[] {
  let size = 16;
  while (keys.length > size * 0.75) size *= 2;
  const bucket = (key: string): number => {
    const hash = hashOfText(key);
    return (hash ^ (hash >>> 16)) & (size - 1);
  };
  return keys
    .map((key, index) => ({ key, index, bucket: bucket(key) }))
    .sort((one, other) => one.bucket - other.bucket || one.index - other.index)
    .map(entry => entry.key);
}

function hashOfText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index++) hash = (Math.imul(31, hash) + text.charCodeAt(index)) | 0;
  return hash;
}

function hashOfBits(bits: bigint): number {
  const unsigned = BigInt.asUintN(64, bits);
  return Number(BigInt.asIntN(32, unsigned ^ (unsigned >> 32n)));
}

function bitsOfDouble(value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

function bitsOfFloat(value: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return view.getInt32(0);
}
