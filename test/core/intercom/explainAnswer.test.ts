import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { findEndpoint } from '../../../server/core/intercom/endpoints';
import { intercomErrors } from '../../../server/core/intercom/errors';
import { type Explanation, explainAnswer, explainExchange } from '../../../server/core/intercom/explainAnswer';

const id = '5ba682d23d7cf92bef87bfd4';

/** The explanation of one error, in answer to a request such as `POST /contacts 2.16`. */
function explain(status: number, error: object | string, request = '', headers: [string, string][] = []): Explanation {
  const body = typeof error === 'string' ? error : JSON.stringify({ type: 'error.list', errors: [error] });
  const explanations = explainAnswer({ status, body, headers, ...asked(request) });
  assert.equal(explanations.length, 1);
  return explanations[0]!;
}

function asked(request: string) {
  const [method = '', path = '', version = ''] = request.split(' ');
  const match = findEndpoint(method, path, version);
  const endpoint = match.kind === 'found' || match.kind === 'other-version' ? match.endpoint : undefined;
  return { ...(endpoint && { endpoint }), ...(version && { version }) };
}

suite('answers of Intercom explained', () => {
  test('the contact exists: its id, and an update instead', () => {
    const { message } = intercomErrors.conflict;
    const found = explain(409, { code: 'conflict', message: message.replace('{id}', id) }, 'POST /contacts 2.16');
    assert.equal(found.contactId, id);
    assert.deepEqual(found.fix, { kind: 'update-contact', method: 'PUT', path: `/contacts/${id}` });
    assert.match(found.remedy, new RegExp(`PUT /contacts/${id}`));
  });

  test('the contact exists and is archived: no update before it is taken out', () => {
    const message = intercomErrors.archivedConflict.message.replace('{id}', id);
    const found = explain(409, { code: 'conflict', message }, 'POST /contacts 2.16');
    assert.equal(found.contactId, id);
    assert.equal(found.fix, undefined);
    assert.match(found.remedy, /unarchive/);
  });

  test('another contact has the address that an update gives', () => {
    const message = intercomErrors.conflict.message.replace('{id}', id);
    const found = explain(409, { code: 'conflict', message }, `PUT /contacts/1 2.16`);
    assert.deepEqual([found.contactId, found.fix], [id, undefined]);
    assert.match(found.meaning, /already/);
  });

  test('a conflict that is not about contacts names none', () => {
    const found = explain(409, { code: 'conflict', message: 'It must be in draft state' });
    assert.deepEqual([found.contactId, found.fix], [undefined, undefined]);
    assert.doesNotMatch(found.meaning, /contact|person/);
  });

  test('what is missing, whatever the code says', () => {
    const lacking = explain(400, { code: 'parameter_invalid', message: 'Body is required' }, 'POST /messages 2.16');
    assert.deepEqual(
      [lacking.title, lacking.field, lacking.meaning],
      ['A required field is missing', 'body', 'body is missing, or came out empty.'],
    );
    const subject = explain(422, { code: 'parameter_not_found', message: 'No subject supplied for email message' });
    assert.equal(subject.field, 'subject');
    const company = { code: 'parameter_not_found', message: 'company not specified' };
    assert.equal(explain(400, company, 'POST /contacts/1/companies 2.16').field, 'id');
  });

  test('what is there already, whatever the code says', () => {
    const message = "You already have 'Plan' in your company data. To save this as new people data, use another name.";
    assert.equal(explain(400, { code: 'parameter_invalid', message }).title, 'It exists already');
  });

  test('the contact is right, and what the body names is not there', () => {
    const error = { code: 'not_found', message: 'Resource Not Found' };
    const tag = explain(404, error, 'POST /contacts/1/tags 2.16');
    assert.deepEqual([tag.field, tag.meaning], ['id', 'No tag has the id in the body.']);
    assert.equal(explain(404, error, 'POST /contacts/1/notes 2.16').field, 'admin_id');
    const person = explain(404, { code: 'not_found', message: 'User Not Found' }, 'POST /contacts/1/tags 2.16');
    assert.deepEqual([person.field, person.title], [undefined, 'Intercom does not know the person']);
    assert.match(explain(404, error, 'POST /conversations/1/reply 2.16').meaning, /No conversation has the id/);
  });

  test('the contact is part of another one: which', () => {
    const { code, message } = intercomErrors.merged;
    const link: [string, string] = ['Link', `</contacts/${id}>; rel="canonical"`];
    const found = explain(410, { code, message }, 'GET /contacts/1 2.16', [link]);
    assert.deepEqual([found.contactId, found.remedy], [id, `Use ${id} instead.`]);
    assert.match(explain(410, { code, message }).remedy, /header Link/);
  });

  test('Accept', () => {
    const { code, message } = intercomErrors.notAcceptable;
    assert.deepEqual(explain(406, { code, message }).fix, {
      kind: 'set-header',
      name: 'Accept',
      value: 'application/json',
    });
  });

  test('the path is not in the version asked for', () => {
    const { code, message } = intercomErrors.endpointNotInVersion;
    const users = explain(400, { code, message }, 'POST /users 2.16');
    assert.equal(users.meaning, 'POST /users is in versions 1.0 to 1.4, and not in version 2.16.');
    assert.deepEqual(users.fix, { kind: 'set-header', name: 'Intercom-Version', value: '1.4' });
    const tickets = explain(400, { code, message: `${message}.` }, 'POST /tickets 2.7');
    assert.match(tickets.meaning, /2\.9 and later/);
    assert.deepEqual(tickets.fix, { kind: 'set-header', name: 'Intercom-Version', value: '2.16' });
    assert.match(explain(400, { code }).remedy, /Intercom-Version/);
  });

  test('there is no such version', () => {
    const { code, message } = intercomErrors.unknownVersion;
    assert.match(explain(400, { code, message }, 'POST /users 2.16').meaning, /no such version/);
  });

  test('an attribute that the workspace does not have, by its name', () => {
    const found = explain(
      400,
      { code: 'parameter_invalid', message: "Custom attribute 'plan type' does not exist" },
      'POST /contacts 2.16',
    );
    assert.equal(found.field, 'custom_attributes.plan type');
    assert.match(found.meaning, /named plan type\./);
    assert.match(found.remedy, /Create it/);
  });

  const fields: [string, string, string, string | undefined][] = [
    ['parameter_invalid', 'The owner specified is not a member of the workspace', 'POST /contacts 2.16', 'owner_id'],
    ['parameter_not_found', 'event_name is required', 'POST /events 2.16', 'event_name'],
    ['parameter_not_found', 'Name is a required parameter.', 'POST /tags 2.16', 'name'],
    ['parameter_invalid', "'signed_up_at' should be an integer", 'POST /contacts 2.16', 'signed_up_at'],
    ['parameter_invalid', 'companies.0.size should be a whole number', 'POST /users 1.4', 'companies.0.size'],
    ['parameter_not_found', 'missing data parameter', 'POST /events 2.16', undefined],
    ['parameter_invalid', "data_type 'x' is not valid", 'POST /data_attributes 2.16', 'data_type'],
    ['parameter_invalid', "data_type 'x' is not valid", 'POST /contacts 2.16', undefined],
    ['parameter_invalid', 'email is invalid', '', undefined],
  ];
  for (const [code, message, request, expected] of fields) {
    test(`the field of "${message}" to ${request || 'an unknown request'}: ${expected}`, () =>
      assert.equal(explain(400, { code, message }, request).field, expected));
  }

  test('a field that Intercom names goes before its message', () =>
    assert.equal(explain(400, { code: 'parameter_invalid', field: 'email', message: 'name is bad' }).field, 'email'));

  test('a missing field is said to be missing', () =>
    assert.match(
      explain(400, { code: 'parameter_not_found', message: 'created_at is required' }, 'POST /events 2.16').meaning,
      /^created_at is missing/,
    ));

  test('an event of somebody unknown', () => {
    const { code, message } = intercomErrors.userNotFound;
    assert.match(explain(404, { code, message }, 'POST /events 2.16').remedy, /Create the person first/);
    assert.match(explain(404, { code, message }, 'PUT /contacts/x 2.16').remedy, /not your external_id/);
    assert.match(explain(404, { code, message: 'Resource Not Found' }).remedy, /method and URL/);
  });

  test('too many requests: until when to wait', () => {
    const { code, message } = intercomErrors.rateLimit;
    const found = explain(429, { code, message }, '', [['X-RateLimit-Reset', '1700000000']]);
    assert.deepEqual(found.fix, { kind: 'send-later', at: 1700000000 });
    assert.match(found.remedy, /22:13:20 UTC/);
    assert.match(explain(429, { code, message }).remedy, /X-RateLimit-Reset/);
    assert.equal(explain(429, { code }, '', [['X-RateLimit-Reset', '99999999999999999']]).fix, undefined);
  });

  test('each of several errors', () => {
    const body = JSON.stringify({ errors: [{ code: 'parameter_invalid' }, { code: 'unauthorized' }] });
    const titles = explainAnswer({ status: 400, body }).map(({ code }) => code);
    assert.deepEqual(titles, ['parameter_invalid', 'unauthorized']);
  });

  test('the endpoint and the version are read from the request', () => {
    const { status, code, message } = intercomErrors.endpointNotInVersion;
    const body = JSON.stringify({ errors: [{ code, message }] });
    const request = (headers: [string, string][]) => ({
      method: 'POST',
      url: 'https://api.intercom.io/users',
      headers,
    });
    const say = (headers: [string, string][]) =>
      explainExchange(request(headers), { status, headers: [], body })[0]!.meaning;
    assert.match(say([['intercom-version', '2.11']]), /not in version 2\.11/);
    assert.match(say([]), /not in the version that the app is set to/);
  });
});

suite('answers that are not what Intercom documents', () => {
  test('success needs no explanation', () => {
    for (const body of ['', '{}', '{"errors":[]}', 'text']) assert.deepEqual(explainAnswer({ status: 202, body }), []);
  });
  test('a page, where JSON should be', () => {
    for (const status of [200, 403, 404])
      assert.match(explain(status, '<!DOCTYPE html><html><body>Sign in</body></html>').meaning, /web page/);
  });
  test("a proxy's page for trouble is trouble", () =>
    assert.match(explain(502, '\n<html><head><title>502</title></head></html>').title, /went wrong at Intercom/));
  test('nothing at all', () => assert.match(explain(401, '').title, /access token/));
  test('plain text of a proxy', () => assert.match(explain(503, 'upstream connect error').remedy, /again later/));
  test('JSON of other makes', () => {
    assert.equal(explain(422, '{"type":"about:blank","title":"Invalid","status":422}').message, undefined);
    assert.equal(
      explain(400, '{"error":{"code":"invalid_json","message":"Unexpected end"}}').message,
      'Unexpected end',
    );
    assert.equal(explain(400, '{"message":"no"}').message, 'no');
    assert.equal(explain(400, '[1]').title, explain(400, 'null').title);
    assert.equal(explain(400, '{"errors":"bad"}').message, 'bad');
    assert.equal(explain(400, '{"errors":[null]}').code, undefined);
    assert.equal(explain(400, '{"errors":[{"code":{"a":1},"message":7}]}').message, '7');
  });
  test('a status nobody has seen', () => assert.match(explain(418, { code: 'teapot' }).title, /refuses/));
  test('a redirect', () => assert.match(explain(301, '').meaning, /another address/));
  test('codes named after what every object has', () => {
    for (const code of ['constructor', 'toString', '__proto__'])
      assert.equal(typeof explain(400, { code }).title, 'string');
  });
  test('a huge body is not read, and a long message is cut', () => {
    assert.equal(
      explain(400, `{"errors":[{"code":"unauthorized","message":"${'x'.repeat(2_000_000)}"}]}`).code,
      undefined,
    );
    assert.equal(explain(400, { code: 'a', message: 'x'.repeat(5000) }).message!.length, 501);
    const many = JSON.stringify({ errors: Array(5000).fill({ code: 'parameter_invalid' }) });
    assert.equal(explainAnswer({ status: 400, body: many }).length, 20);
  });
  test('any body has an explanation, and none throws', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 300, max: 599 }),
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.anything().map(errors => JSON.stringify({ errors }) ?? ''),
        ),
        (status, body) => explainAnswer({ status, body, ...asked('POST /contacts 2.16') }).length > 0,
      ),
    ));
});

/** Every error that Intercom documents, in its own examples: where they are at hand. */
suite('the errors in the examples of the API descriptions', () => {
  const file = join(__dirname, '../../../../shared/intercom/intercom-error-catalogue.json');
  if (!existsSync(file)) {
    test('skipped: the examples are not at hand', function () {
      this.skip();
    });
    return;
  }
  type Entry = { status: string; code: string; samples: { op: string; message: string | null }[] };
  for (const { status, code, samples } of JSON.parse(readFileSync(file, 'utf8')) as Entry[]) {
    test(`${status} ${code}`, () => {
      for (const { op, message } of samples) {
        const found = explain(Number(status), { code, message }, `${op} 2.16`);
        assert.doesNotMatch(found.title, /refuses the request/, 'a code that is documented has words of its own');
        assert.ok(found.meaning.endsWith('.') && found.remedy.endsWith('.'));
        // The few words about contacts are for requests about contacts.
        if (!/contact|event|visitor|user|tag/.test(op)) assert.equal(found.contactId, undefined);
      }
    });
  }
});

suite('the errors that Intercom documents', () => {
  test('each that the sandbox answers is explained in its own words', () => {
    for (const error of Object.values(intercomErrors)) {
      const { status, code, title } = error;
      const message = 'message' in error ? error.message : undefined;
      assert.equal(explain(status, { code, message }).title, title, `${status} ${code} ${message}`);
    }
  });

  test('each code of the reference has words of its own', () => {
    const codes = `server_error client_error bad_request type_mismatch parameter_not_found parameter_missing
      missing_parameter parameter_invalid data_invalid unprocessable_entity not_found action_forbidden forbidden conflict
      resource_conflict api_plan_restricted rate_limit_exceeded too_many_requests request_timeout service_unavailable
      unsupported unauthorized token_revoked token_blocked token_not_found token_unauthorized token_expired
      missing_authorization retry_after job_closed not_restorable team_not_found team_unavailable admin_not_found
      token_suspended custom_data_limit_reached invalid_document unique_user_constraint intercom_version_invalid
      scroll_exists tag_has_dependent_objects media_type_not_acceptable company_not_found server_timeout`;
    // 418 has no words: what is found is the code's.
    for (const code of codes.split(/\s+/))
      assert.doesNotMatch(explain(418, { code }).title, /refuses the request/, code);
  });
});
