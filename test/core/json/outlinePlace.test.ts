import assert from 'node:assert/strict';
import { pathTo } from '../../../server/core/json/outlinePlace';
import { outlineOf } from '../../../server/core/json/readOutline';
import { parse } from '../../../server/core/template/parse';
import { tealiumProfile } from '../../../server/core/template/profiles';
import { atCursor } from '../../support/cursor';

/** The place of the `|` drawn: path of what it stands in, what is expected, and what it is inside of. */
function place(marked: string): string {
  const { text, offset } = atCursor(marked);
  const found = outlineOf(parse(text, tealiumProfile)).placeAt(offset);
  const { step } = found;
  if (!step) return 'nothing read';
  const path = step.container ? `/${(pathTo(found, step.container) ?? ['?']).join('/')}` : '';
  const inside = step.inside === 'key' ? 'key' : step.inside?.kind;
  const where = step.conditions.map(({ asks, holds }) => `${holds ? '' : 'not '}${asks}`).join(', ');
  return [path, step.expects, inside && `in ${inside}`, where && `where ${where}`].filter(Boolean).join(' ');
}

suite('a place in the outline', () => {
  const cases: [string, string][] = [
    ['|', 'nothing read'],
    [' | {', ' value'],
    ['{|', '/ key'],
    ['{ "|', '/ key in key'],
    ['{ "na|me": 1', '/ key in key'],
    ['{ "name"|: 1', '/ colon'],
    ['{ "name":| 1', '/ value'],
    ['{ "name": 1|2 }', '/ value in bare'],
    ['{ "name": 12 | }', '/ after'],
    ['{ "name": "x|" }', '/ value in string'],
    ['{ "name": "x" "na|', '/ after in string'],
    ['{ "name": {{x}} | }', '/ after'],
    ['{ "name": "{{x}}|" }', '/ value in string'],
    ['{ "a": 1, | }', '/ key'],
    ['{ "a": { "b": [1, {|', '/a/b/1 key'],
    ['{ "a": { "b": 1 }|', '/ after'],
    ['{ "{{x}}": {|', '/? key'],
    ['{ {{#x}}"a": 1, |{{/x}} }', '/ key where x'],
    ['{ {{#x}}"a": 1,{{/x}}| }', '/ key'],
    ['{ "a": {{#x}}1{{/x}}{{^x}}|{{/x}} }', '/ value where not x'],
    ['{{#x}}{ "a": { {{/x}}{{^x}}{ "b": {| {{/x}} "c": 1 } }', '/b key where not x'],
    ['{{#x}}{ "a": { {{/x}}{{^x}}{ "b": { {{/x}} "c": 1 } |}', '/ after'],
    ['{ "a": 1\n| {{#open}} "b": 2', '/ after'],
  ];
  for (const [marked, expected] of cases) test(marked, () => assert.equal(place(marked), expected.trim()));
});
