import { javaException } from '../failure';

/** A `BigDecimal`: unscaled × 10^-scale, exactly. */
export interface Decimal {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** The exact value of a double; `0.1` has 55 digits after the point. */
export function decimalOfDouble(value: number): Decimal {
  if (!Number.isFinite(value)) throw javaException('NumberFormatException', 'Infinite or NaN');
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & ((1n << 52n) - 1n);
  const significand = biased === 0 ? fraction : fraction | (1n << 52n);
  const exponent = (biased === 0 ? 1 : biased) - 1075;
  const signed = value < 0 ? -significand : significand;
  if (exponent >= 0) return { unscaled: signed << BigInt(exponent), scale: 0 };
  return { unscaled: signed * 5n ** BigInt(-exponent), scale: -exponent };
}

/** `new BigDecimal(text)`; a text that is no number throws a NumberFormatException. */
export function decimalOfText(text: string): Decimal {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,10}))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  const exponent = Number(power);
  if (!match || whole + fraction === '' || Math.abs(exponent) > 2147483647) {
    throw javaException('NumberFormatException', `Not a number: ${text.slice(0, 40)}`);
  }
  const digits = BigInt(whole + fraction);
  return { unscaled: sign === '-' ? -digits : digits, scale: fraction.length - exponent };
}

/** Negative, zero or positive, as `compareTo`: 1.0 and 1.00 are the same. */
export function compareDecimals(one: Decimal, other: Decimal): number {
  const signs = sign(one.unscaled) - sign(other.unscaled);
  if (signs !== 0 || one.unscaled === 0n) return signs;
  // The magnitudes first, so that 1e2000000000 is never written out.
  const magnitudes = magnitude(one) - magnitude(other);
  if (magnitudes !== 0) return sign(one.unscaled) * magnitudes;
  const scale = Math.max(one.scale, other.scale);
  const difference = scaled(one, scale) - scaled(other, scale);
  return sign(difference);
}

function sign(value: bigint): number {
  if (value === 0n) return 0;
  return value < 0n ? -1 : 1;
}

/** The power of ten of the first digit. */
function magnitude({ unscaled, scale }: Decimal): number {
  const digits = unscaled < 0n ? -unscaled : unscaled;
  return digits.toString().length - scale;
}

function scaled({ unscaled, scale }: Decimal, target: number): bigint {
  return unscaled * 10n ** BigInt(target - scale);
}
