import type { Endpoint } from '../fields';
import { frequent } from './frequent';
import { others } from './others';

/**
 * The one table of what Intercom answers. Facts: Intercom's REST reference (1.0 to 1.4, and the change logs of 2.x) and
 * its API descriptions (2.7 to 2.16); the wording is ours. Intercom publishes no description of 2.0 to 2.6, which are
 * taken to be as 2.7. Where the descriptions do not give the first version of a field, it is the earliest possible, so
 * that nothing that Intercom takes is called wrong.
 */
export const endpoints: readonly Endpoint[] = [...frequent, ...others];
