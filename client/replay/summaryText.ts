import * as l10n from '@vscode/l10n';
import type { ReplaySummary } from '../../server/protocol';
import { count } from '../results/format';
import { outcomeNames, span, targetInWords } from './words';

type Group = ReplaySummary['groups'][number];

/** A replay's summary in Markdown; text from elsewhere is shown as it is and never becomes markup. */
export function summaryText(summary: ReplaySummary): string {
  const { action, events, counts, groups, reason, doneBefore, handled, ms } = summary;
  const [after, number] = [span(ms), count(handled)];
  const ended = {
    finished: l10n.t('Finished after {0} and {1} events.', after, number),
    cancelled: l10n.t('Cancelled after {0} and {1} events.', after, number),
    stopped: l10n.t('Stopped after {0} and {1} events.', after, number),
  }[summary.end];
  const before = doneBefore > 0 ? ` ${l10n.t('{0} were done before.', count(doneBefore))}` : '';
  const lines = [
    `# ${l10n.t('Replay of {0}', plain(events))}`,
    '',
    `“${plain(action)}”, ${targetInWords(summary)}. ${ended}${before}`,
    ...(reason === undefined ? [] : ['', `**${plain(reason)}**`]),
    '',
    `| ${l10n.t('Outcome')} | ${l10n.t('Events')} |`,
    '| :-- | --: |',
    ...outcomeNames().flatMap(([outcome, name]) =>
      counts[outcome] > 0 ? [`| ${capital(name)} | ${count(counts[outcome])} |`] : [],
    ),
    ...(groups.length === 0
      ? []
      : [
          ...['', `## ${l10n.t('Reasons')}`, ''],
          `| ${l10n.t('Events')} | ${l10n.t('Outcome')} | ${l10n.t('Reason')} | ${l10n.t('Lines')} |`,
          '| --: | :-- | :-- | :-- |',
        ]),
    ...groups.slice(0, mostGroups).map(groupRow),
    ...(groups.length > mostGroups
      ? ['', l10n.t('And {0} more reasons; the results hold them all.', count(groups.length - mostGroups))]
      : []),
    ...next(summary),
  ];
  return `${lines.join('\n')}\n`;
}

const mostGroups = 100;

function groupRow({ outcome, status, code, text, place, count: number, lines }: Group): string {
  const why = [status, code].filter(part => part !== undefined).join(' ');
  const where = place === undefined ? '' : ` (${place})`;
  const shown = lines.map(line => count(line)).join(', ') + (number > lines.length ? ' …' : '');
  return `| ${count(number)} | ${outcome} | ${plain(`${why ? `${why}: ` : ''}${text}${where}`)} | ${shown} |`;
}

function next({ end, counts, dryRun, results }: ReplaySummary): readonly string[] {
  if (dryRun) return [];
  const advice = [
    ...(end === 'finished' ? [] : [l10n.t('Run Replay Events again and choose Resume to go on where it stopped.')]),
    ...(counts.failed > 0 ? [l10n.t('What failed is sent again by Retry Failed only.')] : []),
    ...(counts.uncertain > 0
      ? [
          l10n.t(
            'What is uncertain was sent, and no answer tells whether it arrived. It is not sent again unless you say so.',
          ),
        ]
      : []),
    ...(results === undefined
      ? []
      : [l10n.t('The results, one line an event, are in {0}.', plain(results.slice(results.lastIndexOf('/') + 1)))]),
  ];
  return ['', `## ${l10n.t('Next')}`, '', ...advice.map(line => `* ${line}`)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** On one line, and without any meaning in Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~&:@]/g, '\\$&');
}
