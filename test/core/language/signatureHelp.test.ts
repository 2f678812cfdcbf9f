import assert from 'node:assert/strict';
import { signatureHelp } from '../../../server/core/language';
import { atCursor, sampleBody } from '../../support/cursor';

/** Asserts how the helper at the `|` is called; the active piece in `‹›`. */
async function check(marked: string, expected: string | undefined): Promise<void> {
  const { text, offset } = atCursor(marked);
  const help = signatureHelp(await sampleBody(text), offset);
  const piece = help?.active === undefined ? undefined : help.pieces[help.active]!.range;
  const label = help?.label ?? '';
  const shown = piece
    ? `${label.slice(0, piece.start)}‹${label.slice(piece.start, piece.end)}›${label.slice(piece.end)}`
    : help?.label;
  assert.equal(shown, expected);
}

suite('signature help', () => {
  const date = (active: string) => {
    const label = '{{formatDate date pattern="…" [timeZone="…"]}}';
    return label.replace(active, `‹${active}›`);
  };
  test('the first parameter', () => check('{{formatDate |}}', date('date')));
  test('while it is typed', () => check('{{formatDate sin|}}', date('date')));
  test('the next key', () => check('{{formatDate since |}}', date('pattern="…"')));
  test('a key that is being typed', () => check('{{formatDate since timeZone=|}}', date('[timeZone="…"]')));
  test('a key with blanks in its value', () => check('{{formatDate since pattern="d M|"}}', date('pattern="…"')));
  test('the key that is not given yet', () => check('{{formatDate since pattern="d" |}}', date('[timeZone="…"]')));
  test('nothing more is expected', () =>
    check('{{formatDate since pattern="d" timeZone="UTC" |}}', '{{formatDate date pattern="…" [timeZone="…"]}}'));
  test('a section', () => check('{{#if |}}', '{{#if ‹value…› [logic="…"] [else="…"]}}'));
  test('a parameter that may be repeated', () => check('{{#if vip |}}', '{{#if ‹value…› [logic="…"] [else="…"]}}'));
  test('without closing braces', () => check('"{{formatDate |"', date('date')));
  test('the values that a key may have', async () => {
    const help = signatureHelp(await sampleBody('{{#each users }}'), 14);
    assert.match(help!.pieces.map(piece => piece.help).join(), /One of `true`, `false`/);
  });
  test('not on the name itself', () => check('{{formatDate|}}', undefined));
  test('not for a variable', () => check('{{email |}}', undefined));
  test('not for a value helper as a section', () => check('{{#formatDate |}}', undefined));
  test('not in an end', () => check('{{#if vip}}{{/if |}}', undefined));
  test('not behind the tag', () => check('{{formatDate since}} |', undefined));
});
