import { checkEntries } from './check';
import { proofEntries } from './proof';
import { serverEntries } from './server';
import { templateEntries } from './template';

/** What `npm run -s bench` measures: a name and a function that gives a ratio. Add a file of entries and name it here. */
export const entries: Readonly<Record<string, () => number | Promise<number>>> = {
  ...templateEntries,
  ...proofEntries,
  ...checkEntries,
  ...serverEntries,
};
