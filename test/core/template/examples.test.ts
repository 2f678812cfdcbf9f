import assert from 'node:assert/strict';
import type { Example } from '../../../server/core/template/helpers/helper';
import { parse } from '../../../server/core/template/parse';
import { helperTable, type Profile, suffixTable } from '../../../server/core/template/profile';
import { tealiumProfile, trimouProfile } from '../../../server/core/template/profiles';
import { render } from '../../../server/core/template/render';
import { javaValue } from '../../tools/corpus';

/** Every helper's example is rendered, so that what completion and hover show is true. */
suite('Helpers', () => {
  const described = [
    ...[...helperTable(trimouProfile).values()].map(helper => [helper, trimouProfile] as const),
    ...[...helperTable(tealiumProfile).values()].map(helper => [helper, tealiumProfile] as const),
    ...[...suffixTable(tealiumProfile).values()].map(suffix => [suffix, tealiumProfile] as const),
  ];

  for (const [helper, profile] of described) {
    test(`${helper.name} (${profile.name})`, () => {
      assert.equal(exampleText(helper.example, profile), helper.example.output);
      assert.ok(helper.example.template.includes(helper.name), 'its example shows it');
      assert.match(helper.help, /^[A-Z].*\.$/s, 'its help is a sentence');
      for (const { name, help } of [...helper.parameters, ...helper.hash]) {
        assert.match(help, /\.$/, `${name} is explained`);
      }
      if (helper.kind === 'suffix') return;
      assert.equal(helper.print !== undefined, helper.kind !== 'section');
      assert.equal(helper.enter !== undefined, helper.kind !== 'value');
      const optional = helper.parameters.findIndex(parameter => parameter.optional);
      const required = helper.parameters.findLastIndex(parameter => !parameter.optional);
      assert.ok(optional === -1 || required < optional, 'required parameters come first');
    });
  }

  test('the profile names them', () => {
    assert.deepEqual([...trimouProfile.helpers], [...helperTable(trimouProfile).keys()]);
    assert.deepEqual([...tealiumProfile.helpers], [...helperTable(tealiumProfile).keys()]);
  });

  test('Tealium documents these', () => {
    const helpers = [...helperTable(tealiumProfile).values()].filter(helper => helper.documentedByTealium);
    assert.deepEqual(helpers.map(helper => helper.name).sort(), [
      ...['each', 'encodeBase64', 'encodeUrl', 'escapeHtml', 'escapeJson', 'escapeXml', 'formatDate', 'hash', 'if'],
      ...['isEq', 'isNotEq', 'join', 'jsonMinify', 'md5', 'sha1', 'sha256', 'substring', 'substringAfter'],
      ...['substringAfterLast', 'substringBefore', 'substringBeforeLast', 'substringBetween', 'unixTimestamp'],
      ...['unixTimestampMs', 'unless', 'uuid'],
    ]);
    const suffixes = ['castIntegers', 'sum', 'toInteger', 'toJson', 'toList', 'toTimestamp', 'toTimestampMs'];
    assert.deepEqual([...suffixTable(tealiumProfile).keys()].sort(), suffixes);
  });
});

function exampleText(example: Example, profile: Profile): string {
  const tree = parse(example.template, profile);
  const result = render({ name: 'main', tree }, javaValue(JSON.parse(example.data), profile.numbers), {
    profile,
    templates: name => example.templates?.[name],
    now: 1600128000000,
    uuid: () => '00000000-0000-4000-8000-000000000000',
  });
  return result.kind === 'rendered' ? result.text : result.error.message;
}
