import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver';
import { type SignatureHelp as Help, signatureHelp } from '../core/language';
import { ask, type FeatureContext } from './ask';
import { markdown, offsetIn } from './convert';
import { guard } from './guard';

/** Tells how a helper is called while its arguments are typed. */
export function answerSignatureHelp(context: FeatureContext): void {
  const { connection } = context;
  connection.onSignatureHelp(
    guard(connection.console, 'Signature help', null, (at: SignatureHelpParams) =>
      ask<SignatureHelp | null>(context, at, null, {
        template(template, { document }) {
          const help = signatureHelp(template, offsetIn(document, at.position));
          return help ? signatureHelpOf(help) : null;
        },
      }),
    ),
  );
}

function signatureHelpOf({ label, help, pieces, active }: Help): SignatureHelp {
  const parameters = pieces.map(({ range, help: text }) => ({
    label: [range.start, range.end] as [number, number],
    documentation: markdown(text),
  }));
  // A number beyond the last parameter highlights none.
  const activeParameter = active ?? pieces.length;
  const signature = { label, documentation: markdown(help), parameters, activeParameter };
  return { signatures: [signature], activeSignature: 0, activeParameter };
}
