import { readEvents, type SampleEvent } from '../../server/core/action/events';
import type { Files } from '../../server/core/action/files';
import { loadProject } from '../../server/core/action/load';
import type { Project } from '../../server/core/action/project';
import { tealiumProfile } from '../../server/core/template/profiles';

/** A token of Intercom's shape that never was one: `tok:`, a UUID of ones and twos, `:1:0`, in base64. */
export const fakeToken = Buffer.from('tok:11111111_2222_1111_2222_111111111111:1:0').toString('base64');

/** The guide's action in small: a token in a template, a user in the body. `changes` replaces fields of the form. */
export function actionText(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    action: {
      name: 'Save user',
      method: 'POST',
      url: 'https://api.intercom.io/users',
      headers: [
        { map: 'application/json', to: 'Accept' },
        { map: '1.4', to: 'Intercom-Version' },
        { map: '{{auth}}', to: 'Authorization' },
      ],
      contentType: 'application/json',
      bodyData: [{ map: '{{body}}', to: 'Body' }],
      templateVariables: [
        { attribute: 'customer_id', to: 'user_id' },
        { attribute: 'customer_name', to: 'name' },
        { secret: 'intercom', to: 'token' },
      ],
      templates: { auth: 'auth.trimou', body: 'body.json.trimou' },
      ...changes,
    },
    attributes: { customer_id: 'string', customer_name: 'string' },
  });
}

export const templates = {
  'auth.trimou': 'Bearer {{token}}',
  'body.json.trimou': '{"user_id":"{{user_id.toJson}}","name":"{{name.toJson}}"}',
};

export const eventText = '{"tealium_event":"user_register","customer_id":"42","customer_name":"Zoë"}';

/** The same action, sending an event of a user that nobody has created. */
export const eventOfNobody = {
  'a.webhook.json': actionText({ url: 'https://api.intercom.io/events' }),
  'body.json.trimou': '{"user_id":"{{user_id.toJson}}","event_name":"{{name.toJson}}","created_at":1700000000}',
};

/** The action and its event, out of files that are only in memory. */
export async function projectOf(
  changes: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<{ project: Project; event: SampleEvent }> {
  const all: Record<string, string> = { 'a.webhook.json': actionText(changes), ...templates, ...files };
  const memory: Files = {
    resolve: (_, relative) => `/${relative}`,
    read: async path => all[path.slice(1)],
    list: async () => [],
  };
  const project = await loadProject('/a.webhook.json', memory, { profile: tealiumProfile });
  return { project, event: readEvents('/events/a.event.json', eventText).events[0]! };
}
