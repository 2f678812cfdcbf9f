import { t } from '@vscode/l10n';
import type { ProofFinding, Remedy } from '../../json/prove';
import type { Fix } from '../finding';
import type { TemplateSubject } from '../subject';
import { askOnce, moveComma, separate } from './commas';
import { fallback } from './fallback';
import { guardedJson, quote, raw, suffixed, unquote } from './quoting';
import { around, edit, escaped } from './tagEdits';

/**
 * Possible fixes for a finding of the proof, the obvious one first; whether one helps, the proof of the fixed text
 * decides.
 */
export function fixesOf({ code, remedy, variable }: ProofFinding, subject: TemplateSubject): Fix[] {
  return remedy ? fixesFor(remedy, code, variable, subject) : [];
}

function fixesFor(remedy: Remedy, code: string, variable: string | undefined, subject: TemplateSubject): Fix[] {
  switch (remedy.kind) {
    case 'quote':
      return quote(remedy.tag, remedy.escape, subject);
    case 'unquote':
      return unquote(remedy.tag, variable, subject);
    case 'to-json':
      if (code === 'collection-without-to-json') {
        return [...guardedJson(remedy.tag, variable, subject), ...suffixed(remedy.tag, 'toJson', subject)];
      }
      return [{ title: t('Print it with .toJson'), edits: escaped(remedy.tag, subject), safe: true }];
    case 'to-integer':
      return [...suffixed(remedy.tag, 'toInteger', subject), ...quote(remedy.tag, false, subject)];
    case 'raw':
      return raw(remedy.tag, subject);
    case 'fallback':
      return fallback(remedy.node, remedy.text, variable, subject);
    case 'remove':
      return [edit(t('Remove it'), subject, remedy.range, '')];
    case 'insert':
      return [...new Set([remedy.at, remedy.orAt ?? remedy.at])].map(at =>
        edit(t`Insert \`${remedy.text}\``, subject, { start: at, end: at }, remedy.text),
      );
    case 'replace':
      return [edit(t`Write \`${remedy.text}\``, subject, remedy.range, remedy.text)];
    case 'move-comma':
      return moveComma(remedy.comma, remedy.section, subject);
    case 'separate':
      return separate(remedy.loop, subject);
    case 'ask-once':
      return askOnce(remedy.section, subject);
    case 'declare-type':
      return []; // Only the author knows what it holds.
    case 'wrap':
      return [{ title: t('Put brackets around the loop'), edits: around(subject, remedy.loop, '[', ']') }];
  }
}
