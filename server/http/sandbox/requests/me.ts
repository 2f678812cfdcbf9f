import type { Handler } from './handler';

/** GET /me: a made-up teammate of a made-up workspace. */
export const showMe: Handler = ({ now }) => ({
  status: 200,
  body: {
    ...{ type: 'admin', id: '1', name: 'Sandbox', email: 'sandbox@example.com', email_verified: true },
    has_inbox_seat: true,
    app: {
      ...{ type: 'app', id_code: 'sandbox', name: 'Sandbox', region: 'US', timezone: 'Etc/UTC' },
      ...{ created_at: now, identity_verification: false },
    },
  },
});
