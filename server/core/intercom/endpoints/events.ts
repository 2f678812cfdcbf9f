import { type Endpoint, integer, seconds, text } from '../fields';
import { show } from './shared';

export const events: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/events',
    since: '1.0',
    success: 202,
    errors: [403, 404],
    title: 'Submit an event',
    common: true,
    help: 'Answers 202 without a body. The same person, name and created_at count once.',
    fields: [
      { name: 'event_name', type: text, required: true, help: 'What happened, best as verb and noun: ordered-item.' },
      {
        name: 'created_at',
        type: seconds,
        required: true,
        help: 'When it happened, in Unix seconds. Take it from the event, so that a retry is not counted twice.',
      },
      { name: 'user_id', type: text, help: 'Your own id of the person.' },
      { name: 'id', type: text, help: "Intercom's id of the person; for a lead the only way." },
      { name: 'email', type: text, help: 'The email address, where it alone tells your users apart.' },
      {
        name: 'metadata',
        type: { kind: 'event metadata' },
        help: 'Up to 10 details: text, numbers, dates (key ends in _date), links and amounts of money.',
      },
    ],
    rules: [{ kind: 'one of', fields: ['user_id', 'email', 'id'] }],
  },
  {
    method: 'POST',
    path: '/events/summaries',
    since: '2.0',
    success: 200,
    title: 'Submit a summary of events',
    help: 'Says how often something happened, without each event.',
    fields: [
      { name: 'user_id', type: text, help: 'Your own id of the person.' },
      {
        name: 'event_summaries',
        type: {
          kind: 'object',
          fields: [
            { name: 'event_name', type: text, help: 'What happened, best as verb and noun: ordered-item.' },
            { name: 'count', type: integer, help: 'How often it happened.' },
            { name: 'first', type: seconds, help: 'When it first happened, in Unix seconds.' },
            { name: 'last', type: seconds, help: 'When it last happened, in Unix seconds.' },
          ],
        },
        help: 'What happened, how often, and when.',
      },
    ],
    rules: [],
  },
  show('/events', '1.0', 'List the events of a person'),
];
