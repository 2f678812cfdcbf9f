import { type CodeMeaning, errorCodes } from './errorCodes';

/**
 * An error Intercom answers with: its status and code, the message where it is always the same (`{…}` stands for what
 * varies), and in our words, what it means and what to do.
 */
export interface IntercomError extends CodeMeaning {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
}

/** Intercom's errors as documented in its REST reference, or as its clients' issue trackers have recorded them. */
export const intercomErrors = {
  endpointNotInVersion: {
    ...ofCode(400, 'intercom_version_invalid'),
    message: 'Requested resource is not available in current API version',
    remedy: 'Map 1.4 to the header Intercom-Version for /users, or move to /contacts.',
  },
  unknownVersion: {
    ...ofCode(400, 'intercom_version_invalid'),
    message: 'The requested version could not be found',
    title: 'There is no such version',
    meaning: 'There is no such version of the API.',
    remedy: 'Correct the header Intercom-Version.',
  },
  unknownAttribute: {
    ...ofCode(400, 'parameter_invalid'),
    message: "Custom attribute '{name}' does not exist",
    title: 'An attribute is not in the workspace',
    meaning: 'The workspace has no custom attribute of this name.',
    remedy: 'Create it in Intercom under Settings, Data, or correct the name in the template.',
  },
  unknownOwner: {
    ...ofCode(400, 'parameter_invalid'),
    message: 'The owner specified is not a member of the workspace',
    title: 'The owner is not a teammate',
    meaning: 'owner_id is not the id of a teammate.',
    remedy: 'Correct owner_id, or leave it out.',
  },
  parameterInvalid: ofCode(400, 'parameter_invalid'),
  parameterNotFound: ofCode(400, 'parameter_not_found'),
  badRequest: ofCode(400, 'bad_request'),
  unauthorized: { ...ofCode(401, 'unauthorized'), message: 'Access Token Invalid' },
  planRestricted: { ...ofCode(403, 'api_plan_restricted'), message: 'Active subscription needed.' },
  userNotFound: {
    ...ofCode(404, 'not_found'),
    message: 'User Not Found',
    title: 'Intercom does not know the person',
    meaning: 'No contact has this id.',
    remedy: 'Create the person first, or correct the id.',
  },
  visitorNotFound: {
    ...ofCode(404, 'not_found'),
    message: 'Visitor Not Found',
    title: 'Intercom does not know the visitor',
    meaning: 'No visitor has this id: they may have become a contact.',
    remedy: 'Check the id, or use the requests for contacts.',
  },
  attributeNotFound: {
    ...ofCode(404, 'field_not_found'),
    message: "We couldn't find that data attribute to update",
    meaning: 'The workspace has no custom attribute with this id.',
    remedy: 'Take the id from GET /data_attributes.',
  },
  companyNotFound: {
    status: 404,
    code: 'company_not_found',
    message: 'Company Not Found',
    title: 'Intercom does not know the company',
    meaning: 'No company has this id.',
    remedy: "Create the company first, and use Intercom's id of it.",
  },
  resourceNotFound: {
    ...ofCode(404, 'not_found'),
    message: 'Resource Not Found',
    meaning: 'There is no such path, no such method on it, or nothing with this id.',
    remedy: "Check the action's method and URL.",
  },
  notAcceptable: {
    ...ofCode(406, 'media_type_not_acceptable'),
    message: 'The Accept header should send a media type of application/json',
  },
  conflict: {
    ...ofCode(409, 'conflict'),
    message: 'A contact matching those details already exists with id={id}',
    title: 'The contact exists already',
    meaning: 'POST /contacts creates and never updates, and this person exists already.',
    remedy: 'Update them with PUT /contacts/{id}, or use POST /users with Intercom-Version 1.4, which does both.',
  },
  archivedConflict: {
    ...ofCode(409, 'conflict'),
    message: 'An archived contact matching those details already exists with id={id}',
    title: 'The contact exists and is archived',
    meaning: 'This person exists already and is archived.',
    remedy: 'Take them out of the archive in Intercom, then update them.',
  },
  merged: {
    ...ofCode(410, 'contact_merged'),
    message: "This contact has been merged. See the 'Link' header for the canonical contact.",
  },
  invalidMerge: ofCode(400, 'invalid_merge'),
  tooManyCompanies: {
    ...ofCode(400, 'contact_company_limit_exceeded'),
    message: 'Contact has reached the maximum of 1000 company associations',
    meaning: 'A contact can belong to up to 1000 companies.',
    remedy: 'Take the contact out of another company first.',
  },
  subjectMissing: {
    ...ofCode(422, 'parameter_not_found'),
    message: 'No subject supplied for email message',
    meaning: 'An email needs a subject, and this one has none or an empty one.',
    remedy: 'Add subject to the body template.',
  },
  rateLimit: {
    ...ofCode(429, 'rate_limit_exceeded'),
    message: 'The rate limit for the App has been exceeded',
  },
  serverError: ofCode(500, 'server_error'),
  unavailable: {
    ...ofCode(503, 'service_unavailable'),
    message: 'Sorry, the API service is temporarily unavailable',
  },
  serverTimeout: {
    ...ofCode(504, 'server_timeout'),
    message: 'Server timed out when making request',
    meaning: 'Intercom took too long.',
  },
} as const satisfies Record<string, IntercomError>;

/**
 * The error with this message, ignoring letter case and the final stop; where an error has no fixed message, its status
 * and code are enough.
 */
export function knownError(status: number, code: string | undefined, message = ''): IntercomError | undefined {
  const candidates: readonly IntercomError[] = Object.values<IntercomError>(intercomErrors).filter(
    error => error.status === status && error.code === code,
  );
  return (
    candidates.find(error => error.message !== undefined && matches(error.message, message)) ??
    candidates.find(error => error.message === undefined)
  );
}

function ofCode<Code extends keyof typeof errorCodes>(status: number, code: Code) {
  return { status, code, ...errorCodes[code] };
}

function matches(pattern: string, message: string): boolean {
  const [start = '', end] = plain(pattern).split(/\{\w+\}/);
  const given = plain(message);
  return end === undefined ? given === start : given.startsWith(start) && given.endsWith(end);
}

function plain(message: string): string {
  return message.trim().replace(/\.$/, '').toLowerCase();
}
