import { t } from '@vscode/l10n';
import { mayBe } from '../../intercom/fields';
import { alternativesOf, literalOf, type OutlineScalar, type OutlineValue } from '../../json/outline';
import { checkBareLiteral, checkText } from './literalValues';
import { printedBy } from './printed';
import { checkBareTag, checkQuotedTags } from './printedValues';
import { type ValueContext, wrongType } from './valueReport';

/** Checks that a value is of the type its field takes, by what is written there and by the variables' types. */
export function checkValue(context: ValueContext, value: OutlineValue): void {
  switch (value.kind) {
    case 'object':
    case 'list':
      if (!mayBe(context.field.type, value.kind))
        wrongType(context, value, value.kind === 'object' ? t('an object') : t('a list'));
      return;
    default:
      checkScalar(context, value);
  }
}

function checkScalar(context: ValueContext, value: OutlineScalar): void {
  const literal = literalOf(value);
  if (literal !== undefined) {
    if (value.kind === 'string') checkText(context, value, literal);
    else checkBareLiteral(context, value, literal);
    return;
  }
  const alternatives = context.field.type.kind === 'string' ? alternativesOf(value) : undefined;
  if (alternatives) {
    for (const one of alternatives) checkText(context, one, literalOf(one) ?? '');
    return;
  }
  const outer = value.pieces.filter(piece => piece.kind === 'unknown' || !piece.inner);
  const [only, ...others] = outer;
  const tag = only?.kind === 'tag' && others.length === 0 ? only.node : undefined;
  if (value.kind === 'bare') {
    if (tag) checkBareTag(context, value, printedBy(tag, context.subject));
  } else if (context.field.type.kind !== 'attribute value') {
    // A custom attribute takes any text.
    checkQuotedTags(context, value, tag && printedBy(tag, context.subject));
  }
}
