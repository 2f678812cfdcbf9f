import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { remarkOnToken } from '../../client/tokenShape';

/** A made-up token in the shape of Intercom's. */
const fake = (digits: string) => Buffer.from(`tok:${digits}_0000_0000_0000_000000000000:1:0`).toString('base64');

suite('the shape of a token, while it is typed', () => {
  test('one of Intercom’s shape passes', () => {
    assert.equal(remarkOnToken(fake('00000000')), undefined);
    assert.equal(remarkOnToken(`  ${fake('ffffffff')}\n`), undefined);
  });

  test('what cannot be a token is stopped', () => {
    for (const text of [
      '',
      '  ',
      `Bearer ${fake('0000000a')}`,
      'bearer',
      '{{access_token}}',
      'two words',
      '"quoted"',
      'täken',
    ]) {
      assert.equal(remarkOnToken(text)?.blocks, true, text);
    }
  });

  test('another shape may be stored all the same', () => {
    const remark = remarkOnToken('fake-token-of-another-service');
    assert.equal(remark?.blocks, false);
    assert.match(remark?.message ?? '', /29 characters/);
  });

  test('no remark repeats what was typed', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, unit: fc.constantFrom('Q', 'Z', 'q', 'z', ' ', 'é') }), text => {
        assert.ok(!(remarkOnToken(text)?.message ?? '').includes(text));
      }),
    );
  });
});
