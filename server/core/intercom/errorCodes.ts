import { t } from '@vscode/l10n';

/** What an error code means if no message says more: in our words, with what to do. */
export interface CodeMeaning {
  readonly title: string;
  readonly meaning: string;
  readonly remedy: string;
}

const token: CodeMeaning = {
  title: 'The access token is refused',
  meaning: 'The access token is missing, misspelt, withdrawn or of another workspace.',
  remedy: 'Check that Authorization is "Bearer", a space and the token, and set the token again.',
};

const missing: CodeMeaning = {
  title: 'A required field is missing',
  meaning: 'The body lacks a field that this request needs, or the field came out empty.',
  remedy: 'Add it to the body template, and check that its variable has a value in this event.',
};

const invalid: CodeMeaning = {
  title: 'A field has a value Intercom does not take',
  meaning: 'A field has the wrong type or a value that is not allowed, or the body is not valid JSON.',
  remedy: 'Read the message, and correct the template or the variable that fills the field.',
};

const exists: CodeMeaning = {
  title: 'It exists already',
  meaning: 'Something with the same name or id is there already, or is in a state that does not allow this.',
  remedy: 'Update what exists, or use another name or id.',
};

const tooFast: CodeMeaning = {
  title: 'Too many requests',
  meaning: 'More requests came than Intercom takes within ten seconds.',
  remedy: 'Wait until the moment in X-RateLimit-Reset, and send again. Tealium tries again by itself.',
};

const trouble: CodeMeaning = {
  title: 'Something went wrong at Intercom',
  meaning: 'The request may be right; Intercom could not deal with it just now.',
  remedy: 'Send again later. Tealium tries again by itself.',
};

const forbidden: CodeMeaning = {
  title: 'The token may not do this',
  meaning: 'The app that the token belongs to lacks a permission for this request.',
  remedy: "Add the permission to the app in Intercom's Developer Hub.",
};

const notFound: CodeMeaning = {
  title: 'Not found',
  meaning: 'Nothing in the workspace has this id.',
  remedy: "Check the ids in the URL and the body: they are Intercom's ids, of the same workspace as the token.",
};

const tooMany: CodeMeaning = {
  title: 'A limit is reached',
  meaning: 'The workspace or the object holds as many as it can.',
  remedy: 'Remove some first. Sending again does not help.',
};

/** Intercom's error codes (REST reference, error codes, and the examples of its API descriptions). */
export const errorCodes = {
  unauthorized: token,
  token_revoked: token,
  token_blocked: token,
  token_not_found: token,
  token_expired: token,
  token_suspended: token,
  missing_authorization: token,
  token_unauthorized: forbidden,
  forbidden,
  action_forbidden: forbidden,
  api_plan_restricted: {
    title: 'The plan does not include this',
    meaning: "The workspace's plan or its settings do not allow this request.",
    remedy: 'Ask whoever runs the workspace.',
  },
  parameter_not_found: missing,
  parameter_missing: missing,
  missing_parameter: missing,
  away_status_reason_mandatory: missing,
  parameter_invalid: invalid,
  parameter_mismatch: invalid,
  type_mismatch: invalid,
  validation_error: invalid,
  data_invalid: invalid,
  invalid_document: invalid,
  unprocessable_entity: invalid,
  invalid_sort_order: invalid,
  ticket_state_id_invalid: invalid,
  invalid_ticket_type: {
    title: 'This type of ticket cannot do that',
    meaning: 'Only tickets of another category take this request.',
    remedy: 'Use the id of a ticket of the right type.',
  },
  bad_request: {
    title: 'The request makes no sense to Intercom',
    meaning: 'The body, the content type or a parameter is not what this request takes.',
    remedy: 'Read the message, and check the body and the content type.',
  },
  client_error: {
    title: 'The request makes no sense to Intercom',
    meaning: 'Something in the request is not what Intercom takes.',
    remedy: 'Read the message, and correct the action or the template.',
  },
  conflict: exists,
  resource_conflict: exists,
  unique_user_constraint: {
    title: 'Two people would be the same',
    meaning: 'More than one person has this user_id or email, or another person has it already.',
    remedy: 'Send one id only, or merge the two in Intercom.',
  },
  data_connector_in_use: exists,
  already_linked_to_tracker: exists,
  merge_failed: {
    title: 'They cannot be merged',
    meaning: 'One of the two does not exist, is merged already, or is the same as the other.',
    remedy: 'Check both ids.',
  },
  invalid_merge: {
    title: 'They cannot be merged',
    meaning: 'The two share neither email nor phone, or are not a lead and a user.',
    remedy: 'Check both ids; from 2.16 on skip_duplicate_validation merges others too.',
  },
  contact_merged: {
    title: 'The contact is part of another one now',
    meaning: 'This contact has been merged into another.',
    remedy: 'Use the contact that the header Link names.',
  },
  not_restorable: {
    title: 'It cannot be restored',
    meaning: 'What was deleted is gone for good.',
    remedy: 'Create it again.',
  },
  not_found: notFound,
  conversation_part_or_message_not_found: notFound,
  field_not_found: notFound,
  team_unavailable: {
    title: 'The team is not available',
    meaning: 'The team exists and cannot be used now.',
    remedy: 'Name another team.',
  },
  contact_company_limit_exceeded: tooMany,
  custom_data_limit_reached: {
    title: 'The workspace has no room for another attribute',
    meaning: 'A workspace can have up to 250 custom attributes.',
    remedy: 'Archive attributes in Intercom that are not used.',
  },
  conversation_id_limit_exceeded: tooMany,
  linked_conversation_limit_exceeded: tooMany,
  content_has_procedure_dependencies: {
    title: 'It is in use',
    meaning: 'Something else in the workspace needs what was to be removed.',
    remedy: 'Remove what needs it first.',
  },
  tag_has_dependent_objects: {
    title: 'The tag is in use',
    meaning: 'Segments or messages of the workspace use this tag.',
    remedy: 'Take it out of them first.',
  },
  scroll_exists: {
    title: 'A scroll is open already',
    meaning: 'Only one listing by scroll may be open in a workspace.',
    remedy: 'Wait a minute until the other one has ended.',
  },
  job_closed: {
    title: 'The job is closed',
    meaning: 'The job takes no more items.',
    remedy: 'Start another job.',
  },
  intercom_version_invalid: {
    title: 'Not in this version of the API',
    meaning: 'This path does not exist in the version of the API that was asked for.',
    remedy: 'Map a version that has it to the header Intercom-Version.',
  },
  media_type_not_acceptable: {
    title: 'Accept does not name JSON',
    meaning: 'The header Accept is missing, or does not name JSON.',
    remedy: 'Map application/json to the header Accept (not applications/json).',
  },
  unsupported: {
    title: 'Not supported',
    meaning: 'Intercom does not take this content type or this method here.',
    remedy: 'Check the method, and set the body content type to application/json.',
  },
  rate_limit_exceeded: tooFast,
  too_many_requests: tooFast,
  retry_after: tooFast,
  request_timeout: trouble,
  server_error: trouble,
  service_unavailable: trouble,
  server_timeout: trouble,
} satisfies Record<string, CodeMeaning>;

/** What a status alone means, if the answer has no known code. */
const statuses: Readonly<Record<number, CodeMeaning>> = {
  400: errorCodes.bad_request,
  401: token,
  402: errorCodes.api_plan_restricted,
  403: forbidden,
  404: notFound,
  405: errorCodes.unsupported,
  406: errorCodes.media_type_not_acceptable,
  408: trouble,
  409: exists,
  410: { title: 'It is gone', meaning: 'What the URL names existed once.', remedy: 'Take its id out of the action.' },
  413: {
    title: 'The body is too large',
    meaning: 'Intercom takes no body of this size.',
    remedy: 'Send fewer or shorter fields.',
  },
  415: errorCodes.unsupported,
  422: invalid,
  429: tooFast,
};

/** What a status and a code mean, in the language of the editor; every pair means something. */
export function meaningOf(status: number, code = ''): CodeMeaning {
  if (isKnown(code)) return inWords(errorCodes[code]);
  // Codes that Intercom forms in the same way: article_not_found, linked_conversation_limit_exceeded.
  const [, what = '', family] = /^(\w+)_(not_found|limit_exceeded)$/.exec(code) ?? [];
  if (family === 'not_found')
    return { ...inWords(notFound), meaning: t`The workspace has no ${what.replaceAll('_', ' ')} with this id.` };
  return inWords(family ? tooMany : (statuses[status] ?? classOf(status)));
}

/** What a table says, in the language of the editor. */
export function inWords({ title, meaning, remedy }: CodeMeaning): CodeMeaning {
  return { title: t(title), meaning: t(meaning), remedy: t(remedy) };
}

function isKnown(code: string): code is keyof typeof errorCodes {
  return Object.hasOwn(errorCodes, code);
}

function classOf(status: number): CodeMeaning {
  if (status >= 500) return trouble;
  if (status >= 300 && status < 400)
    return {
      title: 'The address has moved',
      meaning: 'The answer points to another address. The token is not sent there.',
      remedy: "Correct the action's URL: Intercom answers at api.intercom.io without detours.",
    };
  return {
    title: 'Intercom refuses the request',
    meaning: 'The request failed for a reason that Intercom does not document.',
    remedy: 'Read the answer, and compare the request with the reference of the endpoint.',
  };
}
