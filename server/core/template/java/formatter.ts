import { javaException } from '../failure';
import { datePart } from './dateParts';
import { type Digits, digitsOfDouble, digitsOfFloat } from './digits';
import { hashCode } from './hash';
import { type NumberSymbols, numberSymbols } from './locale';
import { printed } from './print';
import { isNumber, type JavaNumber, type JavaValue } from './values';

interface Specifier {
  readonly text: string;
  /** 1-based argument; 0 for the next one, -1 for the previous one. */
  readonly index: number;
  readonly flags: string;
  readonly width: number;
  readonly precision: number;
  readonly date: boolean;
  readonly conversion: string;
  readonly upper: boolean;
}

const specifier = /%(\d+\$)?([-#+ 0,(<]*)(\d+)?(\.\d+)?([tT])?([a-zA-Z%])/y;

/**
 * `java.util.Formatter` (source: its documentation in Java SE 17). What it refuses is thrown as the Java exception.
 * @param locale a language tag; English by default
 */
export function formatted(format: string, values: readonly JavaValue[], locale: string | undefined): string {
  const symbols = numberSymbols(locale);
  let output = '';
  let at = 0;
  let ordinary = 0;
  let last = -1;
  while (at < format.length) {
    const percent = format.indexOf('%', at);
    if (percent === -1) return output + format.slice(at);
    output += format.slice(at, percent);
    specifier.lastIndex = percent;
    const match = specifier.exec(format);
    if (!match) throw javaException('UnknownFormatConversionException', `Conversion = '%'`);
    at = specifier.lastIndex;
    const found = specifierOf(match);
    if (!found.date && (found.conversion === '%' || found.conversion === 'n')) {
      output += fixedText(found);
      continue;
    }
    if (found.index === -1) {
      if (last < 0) throw javaException('MissingFormatArgumentException', `Format specifier '${found.text}'`);
    } else {
      last = found.index === 0 ? ordinary++ : found.index - 1;
    }
    if (last >= values.length)
      throw javaException('MissingFormatArgumentException', `Format specifier '${found.text}'`);
    output += converted(found, values[last]!, symbols, locale);
  }
  return output;
}

function specifierOf(match: RegExpExecArray): Specifier {
  const [text, index, flags = '', width, precision, date, letter = ''] = match;
  for (const flag of flags) {
    if (flags.indexOf(flag) !== flags.lastIndexOf(flag)) throw javaException('DuplicateFormatFlagsException', flags);
  }
  if (index !== undefined && Number(index.slice(0, -1)) === 0) {
    throw javaException('IllegalFormatArgumentIndexException', `Illegal format argument index = ${index}`);
  }
  const upper = date === 'T' || (date === undefined && /[BHSCXEGAT]/.test(letter));
  const conversion = date === undefined && upper ? letter.toLowerCase() : letter;
  if (date === undefined && (!/[bhscdoxefga%n]/.test(conversion) || /[DOFN]/.test(letter))) {
    throw javaException('UnknownFormatConversionException', `Conversion = '${letter}'`);
  }
  return {
    text,
    index: flags.includes('<') ? -1 : index === undefined ? 0 : Number(index.slice(0, -1)),
    flags,
    width: width === undefined ? -1 : Number(width),
    precision: precision === undefined ? -1 : Number(precision.slice(1)),
    date: date !== undefined,
    conversion,
    upper,
  };
}

function fixedText(found: Specifier): string {
  if (found.precision !== -1) throw javaException('IllegalFormatPrecisionException', String(found.precision));
  if (found.conversion === 'n') {
    if (found.width !== -1) throw javaException('IllegalFormatWidthException', String(found.width));
    if (found.flags !== '') throw javaException('IllegalFormatFlagsException', `Flags = '${found.flags}'`);
    return '\n';
  }
  if (found.flags !== '' && found.flags !== '-')
    throw javaException('IllegalFormatFlagsException', `Flags = '${found.flags}'`);
  return justified('%', found);
}

function converted(found: Specifier, value: JavaValue, symbols: NumberSymbols, locale: string | undefined): string {
  if (found.date) return dateText(found, value, locale);
  switch (found.conversion) {
    case 'd':
    case 'o':
    case 'x':
      return integerText(found, value, symbols);
    case 'e':
    case 'f':
    case 'g':
    case 'a':
      return floatText(found, value, symbols);
    case 'c':
      return characterText(found, value);
    default:
      return generalText(found, value);
  }
}

function generalText(found: Specifier, value: JavaValue): string {
  refuseFlags(found, found.conversion === 's' ? '#+ 0,(' : '#+ 0,(');
  if (found.conversion === 's') return limited(printed(value), found);
  if (found.conversion === 'h') return limited(value === null ? 'null' : (hashCode(value) >>> 0).toString(16), found);
  return limited(value === null ? 'false' : typeof value === 'boolean' ? String(value) : 'true', found);
}

function characterText(found: Specifier, value: JavaValue): string {
  if (found.precision !== -1) throw javaException('IllegalFormatPrecisionException', String(found.precision));
  refuseFlags(found, '#+ 0,(');
  if (value === null) return limited('null', found);
  if (typeof value === 'object') {
    if (value.kind === 'character') return limited(value.value, found);
    if (value.kind === 'integer' || value.kind === 'short' || value.kind === 'byte') {
      if (value.value < 0 || value.value > 0x10ffff)
        throw javaException('IllegalFormatCodePointException', String(value.value));
      return limited(String.fromCodePoint(value.value), found);
    }
  }
  throw mismatch(found, value);
}

function integerText(found: Specifier, value: JavaValue, symbols: NumberSymbols): string {
  if (found.precision !== -1) throw javaException('IllegalFormatPrecisionException', String(found.precision));
  refuseFlags(found, found.conversion === 'd' ? '#' : ',');
  checkNumeric(found);
  if (value === null) return limited('null', found);
  const bits = { integer: 32, short: 16, byte: 8, long: 64 };
  if (!isNumber(value) || !(value.kind in bits)) throw mismatch(found, value);
  const number = BigInt(value.value);
  if (found.conversion === 'd') {
    const negative = number < 0n;
    const digits = (negative ? -number : number).toString();
    return justified(signed(found, negative, localized(digits, found, negative, symbols)), found);
  }
  refuseFlags(found, '( +');
  const unsigned = BigInt.asUintN(bits[value.kind as keyof typeof bits], number);
  const prefix = found.flags.includes('#') ? (found.conversion === 'x' ? '0x' : '0') : '';
  const digits = unsigned.toString(found.conversion === 'x' ? 16 : 8);
  const zeros = found.flags.includes('0') ? Math.max(0, found.width - prefix.length - digits.length) : 0;
  return justified(upperCased(prefix + '0'.repeat(zeros) + digits, found), found);
}

function floatText(found: Specifier, value: JavaValue, symbols: NumberSymbols): string {
  checkNumeric(found);
  if (found.conversion === 'e') refuseFlags(found, ',');
  if (found.conversion === 'g') refuseFlags(found, '#');
  if (found.conversion === 'a') refuseFlags(found, ',(');
  if (value === null) return limited('null', found);
  if (!isNumber(value) || (value.kind !== 'double' && value.kind !== 'float')) throw mismatch(found, value);
  const number = value.value as number;
  const negative = number < 0 || Object.is(number, -0);
  if (Number.isNaN(number)) return justified(upperCased('NaN', found), found);
  if (!Number.isFinite(number)) return justified(upperCased(signed(found, negative, 'Infinity'), found), found);
  const text = magnitude(found, value, Math.abs(number), negative, symbols);
  return justified(upperCased(signed(found, negative, text), found), found);
}

function magnitude(
  found: Specifier,
  value: JavaNumber,
  size: number,
  negative: boolean,
  symbols: NumberSymbols,
): string {
  if (found.conversion === 'a') return hexadecimal(size, found, negative);
  const zero: Digits = { digits: '0', exponent: 1 };
  const digits = size === 0 ? zero : value.kind === 'float' ? digitsOfFloat(size, false) : digitsOfDouble(size, false);
  const precision = found.precision === -1 ? 6 : found.precision;
  if (found.conversion === 'f') {
    return localized(plain(rounded(digits, digits.exponent + precision), precision, found), found, negative, symbols);
  }
  if (found.conversion === 'e')
    return scientific(rounded(digits, precision + 1), precision, size, found, negative, symbols);
  const significant = Math.max(1, precision);
  if (size === 0) return localized(plain(zero, significant - 1, found), found, negative, symbols);
  const kept = rounded(digits, significant);
  if (kept.exponent - 1 < -4 || kept.exponent - 1 >= significant) {
    return scientific(kept, significant - 1, size, found, negative, symbols);
  }
  return localized(plain(kept, significant - kept.exponent, found), found, negative, symbols);
}

/** Rounds half up to a number of digits; a negative number leaves them as they are. */
function rounded({ digits, exponent }: Digits, keep: number): Digits {
  if (keep >= digits.length || keep < 0) return { digits, exponent };
  if (digits.charCodeAt(keep) < 0x35) return { digits: digits.slice(0, keep) || '0', exponent };
  const up = (BigInt(digits.slice(0, keep) || '0') + 1n).toString();
  return up.length > keep ? { digits: up, exponent: exponent + 1 } : { digits: up, exponent };
}

function plain({ digits, exponent }: Digits, precision: number, found: Specifier): string {
  const whole = exponent > 0 ? digits.slice(0, exponent).padEnd(exponent, '0') : '0';
  const fraction = exponent > 0 ? digits.slice(exponent) : '0'.repeat(Math.min(-exponent, precision)) + digits;
  const shown = fraction.slice(0, precision).padEnd(precision, '0');
  return shown === '' ? whole + (found.flags.includes('#') ? '.' : '') : `${whole}.${shown}`;
}

function scientific(
  { digits, exponent }: Digits,
  precision: number,
  size: number,
  found: Specifier,
  negative: boolean,
  symbols: NumberSymbols,
): string {
  const mantissa = plain({ digits, exponent: 1 }, precision, found);
  const power = size === 0 ? 0 : exponent - 1;
  const digitsOfPower = inDigits(String(Math.abs(power)).padStart(2, '0'), symbols);
  const tail = `e${power < 0 ? '-' : '+'}${digitsOfPower}`;
  const width = found.width === -1 ? -1 : found.width - tail.length;
  return localized(mantissa, { ...found, width }, negative, symbols) + tail;
}

/** `%a`: as `Double.toHexString`, rounded to a number of hexadecimal digits. */
function hexadecimal(size: number, found: Specifier, negative: boolean): string {
  const text = hexText(size, found.precision === 0 ? 1 : found.precision);
  if (!found.flags.includes('0')) return text;
  const zeros = Math.max(0, found.width - text.length - (negative || /[+ ]/.test(found.flags) ? 1 : 0));
  return `0x${'0'.repeat(zeros)}${text.slice(2)}`;
}

function hexText(size: number, precision: number): string {
  if (size === 0) return `0x0.${'0'.repeat(Math.max(1, precision))}p0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  let power = Number(bits >> 52n) - 1023;
  let significand = bits & ((1n << 52n) - 1n);
  const subnormal = power === -1023;
  if (precision === -1 || precision >= 13) {
    const digits = significand.toString(16).padStart(13, '0');
    const shown = precision === -1 ? digits.replace(/0+$/, '') || '0' : digits.padEnd(precision, '0');
    return `0x${subnormal ? 0 : 1}.${shown}p${subnormal ? -1022 : power}`;
  }
  if (subnormal) {
    const shift = 53 - significand.toString(2).length;
    significand <<= BigInt(shift);
    power = -1022 - shift;
  } else {
    significand |= 1n << 52n;
  }
  const drop = BigInt(52 - 4 * precision);
  const half = 1n << (drop - 1n);
  const rest = significand & ((1n << drop) - 1n);
  let kept = significand >> drop;
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept += 1n;
  if (kept >> BigInt(4 * precision) === 2n) {
    kept >>= 1n;
    power += 1;
  }
  const fraction = (kept & ((1n << BigInt(4 * precision)) - 1n)).toString(16).padStart(precision, '0');
  return `0x1.${fraction}p${power}`;
}

/** Group separators, the language's decimal point and digits, and zeros up to the width. */
function localized(text: string, found: Specifier, negative: boolean, symbols: NumberSymbols): string {
  const dot = text.indexOf('.');
  let whole = dot === -1 ? text : text.slice(0, dot);
  if (found.flags.includes(',')) whole = whole.replace(/\B(?=(\d{3})+$)/g, symbols.group);
  let output = dot === -1 ? whole : `${whole}${symbols.decimal}${text.slice(dot + 1)}`;
  if (found.flags.includes('0')) {
    const parentheses = negative && found.flags.includes('(');
    const sign = negative || /[+ ]/.test(found.flags) ? 1 : 0;
    output = output.padStart(found.width - sign - (parentheses ? 1 : 0), '0');
  }
  return inDigits(output, symbols);
}

function inDigits(text: string, { zero }: NumberSymbols): string {
  if (zero === 0x30) return text;
  return text.replace(/[0-9]/g, digit => String.fromCharCode(zero + Number(digit)));
}

function signed(found: Specifier, negative: boolean, text: string): string {
  if (negative) return found.flags.includes('(') ? `(${text})` : `-${text}`;
  if (found.flags.includes('+')) return `+${text}`;
  return found.flags.includes(' ') ? ` ${text}` : text;
}

function dateText(found: Specifier, value: JavaValue, locale: string | undefined): string {
  if (found.precision !== -1) throw javaException('IllegalFormatPrecisionException', String(found.precision));
  refuseFlags(found, '#+ 0,(');
  if (value === null) return limited('null', found);
  if (typeof value !== 'object' || (value.kind !== 'long' && value.kind !== 'date')) throw mismatch(found, value);
  const text = datePart(found.conversion, value.kind === 'date' ? value.ms : Number(value.value), locale);
  if (text === undefined)
    throw javaException('UnknownFormatConversionException', `Conversion = 't${found.conversion}'`);
  return limited(text, found);
}

function limited(text: string, found: Specifier): string {
  return justified(upperCased(found.precision === -1 ? text : text.slice(0, found.precision), found), found);
}

function upperCased(text: string, found: Specifier): string {
  return found.upper ? text.toUpperCase() : text;
}

function justified(text: string, found: Specifier): string {
  if (found.flags.includes('-')) {
    if (found.width === -1) throw javaException('MissingFormatWidthException', found.text);
    return text.padEnd(found.width);
  }
  return text.padStart(found.width);
}

function checkNumeric(found: Specifier): void {
  const { flags, width } = found;
  if (width === -1 && /[-0]/.test(flags)) throw javaException('MissingFormatWidthException', found.text);
  const clash = (flags.includes('+') && flags.includes(' ')) || (flags.includes('-') && flags.includes('0'));
  if (clash) throw javaException('IllegalFormatFlagsException', `Flags = '${flags}'`);
}

function refuseFlags(found: Specifier, refused: string): void {
  for (const flag of refused) {
    if (!found.flags.includes(flag)) continue;
    const message = `Conversion = ${found.conversion}, Flags = ${flag}`;
    throw javaException('FormatFlagsConversionMismatchException', message);
  }
}

function mismatch(found: Specifier, value: JavaValue): Error {
  return javaException('IllegalFormatConversionException', `${found.conversion} != ${classOf(value)}`);
}

/** The Java class of a value, as messages name it. */
export function classOf(value: JavaValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'java.lang.String';
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  const names: Record<string, string> = {
    date: 'java.util.Date',
    map: 'java.util.LinkedHashMap',
    list: 'java.util.ArrayList',
    set: 'java.util.LinkedHashSet',
    entry: 'java.util.LinkedHashMap$Entry',
    iteration: 'org.trimou.engine.segment.ImmutableIterationMeta',
    flow: 'org.trimou.handlebars.Flow',
    iterator: 'java.util.ArrayList$Itr',
  };
  if (isNumber(value) || value.kind === 'character') {
    return `java.lang.${value.kind[0]!.toUpperCase()}${value.kind.slice(1)}`;
  }
  return value.kind === 'array' ? value.className : (names[value.kind] ?? 'java.lang.Object');
}
