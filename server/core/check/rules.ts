import { attributes } from './action/attributes';
import { authorization } from './action/authorization';
import { body } from './action/body';
import { duplicateMapping } from './action/duplicate-mapping';
import { mediaTypes } from './action/headers';
import { insecureUrl } from './action/insecure-url';
import { braces } from './action/names';
import { unreadable } from './action/problems';
import { stream } from './action/stream';
import { templateNames } from './action/templates';
import { tokenInAction, tokenInTemplate } from './action/token-in-file';
import { blankBeforeSigil } from './braces/blank-before-sigil';
import { braceTouchingTag } from './braces/brace-touching-tag';
import { brokenTags } from './braces/broken-tags';
import { extraBraces } from './braces/extra-braces';
import { missingPartial } from './braces/missing-partial';
import { sectionPairs } from './braces/sections';
import { singleBraces } from './braces/single-braces';
import type { ActionRule, RuleCard, TemplateRule } from './rule';

/** What is looked for in each template. */
export const templateRules: readonly TemplateRule[] = [
  brokenTags,
  sectionPairs,
  blankBeforeSigil,
  braceTouchingTag,
  extraBraces,
  singleBraces,
  missingPartial,
  tokenInTemplate,
];

/** What is looked for in an action. */
export const actionRules: readonly ActionRule[] = [
  unreadable,
  mediaTypes,
  authorization,
  tokenInAction,
  braces,
  templateNames,
  body,
  attributes,
  insecureUrl,
  duplicateMapping,
  stream,
];

/** Every rule's card by its code. */
export const cards: ReadonlyMap<string, RuleCard> = new Map(
  [...templateRules, ...actionRules].flatMap(rule => rule.cards).map(card => [card.code, card]),
);
