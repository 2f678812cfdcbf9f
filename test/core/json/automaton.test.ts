import assert from 'node:assert/strict';
import fc from 'fast-check';
import { automaton, isComplete, type State } from '../../../server/core/json/automaton';

function accepts(pieces: readonly string[]): boolean {
  const reader = automaton();
  let state: State = reader.start;
  for (const piece of pieces) {
    const reading = reader.read(state, piece, 0, piece.length);
    if (!reading.fits) return false;
    state = reading.state;
  }
  return isComplete(state);
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That it does not parse is the answer.
    return false;
  }
}

/** Texts that are JSON or nearly so. */
const nearly = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', ',', '"', '{', ']', '0', '.', '-', 'e', '\\', '\\u12', 'tru', ' ', '\n', '\u0001', ':'),
  )
  .map(
    ([text, at, slip]) =>
      text.slice(0, at % (text.length + 1)) + slip + text.slice((at % (text.length + 1)) + (at % 2)),
  );

suite('the JSON reader', () => {
  test('takes what JSON.parse takes, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), nearly, fc.string()), text => assert.equal(accepts([text]), parses(text))),
      { numRuns: 3000, seed: 1 },
    );
  });

  test('does not mind where a text is cut', () => {
    fc.assert(
      fc.property(nearly, fc.array(fc.nat(200)), (text, cuts) => {
        const places = [0, ...cuts.filter(cut => cut < text.length).sort((a, b) => a - b), text.length];
        const pieces = places.slice(1).map((end, index) => text.slice(places[index], end));
        assert.equal(accepts(pieces), parses(text));
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test('numbers, literals and escapes to the letter', () => {
    for (const text of ['0', '-0', '-0.5e+10', '1E5', '12.0', 'true', ' null ', '"\\u00e9\\n"', '[1,2]', '{"a":{}}']) {
      assert.ok(accepts([text]), text);
    }
    for (const text of [
      '',
      '-',
      '01',
      '1.',
      '.5',
      '1e',
      '+1',
      'True',
      'nul',
      '"\\x"',
      '"\t"',
      '[1,]',
      '{"a"}',
      '{,}',
      '1 2',
      'NaN',
    ]) {
      assert.ok(!accepts([text]), text);
    }
  });

  test('equal states are the same object', () => {
    const reader = automaton();
    const one = reader.read(reader.start, '{"a":[', 0, 6).state;
    const other = reader.read(reader.start, '{"b" : [', 0, 8).state;
    assert.equal(one, other);
  });
});
