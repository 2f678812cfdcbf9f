/** Words that people search for, in English and German, by the words in titles that they stand for. */
const synonyms: readonly (readonly [RegExp, string])[] = [
  [/or update/, 'upsert add new register anlegen'],
  [/update/i, 'change aktualisieren ändern'],
  [/create/i, 'anlegen erstellen'],
  [/user|contact|lead|visitor/, 'user contact lead person people customer visitor profile kunde nutzer kontakt'],
  [/event/, 'track purchase order view conversion kauf bestellung'],
  [/company/, 'account organi firma'],
  [/subscription/, 'subscribe unsubscribe newsletter opt email'],
  [/tag/, 'label segment'],
  [/message|conversation/, 'chat message email sms feedback'],
  [/note/, 'comment'],
  [/custom attribute/, 'field property'],
  [/custom object/, 'order purchase'],
  [/attach/i, 'add'],
  [/delete|archive|take|detach|remove/i, 'delete remove erase'],
];

/** Words that an endpoint is found by besides those of its title. */
export function keywordsOf(title: string): string {
  return synonyms
    .filter(([words]) => words.test(title))
    .map(([, keywords]) => keywords)
    .join(' ');
}
