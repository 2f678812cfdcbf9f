import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { selectionRanges } from '../core/language';
import { ask, type FeatureContext } from './ask';
import { offsetIn, rangeIn } from './convert';
import { guard } from './guard';

/** Widens a selection step by step: name, tag, value, section. */
export function answerSelectionRanges(context: FeatureContext): void {
  const { connection } = context;
  connection.onSelectionRanges(
    guard(connection.console, 'Selection ranges', null, (params: SelectionRangeParams) =>
      ask<SelectionRange[] | null>(context, params, null, {
        template: (template, { document }) =>
          params.positions.map(position => {
            const chain = selectionRanges(template, offsetIn(document, position));
            const here = { start: position, end: position };
            const widest = (parent: SelectionRange | undefined, range: SelectionRange['range']) =>
              parent ? { range, parent } : { range };
            return (
              chain
                .map(range => rangeIn(document, range))
                .reduceRight<SelectionRange | undefined>(widest, undefined) ?? { range: here }
            );
          }),
      }),
    ),
  );
}
