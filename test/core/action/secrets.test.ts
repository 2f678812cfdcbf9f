import assert from 'node:assert/strict';
import { parseAction } from '../../../server/core/action/parse';
import { secretsOf } from '../../../server/core/action/secrets';

test('the secrets of an action: from every list of the form, in its order, each once', () => {
  const row = (secret: string) => [{ secret, to: 'x' }];
  const action = {
    templateVariables: [...row('e'), ...row('a')],
    bodyData: row('d'),
    cookies: row('c'),
    headers: [...row('b'), { text: 'z', to: 'x' }, { map: '{{y}}', to: 'x' }],
    urlParameters: row('a'),
  };
  assert.deepEqual(secretsOf(parseAction(JSON.stringify({ action })).action), ['a', 'b', 'c', 'd', 'e']);
});
