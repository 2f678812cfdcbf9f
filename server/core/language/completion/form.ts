import type { ActionPlace } from '../actionPlace';
import type { ActionDocument } from '../document';
import { conditionValueItems, operatorItems } from './condition';
import type { Completion } from './item';
import { bodyTemplateItems, headerItems, headerValueItems, methodItems, urlItems } from './request';

/** Values for a field of the form, beyond those that the schema of the file offers. */
export function formItems(document: ActionDocument, place: ActionPlace | undefined): readonly Completion[] {
  if (!place) return [];
  switch (place.path.map(step => (typeof step === 'number' ? '*' : step)).join('.')) {
    case 'action.url':
      return urlItems(document, place);
    case 'action.method':
      return methodItems(document, place);
    case 'action.headers.*.to':
      return headerItems(document, place);
    case 'action.headers.*.map':
    case 'action.headers.*.text':
      return headerValueItems(document, place);
    case 'action.bodyData.*.map':
      return bodyTemplateItems(document, place);
    case 'action.source.when.*.*.operator':
      return operatorItems(document, place);
    case 'action.source.when.*.*.value':
      return conditionValueItems(document, place);
    default:
      return [];
  }
}
