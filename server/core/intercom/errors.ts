/**
 * An error Intercom answers with: its status and code, the message where it is always the same (`{…}` stands for what
 * varies), and in our words what it means and what to do.
 */
export interface IntercomError {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly meaning: string;
  readonly remedy: string;
}

/** Intercom's errors as documented in its REST reference, or as its clients' issue trackers have recorded them. */
export const intercomErrors = {
  endpointNotInVersion: {
    status: 400,
    code: 'intercom_version_invalid',
    message: 'Requested resource is not available in current API version',
    meaning: 'This path does not exist in the version of the API that was asked for.',
    remedy: 'Map 1.4 to the header Intercom-Version for /users, or move to /contacts.',
  },
  unknownVersion: {
    status: 400,
    code: 'intercom_version_invalid',
    message: 'The requested version could not be found',
    meaning: 'There is no such version of the API.',
    remedy: 'Correct the header Intercom-Version.',
  },
  unknownAttribute: {
    status: 400,
    code: 'parameter_invalid',
    message: "Custom attribute '{name}' does not exist",
    meaning: 'The workspace has no custom attribute of this name.',
    remedy: 'Create it in Intercom under Settings, Data, or correct the name in the template.',
  },
  unknownOwner: {
    status: 400,
    code: 'parameter_invalid',
    message: 'The owner specified is not a member of the workspace',
    meaning: 'owner_id is not the id of a teammate.',
    remedy: 'Correct owner_id, or leave it out.',
  },
  parameterInvalid: {
    status: 400,
    code: 'parameter_invalid',
    meaning: 'A field has a value Intercom does not take, or the body is not valid JSON.',
    remedy: 'Read the message, and correct the template or the variable that fills the field.',
  },
  parameterNotFound: {
    status: 400,
    code: 'parameter_not_found',
    meaning: 'A field that is required is missing.',
    remedy: 'Add it to the body template.',
  },
  badRequest: {
    status: 400,
    code: 'bad_request',
    meaning: 'Intercom cannot make sense of the request.',
    remedy: 'Read the message, and check the body and the content type.',
  },
  unauthorized: {
    status: 401,
    code: 'unauthorized',
    message: 'Access Token Invalid',
    meaning: 'The access token is missing, misspelt or withdrawn.',
    remedy: 'Check that Authorization is "Bearer", a space and the token, and set the token anew.',
  },
  planRestricted: {
    status: 403,
    code: 'api_plan_restricted',
    message: 'Active subscription needed.',
    meaning: "The workspace's plan does not include this.",
    remedy: 'Ask whoever runs the workspace.',
  },
  userNotFound: {
    status: 404,
    code: 'not_found',
    message: 'User Not Found',
    meaning: 'No contact has this id.',
    remedy: 'Create the person first, or correct the id.',
  },
  companyNotFound: {
    status: 404,
    code: 'company_not_found',
    message: 'Company Not Found',
    meaning: 'No company has this id.',
    remedy: "Create the company first, and use Intercom's id of it.",
  },
  resourceNotFound: {
    status: 404,
    code: 'not_found',
    message: 'Resource Not Found',
    meaning: 'There is no such path, no such method on it, or nothing with this id.',
    remedy: "Check the action's method and URL.",
  },
  notAcceptable: {
    status: 406,
    code: 'media_type_not_acceptable',
    message: 'The Accept header should send a media type of application/json',
    meaning: 'The header Accept is missing, or does not name JSON.',
    remedy: 'Map application/json to the header Accept (not applications/json).',
  },
  conflict: {
    status: 409,
    code: 'conflict',
    message: 'A contact matching those details already exists with id={id}',
    meaning: 'POST /contacts creates and never updates, and this person exists already.',
    remedy: 'Update them with PUT /contacts/{id}, or use POST /users with Intercom-Version 1.4, which does both.',
  },
  archivedConflict: {
    status: 409,
    code: 'conflict',
    message: 'An archived contact matching those details already exists with id={id}',
    meaning: 'This person exists already and is archived.',
    remedy: 'Take them out of the archive in Intercom, then update them.',
  },
  merged: {
    status: 410,
    code: 'contact_merged',
    meaning: 'This contact has become part of another one.',
    remedy: 'Use the contact that the header Link names.',
  },
  rateLimit: {
    status: 429,
    code: 'rate_limit_exceeded',
    message: 'The rate limit for the App has been exceeded',
    meaning: 'Too many requests came within ten seconds.',
    remedy: 'Wait until the moment in X-RateLimit-Reset, and send again. Tealium tries again by itself.',
  },
  serverError: {
    status: 500,
    code: 'server_error',
    meaning: 'Something went wrong at Intercom.',
    remedy: 'Send again later. Tealium tries again by itself.',
  },
  unavailable: {
    status: 503,
    code: 'service_unavailable',
    message: 'Sorry, the API service is temporarily unavailable',
    meaning: 'Intercom cannot answer just now.',
    remedy: 'Send again later. Tealium tries again by itself.',
  },
  serverTimeout: {
    status: 504,
    code: 'server_timeout',
    message: 'Server timed out when making request',
    meaning: 'Intercom took too long.',
    remedy: 'Send again later. Tealium tries again by itself.',
  },
} as const satisfies Record<string, IntercomError>;

/** What an error in an answer means: the entry with its status, code and message, else the first with its status and code. */
export function explainError(status: number, code: string, message = ''): IntercomError | undefined {
  const candidates: readonly IntercomError[] = Object.values<IntercomError>(intercomErrors).filter(
    error => error.status === status && error.code === code,
  );
  return (
    candidates.find(error => error.message !== undefined && matches(error.message, message)) ??
    candidates.find(error => error.message === undefined) ??
    candidates[0]
  );
}

function matches(pattern: string, message: string): boolean {
  const parts = pattern.split(/\{\w+\}/);
  return parts.length === 1 ? message === pattern : message.startsWith(parts[0]!) && message.endsWith(parts[1]!);
}
