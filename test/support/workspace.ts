import { sampleAction } from './cursor';

/** The URIs of a small action on no disk. */
export const uris = {
  action: 'file:///w/a/a.webhook.json',
  body: 'file:///w/a/body.json.trimou',
  auth: 'file:///w/a/auth.trimou',
  event: 'file:///w/a/events/full.event.json',
  loose: 'file:///w/elsewhere/loose.trimou',
};

/** The sample action with its files, by URI. */
export function sampleDisk(): Record<string, string> {
  return {
    [uris.action]: sampleAction,
    [uris.body]: '{"email": "{{email.toJson}}"}',
    [uris.auth]: 'Bearer {{access_token}}',
    [uris.event]: '{"customer_email": "ann@example.com", "order_total": 12.5, "item_sku": ["A1"]}',
    [uris.loose]: 'Hello {{name}}',
  };
}
