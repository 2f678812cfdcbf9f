/** The decimal digits of a positive number: 0.D1D2D3… × 10^exponent. */
export interface Digits {
  readonly digits: string;
  readonly exponent: number;
}

/** How a binary floating-point type is laid out. */
interface Layout {
  /** Bits of the fraction, without the hidden one. */
  readonly fraction: number;
}

const doubleLayout: Layout = { fraction: 52 };
const floatLayout: Layout = { fraction: 23 };

/** How many bits 5^n takes, for the n whose power fits a long (source: OpenJDK 17, FloatingDecimal). */
const bitsOfPowerOf5 = [
  0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61,
];

/** How many decimal digits of 2^n are below the precision of the number (source: OpenJDK 17, FloatingDecimal). */
const insignificantDigits = [
  0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 11,
  11, 11, 12, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15, 15, 16, 16, 16, 17, 17, 17, 18, 18, 18, 19,
];

/**
 * The digits that Java up to version 18 prints of a double. They are not always the shortest ones (1453021513e10 is
 * `1.4530215129999999E19`), so JavaScript's own digits will not do.
 * @param compatible as for `Double.toString`; `java.util.Formatter` asks for the digits with `false`
 */
export function digitsOfDouble(value: number, compatible: boolean): Digits {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  return digitsOf(bits & ((1n << 52n) - 1n), Number((bits >> 52n) & 0x7ffn), 1023, doubleLayout, compatible);
}

/** The digits that Java up to version 18 prints of a float. */
export function digitsOfFloat(value: number, compatible: boolean): Digits {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  const bits = view.getUint32(0);
  return digitsOf(BigInt(bits & 0x7fffff), (bits >>> 23) & 0xff, 127, floatLayout, compatible);
}

function digitsOf(fraction: bigint, biased: number, bias: number, layout: Layout, compatible: boolean): Digits {
  // Everything is done with the layout of a double, to which a float's fraction is widened.
  let bits = fraction;
  let exponent = biased;
  let significant = layout.fraction + 1;
  if (exponent === 0) {
    significant = bits.toString(2).length;
    bits <<= BigInt(layout.fraction + 1 - significant);
    exponent = significant - layout.fraction;
  } else {
    bits |= 1n << BigInt(layout.fraction);
  }
  bits <<= BigInt(52 - layout.fraction);
  return convert(bits, exponent - bias, significant, compatible);
}

/** Steele and White's algorithm with OpenJDK's shortcuts, which are visible in the result. */
function convert(normalized: bigint, binaryExponent: number, significant: number, compatible: boolean): Digits {
  const tailZeros = trailingZeros(normalized);
  const fractionBits = 53 - tailZeros;
  const tinyBits = Math.max(0, fractionBits - binaryExponent - 1);
  if (tinyBits === 0 && binaryExponent <= 62 && binaryExponent >= -21 && fractionBits < 64) {
    const drop = binaryExponent > significant ? (insignificantDigits[binaryExponent - significant - 1] ?? 0) : 0;
    const shift = BigInt(binaryExponent - 52);
    return wholeDigits(
      shift >= 0n ? normalized << shift : normalized >> -shift,
      binaryExponent - significant - 1 > 1 ? drop : 0,
    );
  }
  return longDivision(
    normalized >> BigInt(tailZeros),
    binaryExponent,
    significant,
    fractionBits,
    tinyBits,
    compatible,
    normalized,
  );
}

/** The digits of a whole number, without those that are below its precision. */
function wholeDigits(value: bigint, drop: number): Digits {
  let kept = value;
  if (drop > 0) {
    const power = 10n ** BigInt(drop);
    kept = value / power + (value % power >= power / 2n ? 1n : 0n);
  }
  const text = kept.toString();
  return { digits: text.replace(/0+$/, '') || '0', exponent: text.length + drop };
}

function longDivision(
  odd: bigint,
  binaryExponent: number,
  significant: number,
  fractionBits: number,
  tinyBits: number,
  compatible: boolean,
  normalized: bigint,
): Digits {
  let exponent = estimatedExponent(normalized, binaryExponent);
  const b5 = Math.max(0, -exponent);
  let b2 = b5 + tinyBits + binaryExponent;
  const s5 = Math.max(0, exponent);
  let s2 = s5 + tinyBits;
  let m2 = b2 - significant;
  b2 -= fractionBits - 1;
  const common = Math.min(b2, s2);
  b2 -= common;
  s2 -= common;
  m2 -= common;
  if (fractionBits === 1) m2 -= 1;
  if (m2 < 0) {
    b2 -= m2;
    s2 -= m2;
    m2 = 0;
  }
  const bBits = fractionBits + b2 + (bitsOfPowerOf5[b5] ?? b5 * 3);
  const tenSBits = s2 + 1 + (bitsOfPowerOf5[s5 + 1] ?? (s5 + 1) * 3);
  const width = bBits < 32 && tenSBits < 32 ? 32 : bBits < 64 && tenSBits < 64 ? 64 : 0;
  const s = (5n ** BigInt(s5)) << BigInt(s2);
  const tens = s * 10n;
  let b = (odd * 5n ** BigInt(b5)) << BigInt(b2);
  let m = (5n ** BigInt(b5)) << BigInt(m2);
  let low = false;
  let high = false;
  // Where Java works in an int or a long, its sums may overflow, which shows in the last digit of some floats.
  const wrapped = (number: bigint): bigint => (width === 0 ? number : BigInt.asIntN(width, number));
  const step = (): number => {
    const q = Number(b / s);
    b = 10n * (b % s);
    m = wrapped(m * 10n);
    low = m <= 0n || b < m;
    high = m <= 0n || (width === 0 ? b + m >= tens : wrapped(b + m) > tens);
    return q;
  };
  const digits: number[] = [];
  const first = step();
  if (first === 0 && !high) exponent -= 1;
  else digits.push(first);
  // Java prints at least one digit after the point, so in E notation the first digit is never the last.
  if (!compatible || exponent < -3 || exponent >= 8) low = high = false;
  while (!low && !high) digits.push(step());
  if (high && (!low || roundsUp(wrapped(wrapped(2n * b) - tens), digits))) exponent += roundUp(digits);
  return { digits: digits.join(''), exponent: exponent + 1 };
}

function roundsUp(difference: bigint, digits: readonly number[]): boolean {
  return difference > 0n || (difference === 0n && (digits[digits.length - 1]! & 1) === 1);
}

/** Adds one to the last digit; 1 when the number became one digit longer. */
function roundUp(digits: number[]): 0 | 1 {
  let index = digits.length - 1;
  while (index > 0 && digits[index] === 9) digits[index--] = 0;
  if (digits[index] === 9) {
    digits[0] = 1;
    return 1;
  }
  digits[index]! += 1;
  return 0;
}

/** The decimal exponent as OpenJDK estimates it; one too large at most. */
function estimatedExponent(normalized: bigint, binaryExponent: number): number {
  const significand = Number(normalized) / 2 ** 52;
  return Math.floor((significand - 1.5) * 0.289529654 + 0.176091259 + binaryExponent * 0.301029995663981);
}

function trailingZeros(bits: bigint): number {
  let count = 0;
  for (let rest = bits; (rest & 1n) === 0n; rest >>= 1n) count++;
  return count;
}
