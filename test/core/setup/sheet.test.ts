import assert from 'node:assert/strict';
import { type SetupPart, setupSheet } from '../../../server/core/setup/sheet';
import { fakeToken, projectOf } from '../../http/project';

/** Each field as a line: `Header Accept: Map=application/json, To=Accept`; a hint stands in brackets. */
async function lines(changes: Readonly<Record<string, unknown>> = {}, files: Readonly<Record<string, string>> = {}) {
  const { project } = await projectOf(changes, files);
  const part = ({ label, value, hint }: SetupPart) => `${label}=${value ?? ''}${hint ? `[${hint}]` : ''}`;
  return setupSheet(project).map(({ title, items }) => [
    title,
    ...items.map(item => `${item.title}: ${item.parts.map(part).join(', ')}`),
  ]);
}

suite('Tealium Setup', () => {
  test('the whole form, in its order, as it is typed in', async () => {
    assert.deepEqual(await lines(), [
      [
        'Connector: Webhook (BasicAuth)',
        'Title: Title=Intercom',
        'Username: Username=[Leave it blank: the Authorization header says who sends.]',
        'Password: Password=[Leave it blank: the Authorization header says who sends.]',
      ],
      [
        'Event feed and action',
        'Event feed: Name=[All events.]',
        'Conditions: Conditions=[None: all events.]',
        'Action: Action=[Pick “Send Customized Data via HTTP Request (Advanced)” from the list.]',
        'Action name: Name=Save user',
      ],
      ['Request', 'Method: Method=[Pick POST from the list.]', 'URL: URL=https://api.intercom.io/users'],
      ['URL Parameters', 'URL Parameters: URL Parameters=[Leave it blank.]'],
      [
        'Headers',
        'Header Accept: Map=application/json[Custom text.], To=Accept',
        'Header Intercom-Version: Map=1.4[Custom text.], To=Intercom-Version',
        'Header Authorization: Map={{auth}}[Custom text.], To=Authorization',
      ],
      ['Cookies', 'Cookies: Cookies=[Leave it blank.]'],
      [
        'Body',
        'Body Content Type: Type=application/json[From the list.]',
        'Body data Body: Map={{body}}[Custom text.], To=[Pick Body from the list; typed in it does not work.]',
      ],
      [
        'Template Variables',
        'Template variable user_id: Map=customer_id[An attribute, from the list.], To=user_id',
        'Template variable name: Map=customer_name[An attribute, from the list.], To=name',
        'Template variable token: Map=[Custom text. The access token goes here.], To=token',
      ],
      [
        'Templates',
        'Template auth: Name=auth[Kind: Header.], Template=Bearer {{token}}',
        'Template body: Name=body[Kind: Body.], Template={"user_id":"{{user_id.toJson}}","name":"{{name.toJson}}"}',
      ],
      ['Other', 'Redirection: Redirection=[Leave it off.]'],
    ]);
  });

  test('names lose braces, templates the line break that ends their file', async () => {
    const variables = [
      { attribute: 'customer_id', to: '{{ user_id }}' },
      { text: 'web', to: 'channel' },
    ];
    const all = (await lines({ templateVariables: variables }, { 'auth.trimou': 'Bearer\n x\n' })).flat();
    assert.ok(all.includes('Template variable user_id: Map=customer_id[An attribute, from the list.], To=user_id'));
    assert.ok(all.includes('Template variable channel: Map=web[Custom text.], To=channel'));
    assert.ok(all.includes('Template auth: Name=auth[Kind: Header.], Template=Bearer\n x'));
  });

  test('conditions: OR groups of ANDs', async () => {
    const when = [
      [
        { attribute: 'a', operator: 'equals', value: 1 },
        { attribute: 'b', operator: 'is assigned' },
      ],
      [{ attribute: 'c', operator: 'is true' }],
    ];
    const [, source] = await lines({ source: { stream: 'S', when } });
    assert.deepEqual(source!.slice(1, 5), [
      'Event feed: Name=S',
      'Condition on a: Attribute=a, Operator=[Pick “equals” from the list.], Value=1',
      'Condition on b: Attribute=b, Operator=[Pick “is assigned” from the list.]',
      'Condition on c: Attribute=c[In an OR group of its own.], Operator=[Pick “is true” from the list.]',
    ]);
  });

  test('fields of a form are typed in, and every field has an id of its own', async () => {
    const rows = [
      { text: 'x', to: 'Body' },
      { text: 'y', to: 'Body' },
    ];
    const { project } = await projectOf({ contentType: 'application/x-www-form-urlencoded', bodyData: rows });
    const ids = setupSheet(project).flatMap(({ items }) => items.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length, ids.join());
    const all = (await lines({ contentType: 'application/x-www-form-urlencoded', bodyData: rows })).flat();
    assert.ok(all.includes('Body data Body: Map=x[Custom text.], To=Body'));
  });

  test('no token is in it, wherever it stands', async () => {
    const variables = [{ text: fakeToken, to: 'token' }];
    const headers = [{ map: `Bearer ${fakeToken}`, to: 'Authorization' }];
    const all = await lines(
      { templateVariables: variables, headers, url: `https://a.test/${fakeToken}` },
      { 'auth.trimou': fakeToken },
    );
    assert.ok(!JSON.stringify(all).includes(fakeToken.slice(8, -8)));
    assert.match(
      all.flat().find(line => line.startsWith('Template auth')) ?? '',
      /Custom\.\], Template=\[This value holds a token/,
    );
  });
});
