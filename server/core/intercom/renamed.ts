/** The fields of a user of 1.x and those of a contact of 2.x that mean the same. */
export const renamedFields: readonly (readonly [user: string, contact: string])[] = [
  ['user_id', 'external_id'],
  ['last_request_at', 'last_seen_at'],
];

/** What `created_at` is called where it can be set: of a company, of a person. */
export const creationFields = ['remote_created_at', 'signed_up_at'];
