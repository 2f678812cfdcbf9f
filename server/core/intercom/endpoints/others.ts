import type { Endpoint } from '../fields';
import { conversations } from './conversations';
import { customObjects } from './customObjects';
import { dataAttributes } from './dataAttributes';
import { me } from './me';
import { messages } from './messages';
import { tags } from './tags';
import { tickets } from './tickets';
import { visitors } from './visitors';

/** What other actions are about. */
export const others: readonly Endpoint[] = [
  ...tags,
  ...conversations,
  ...messages,
  ...tickets,
  ...customObjects,
  ...dataAttributes,
  ...visitors,
  ...me,
];
