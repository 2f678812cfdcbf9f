import assert from 'node:assert/strict';
import { RenderFailure } from '../../../server/core/template/failure';
import { utc, zoneOf } from '../../../server/core/template/java/dateFields';
import { formatDate } from '../../../server/core/template/java/dateFormat';
import { compareDecimals, decimalOfDouble, decimalOfText } from '../../../server/core/template/java/decimal';
import { formatted } from '../../../server/core/template/java/formatter';
import { hashCode, inHashOrder } from '../../../server/core/template/java/hash';
import { fromJson } from '../../../server/core/template/java/json';
import { printed, printedDouble, printedFloat } from '../../../server/core/template/java/print';
import { reflect } from '../../../server/core/template/java/reflect';
import { isFalsy } from '../../../server/core/template/java/truth';
import {
  date,
  double,
  equals,
  integer,
  type JavaValue,
  list,
  long,
  map,
  set,
} from '../../../server/core/template/java/values';

/** Expected values: JDK 17. */
suite('Java', () => {
  const doubles: readonly (readonly [number, string])[] = [
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [100, '100.0'],
    [0.001, '0.001'],
    [0.00099, '9.9E-4'],
    [9999999, '9999999.0'],
    [1e7, '1.0E7'],
    [12345678.9, '1.23456789E7'],
    [1600128000000, '1.600128E12'],
    [1e21, '1.0E21'],
    [1e23, '9.999999999999999E22'],
    [2e23, '1.9999999999999998E23'],
    [1.4530215129999999e19, '1.4530215129999999E19'],
    [-5.2375460585373297e18, '-5.2375460585373297E18'],
    [8.41e21, '8.409999999999999E21'],
    [2.2250738585072014e-308, '2.2250738585072014E-308'],
    [5e-324, '4.9E-324'],
    [1.7976931348623157e308, '1.7976931348623157E308'],
    [0.1 + 0.2, '0.30000000000000004'],
    [4.35, '4.35'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ];
  for (const [value, expected] of doubles) {
    test(`a double prints ${expected}`, () => assert.equal(printedDouble(value), expected));
  }

  test('floats', () => {
    assert.equal(printedFloat(Math.fround(0.1)), '0.1');
    assert.equal(printedFloat(16777216), '1.6777216E7');
    assert.equal(printedFloat(Math.fround(9.671406556917033e24)), '9.6714065E24');
  });

  test('collections print as Java prints them', () => {
    const value = map([
      ['a', integer(1)],
      ['b', list([double(1), null, 'x', true])],
      ['c', set(['x', 'x', 'y'])],
      ['d', map([])],
    ]);
    assert.equal(printed(value), '{a=1, b=[1.0, null, x, true], c=[x, y], d={}}');
    assert.equal(printed(date(1749081326718)), '2025-06-04T23:55:26.718Z');
  });

  test('hash codes', () => {
    const texts: Record<string, number> = {
      '': 0,
      Aa: 2112,
      BB: 2112,
      polygenelubricants: -2147483648,
      'Zoë 東京 😀': -969874978,
    };
    for (const [text, expected] of Object.entries(texts)) assert.equal(hashCode(text), expected);
    assert.equal(hashCode(list(['a', integer(1), long(2), double(1.5), true, null])), -59513648);
    assert.equal(hashCode(fromJson({ a: 1, b: 'x' }, 'natural')), 122);
    assert.equal(hashCode(long(3000000000n)), -1294967296);
    assert.equal(hashCode(double(1.5)), 1073217536);
  });

  test('the order of a HashMap', () => {
    const keys = (count: number): string[] => Array.from({ length: count }, (_, index) => `key${index * 7}`);
    assert.deepEqual(inHashOrder(keys(3)), ['key14', 'key0', 'key7']);
    assert.deepEqual(inHashOrder(keys(13)).slice(0, 4), ['key0', 'key84', 'key7', 'key70']);
    assert.deepEqual(inHashOrder(['red', 'green', 'blue', 'Aa', 'BB']), ['red', 'Aa', 'BB', 'green', 'blue']);
  });

  test('equality knows types', () => {
    assert.ok(equals(integer(1), integer(1)));
    assert.ok(!equals(integer(1), long(1)));
    assert.ok(!equals(integer(1), double(1)));
    assert.ok(equals(double(Number.NaN), double(Number.NaN)));
    assert.ok(!equals(double(0), double(-0)));
    assert.ok(equals(list([integer(1)]), list([integer(1)])));
    assert.ok(!equals(list([]), set([])));
    assert.ok(equals(set(['a', 'b']), set(['b', 'a'])));
    assert.ok(equals(map([['a', null]]), map([['a', null]])));
    assert.ok(!equals(map([['a', null]]), map([['b', null]])));
  });

  test('what is false', () => {
    const falsy: JavaValue[] = [null, false, '', integer(0), long(0), double(0), list([]), set([])];
    const truthy: JavaValue[] = [true, ' ', '0', 'false', double(-0), map([]), list([null]), date(0)];
    assert.deepEqual(
      falsy.map(isFalsy),
      falsy.map(() => true),
    );
    assert.deepEqual(
      truthy.map(isFalsy),
      truthy.map(() => false),
    );
  });

  const members: readonly (readonly [JavaValue, string, string])[] = [
    ['abc', 'length', '3'],
    ['', 'empty', 'true'],
    ['Ab', 'toUpperCase', 'AB'],
    [' a ', 'trim', 'a'],
    [double(3.99), 'intValue', '3'],
    [double(1e10), 'intValue', '2147483647'],
    [double(-1e30), 'longValue', '-9223372036854775808'],
    [integer(300), 'byteValue', '44'],
    [double(70000.5), 'shortValue', '4464'],
    [long(1n << 40n), 'intValue', '0'],
    [double(Number.NaN), 'naN', 'true'],
    [integer(1), 'MAX_VALUE', '2147483647'],
    [map([['a', 'x']]), 'keySet', '[a]'],
    [map([['a', 'x']]), 'entrySet', '[a=x]'],
    [list(['a']), 'size', '1'],
  ];
  for (const [value, name, expected] of members) {
    test(`${printed(value)}.${name}`, () => assert.equal(printed(reflect(value, name)!), expected));
  }

  test('no member of Object, none with parameters, none of JavaScript', () => {
    for (const name of ['class', 'getClass', 'charAt', 'first', 'constructor', '__proto__', 'notify']) {
      for (const value of ['a', integer(1), list([]), map([])]) assert.equal(reflect(value, name), undefined, name);
    }
  });

  test('decimals are exact', () => {
    assert.notEqual(compareDecimals(decimalOfDouble(0.1), decimalOfText('0.1')), 0);
    assert.equal(compareDecimals(decimalOfDouble(0.5), decimalOfText('0.500')), 0);
    assert.ok(compareDecimals(decimalOfText('1e2000000000'), decimalOfText('9e1999999999')) > 0);
    assert.ok(compareDecimals(decimalOfText('-1e2000000000'), decimalOfText('1e-2000000000')) < 0);
    for (const text of ['', ' 1', '1 ', 'abc', '1e', '0x10', '--1', '.', '1e99999999999']) {
      assert.throws(() => decimalOfText(text), /Not a number/, text);
    }
  });

  const formats: readonly (readonly [string, JavaValue, string | undefined, string])[] = [
    ['%5d|', integer(42), undefined, '   42|'],
    ['%-5d|', integer(42), undefined, '42   |'],
    ['%05d', integer(-42), undefined, '-0042'],
    ['%,d', long(1234567), undefined, '1,234,567'],
    ['%(,.2f', double(-1234.5), undefined, '(1,234.50)'],
    ['%x', integer(-42), undefined, 'ffffffd6'],
    ['%#x', integer(42), undefined, '0x2a'],
    ['%o', long(-1), undefined, '1777777777777777777777'],
    ['%.2f', double(0.125), undefined, '0.13'],
    ['%.0f', double(2.5), undefined, '3'],
    ['%.1f', double(0.25), undefined, '0.3'],
    ['%e', double(0), undefined, '0.000000e+00'],
    ['%.3e', double(12345), undefined, '1.235e+04'],
    ['%g', double(0.0001), undefined, '0.000100000'],
    ['%g', double(0.00001), undefined, '1.00000e-05'],
    ['%a', double(1), undefined, '0x1.0p0'],
    ['%S', 'straße', undefined, 'STRASSE'],
    ['%.3s|', 'abcdef', undefined, 'abc|'],
    ['%b', null, undefined, 'false'],
    ['%c', integer(65), undefined, 'A'],
    ['%h', 'hi', undefined, 'd01'],
    ['%.2f', null, undefined, 'nu'],
    ['%,.2f', double(1234567.891), 'de', '1.234.567,89'],
    ['%,d', integer(1234567), 'de_DE', '1,234,567'],
    ['%d', integer(13733), 'ar', '١٣٧٣٣'],
    ['%tY-%1$tm-%1$td', long(1600128000000), undefined, '2020-09-15'],
    ['%tB', long(1600128000000), 'de', 'September'],
  ];
  for (const [format, value, locale, expected] of formats) {
    test(`${format} of ${printed(value)}${locale ? ` in ${locale}` : ''}`, () => {
      assert.equal(formatted(format, [value], locale), expected);
    });
  }

  test('what a formatter refuses', () => {
    const one = ['%d', '%q', '%', '%2$s', '%-d', '%+ d', '%--5d', '%,x', '%.2d', '%5n', '%0$s', '%<s', '%-05d'];
    for (const format of one) {
      const value = format === '%d' ? 'x' : integer(1);
      assert.throws(() => formatted(format, [value], undefined), RenderFailure, format);
    }
    assert.throws(() => formatted('%f', [integer(1)], undefined), /f != java.lang.Integer/);
  });

  const dates: readonly (readonly [string, number, string, string])[] = [
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", 1600128000000, 'UTC', '2020-09-15T00:00:00.000Z'],
    ['EEE, d MMM yyyy HH:mm:ss Z', 1600128000000, 'Europe/Oslo', 'Tue, 15 Sep 2020 02:00:00 +0200'],
    ["'it''s' yyyy", 0, 'UTC', "it's 1970"],
    ['yy yyy y YYYY', 1609459199000, 'UTC', '20 2020 2020 2021'],
    ['w W D F u E', 1609459199000, 'UTC', '1 5 366 5 4 Thu'],
    ['h K k a', 0, 'UTC', '12 0 24 AM'],
    ['G yyyy', -62167219200001, 'UTC', 'BC 0001'],
    ['dd/MM/yyyy', -12219292800001, 'UTC', '04/10/1582'],
    ['dd/MM/yyyy', -12219292800000, 'UTC', '15/10/1582'],
    ['HH:mm z', 1600128000000, 'GMT+5:30', '05:30 GMT+05:30'],
    ['HH:mm z', 1600128000000, 'Bogus/Zone', '00:00 GMT'],
    ['X XX XXX', 1600128000000, 'America/New_York', '-04 -0400 -04:00'],
    ['z zzzz', 1600128000000, 'America/New_York', 'EDT Eastern Daylight Time'],
    ['z', 1600128000000, 'Asia/Tokyo', 'JST'],
    ['z', 1600128000000, 'Europe/Berlin', 'CEST'],
    ['yyyy-MM-dd MMM EEE D', 2 ** 63, 'UTC', '292278994-08-17 Aug Sun 229'],
    ['G yyyy-MM-dd EEE zzzz', -(2 ** 63), 'UTC', 'BC 292269055-12-02 Sun Coordinated Universal Time'],
    ['yyyy-MM-dd HH:mm z', 9e15, 'Europe/Oslo', '287168-08-24 18:00 CEST'],
  ];
  for (const [pattern, ms, zone, expected] of dates) {
    test(`${pattern} in ${zone}`, () => assert.equal(formatDate(pattern, ms, { zone: zoneOf(zone) }), expected));
  }

  test('patterns that Java refuses', () => {
    for (const pattern of ["'open", 'b', 'XXXX', 'yyyy-MM-dd T']) {
      assert.throws(() => formatDate(pattern, 0, { zone: utc }), RenderFailure, pattern);
    }
  });
});
