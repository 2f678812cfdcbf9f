import type { Report } from './report';

/** An array of findings, as they are. */
export const jsonReport: Report = checked =>
  `${JSON.stringify(
    checked.flatMap(({ findings }) => findings),
    null,
    2,
  )}\n`;
