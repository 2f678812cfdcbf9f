import assert from 'node:assert/strict';
import manifest from '../../package.json';
import { cards } from '../../server/core/check/rules';

const [checks] = manifest.contributes.configuration;
const setting = checks!.properties['intercomWebhook.rules']!;
const severities = setting.additionalProperties.enum;

suite('the setting of the rules', () => {
  // When a rule is added: its code, with its summary, belongs into the manifest.
  test('completes every code, with what it is about, in the order of the alphabet', () => {
    const expected = [...cards.values()]
      .sort((left, right) => (left.code < right.code ? -1 : 1))
      .map(({ code, summary }) => [code, { type: 'string', enum: severities, description: summary }]);
    assert.deepEqual(Object.entries(setting.properties), expected);
  });
});
