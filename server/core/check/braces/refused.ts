import type { TemplateRule } from '../rule';
import { reportTags } from './brokenTags';
import { reportSections } from './sections';

/** What the parser refuses of a single tag. */
export const brokenTags: TemplateRule = {
  cards: [
    { code: 'unclosed-tag', severity: 'error', group: 'Braces', summary: 'A tag has no closing braces.' },
    { code: 'half-closed-tag', severity: 'error', group: 'Braces', summary: 'A tag is closed by one brace too few.' },
    { code: 'empty-tag', severity: 'error', group: 'Braces', summary: 'A tag has nothing in it.' },
    { code: 'invalid-delimiters', severity: 'error', group: 'Braces', summary: 'A set-delimiters tag cannot be read.' },
    { code: 'braces-in-comment', severity: 'error', group: 'Braces', summary: 'A comment holds a tag.' },
    {
      code: 'unterminated-literal',
      severity: 'error',
      group: 'Braces',
      summary: 'A quote or bracket in a tag is not closed.',
    },
    {
      code: 'trailing-open-brace',
      severity: 'error',
      group: 'Braces',
      summary: 'The template ends with the beginning of a tag.',
    },
    { code: 'template-error', severity: 'error', group: 'Braces', summary: 'The engine refuses the template.' },
  ],
  check(subject, report) {
    const { problems, children } = subject.tree;
    if (problems.length > 0 || children.at(-1)?.kind === 'broken') reportTags(subject, report);
  },
};

/** What the parser refuses of a pair of tags. */
export const sectionPairs: TemplateRule = {
  cards: [
    { code: 'unclosed-section', severity: 'error', group: 'Braces', summary: 'A section is opened and never closed.' },
    {
      code: 'unopened-section-end',
      severity: 'error',
      group: 'Braces',
      summary: 'A section end has no section to end.',
    },
    {
      code: 'mismatched-section-end',
      severity: 'error',
      group: 'Braces',
      summary: 'A section end has another name than its section.',
    },
  ],
  check(subject, report) {
    if (subject.tree.problems.length > 0) reportSections(subject, report);
  },
};
