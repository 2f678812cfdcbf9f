import { checkFix } from '../../support/marked';

const variables = {
  plan: 'string?',
  name: 'string?',
  code: 'string',
  total: 'number?',
  opted_out: 'boolean?',
  vip: 'boolean',
  joined: 'date',
};

/** A value that some events do not print, and the other half that its fix adds after it. */
suite('what a fix prints where nothing is printed', () => {
  const halves: readonly (readonly [name: string, half: string, other: string])[] = [
    ['null beside a text', '{{#name}}"{{name.toJson}}"{{/name}}', '{{^name}}null{{/name}}'],
    ['false beside true', '{{#vip}}true{{/vip}}', '{{^vip}}false{{/vip}}'],
    ['true beside false', '{{#opted_out}}false{{/opted_out}}', '{{^opted_out}}true{{/opted_out}}'],
    ['false behind an inverted section', '{{^vip}}true{{/vip}}', '{{#vip}}false{{/vip}}'],
    ['null behind one', '{{^plan}}"free"{{/plan}}', '{{#plan}}null{{/plan}}'],
    ['an unless for an if', '{{#if plan}}"{{plan.toJson}}"{{/if}}', '{{#unless plan}}null{{/unless}}'],
    ['an if for an unless', '{{#unless plan}}"free"{{/unless}}', '{{#if plan}}null{{/if}}'],
    ['what is not equal', '{{#isEq code "a"}}1{{/isEq}}', '{{#isNotEq code "a"}}null{{/isNotEq}}'],
    [
      'and what is missing: it is neither equal nor unequal',
      '{{#isEq plan "pro"}}true{{/isEq}}',
      '{{#isNotEq plan "pro"}}false{{/isNotEq}}{{^plan}}false{{/plan}}',
    ],
    ['what is equal', '{{#isNotEq code "a"}}1{{/isNotEq}}', '{{#isEq code "a"}}null{{/isEq}}'],
  ];
  for (const [name, half, other] of halves) {
    test(name, () => checkFix(`{ "a": ${half} }`, `{ "a": ${half}${other} }`, { variables, json: true }));
  }
});
