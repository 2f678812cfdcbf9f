import { attributes } from './action/attributes';
import { authorization } from './action/authorization';
import { body } from './action/body';
import { duplicateMapping } from './action/duplicate-mapping';
import { eventAttribute } from './action/event-attribute';
import { mediaTypes } from './action/headers';
import { insecureUrl } from './action/insecure-url';
import { braces } from './action/names';
import { unreadable } from './action/problems';
import { stream } from './action/stream';
import { templateNames } from './action/templates';
import { tokenInAction, tokenInTemplate } from './action/token-in-file';
import { actionEncoding, templateEncoding } from './action/wrong-encoding';
import { blankBeforeSigil } from './braces/blank-before-sigil';
import { braceTouchingTag } from './braces/brace-touching-tag';
import { extraBraces } from './braces/extra-braces';
import { missingPartial } from './braces/missing-partial';
import { otherDelimiters } from './braces/other-delimiters';
import { brokenTags, sectionPairs } from './braces/refused';
import { singleBraces } from './braces/single-braces';
import { elseTag } from './helpers/else-tag';
import { helperType } from './helpers/helper-type';
import { helperCalls } from './helpers/helperCalls';
import { invertedHelper } from './helpers/inverted-helper';
import { unknownHelper } from './helpers/unknown-helper';
import { bodyFields } from './intercom/body';
import { endpoint } from './intercom/endpoint';
import { duplicateKey } from './json/duplicate-key';
import { foreignQuotes } from './json/foreign-quotes';
import { jsonProof } from './json/proof';
import { quotedValues } from './json/quotedValues';
import type { ActionRule, FormRule, RuleCard, TemplateRule } from './rule';
import { silencesNothing } from './suppress';
import { ambientName } from './variables/ambient-name';
import { mapIteration } from './variables/map-iteration';
import { unknownProperty } from './variables/unknown-property';
import { unmappedVariable } from './variables/unmapped-variable';
import { unusedVariable } from './variables/unused-variable';

/** The codes are read when a text is checked, since only then are all rules there. */
const suppression = silencesNothing(() => cards.keys());

/** What is looked for in each template. */
export const templateRules: readonly TemplateRule[] = [
  brokenTags,
  sectionPairs,
  blankBeforeSigil,
  braceTouchingTag,
  extraBraces,
  singleBraces,
  otherDelimiters,
  missingPartial,
  unknownHelper,
  helperCalls,
  elseTag,
  invertedHelper,
  helperType,
  unmappedVariable,
  ambientName,
  unknownProperty,
  mapIteration,
  // Comes before the rule that knows no fields, since what is found twice in one place is reported once.
  bodyFields,
  foreignQuotes,
  quotedValues,
  duplicateKey,
  tokenInTemplate,
  templateEncoding,
  suppression,
];

/** What is found by looking at all events at once, after the rules that see a mistake where it was made. */
export { jsonProof };

/** Rules for the texts of an action and its events, however broken these are. */
export const textRules: readonly FormRule[] = [tokenInAction, actionEncoding, { ...suppression, cards: [] }];

export { unreadable };

/** What is looked for in an action, whatever its templates say. */
export const formRules: readonly FormRule[] = [
  ...textRules,
  mediaTypes,
  braces,
  attributes,
  insecureUrl,
  duplicateMapping,
  stream,
  eventAttribute,
];

/** What is looked for in an action and its templates together. */
export const actionRules: readonly ActionRule[] = [
  unreadable,
  authorization,
  templateNames,
  body,
  unusedVariable,
  endpoint,
];

/** Every rule's card by its code. */
export const cards: ReadonlyMap<string, RuleCard> = new Map(
  [...templateRules, ...formRules, ...actionRules, jsonProof]
    .flatMap(rule => rule.cards)
    .map(card => [card.code, card]),
);
