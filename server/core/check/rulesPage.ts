/** The page that explains the rules, one section per code. */
const page = 'https://github.com/intercom-webhook-templates/intercom-webhook-templates/blob/main/docs/rules.md';

/** Where a rule is explained. */
export function explanationOf(code: string): string {
  return `${page}#${code}`;
}
