import assert from 'node:assert/strict';
import { hasWords } from '../../client/search';
import { offers } from '../../server/core/create/endpoints';
import { keywordsOf } from '../../server/core/create/keywords';

suite('the requests of Intercom by the words that people look for', () => {
  const found = (query: string) =>
    offers
      .filter(({ endpoint: { title, method, path, help } }) =>
        hasWords(`${title} ${method} ${path} ${help} ${keywordsOf(title)}`, query),
      )
      .map(({ endpoint }) => endpoint.title);

  const wanted: Readonly<Record<string, string>> = {
    'create or update a contact': 'Create or update a user',
    'Create contacts': 'Create a contact',
    user: 'Create a contact',
    upsert: 'Create or update a user',
    person: 'Create or update a user',
    lead: 'Create or update a lead',
    purchase: 'Submit an event',
    'track purchases': 'Submit an event',
    unsubscribe: 'Add a subscription to a contact',
    subscribe: 'Add a subscription to a contact',
    'add person to account': 'Attach a contact to a company',
    'POST /events': 'Submit an event',
    contact_id: 'Update a contact',
    'remove tag': 'Take a tag off a contact',
    erase: 'Delete a contact',
    'kunde anlegen': 'Create or update a user',
    Bestellungen: 'Submit an event',
    'Firma aktualisieren': 'Update a company',
  };
  for (const [query, title] of Object.entries(wanted))
    test(query, () => assert.ok(found(query).includes(title), found(query).join('\n')));

  test('those that are needed most come first', () => {
    assert.deepEqual(found('contact').slice(0, 3), ['Create or update a user', 'Create a contact', 'Update a contact']);
  });

  test('and none that lacks one of them', () => {
    assert.deepEqual(found('track zebra'), []);
    assert.ok(!found('create or update a contact').includes('Delete a contact'));
    assert.ok(!found('purchase').includes('Add a note to a contact'));
  });

  test('a small word counts where it is all there is so far', () => {
    assert.ok(!hasWords('Update a contact', 'o'));
    assert.ok(hasWords('Update a contact', 'a'));
    assert.ok(!hasWords('Update a contact', 'the'));
    assert.ok(hasWords('Update a contact', 'the contact'));
  });
});
