import type { ReplaySummary } from '../../server/protocol';
import { count } from '../results/format';
import { outcomeNames, span, targetInWords } from './words';

type Group = ReplaySummary['groups'][number];

/** A replay's summary in Markdown; whatever came from elsewhere is shown as it is and makes no markup. */
export function summaryText(summary: ReplaySummary): string {
  const { action, events, counts, groups, reason, doneBefore, handled, ms } = summary;
  const ends = { finished: 'Finished', cancelled: 'Cancelled', stopped: 'Stopped' }[summary.end];
  const before = doneBefore > 0 ? ` ${count(doneBefore)} were done with before.` : '';
  const lines = [
    `# Replay of ${plain(events)}`,
    '',
    `“${plain(action)}”, ${targetInWords(summary)}. ${ends} after ${span(ms)} and ${count(handled)} events.${before}`,
    ...(reason === undefined ? [] : ['', `**${plain(reason)}**`]),
    '',
    '| Outcome | Events |',
    '| :-- | --: |',
    ...outcomeNames.flatMap(([outcome, name]) =>
      counts[outcome] > 0 ? [`| ${capital(name)} | ${count(counts[outcome])} |`] : [],
    ),
    ...(groups.length === 0
      ? []
      : ['', '## Reasons', '', '| Events | Outcome | Reason | Lines |', '| --: | :-- | :-- | :-- |']),
    ...groups.slice(0, mostGroups).map(groupRow),
    ...(groups.length > mostGroups
      ? ['', `And ${count(groups.length - mostGroups)} more reasons; the results hold them all.`]
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
    ...(end === 'finished' ? [] : ['Run Replay Events again and choose Resume to go on where it stopped.']),
    ...(counts.failed > 0 ? ['What failed is sent again by Retry Failed only.'] : []),
    ...(counts.uncertain > 0
      ? ['What is uncertain was sent, and no answer tells whether it arrived. It is not sent again unless you say so.']
      : []),
    ...(results === undefined
      ? []
      : [`The results, one line an event, are in ${plain(results.slice(results.lastIndexOf('/') + 1))}.`]),
  ];
  return ['', '## Next', '', ...advice.map(line => `* ${line}`)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** On one line, and without any meaning in Markdown. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~&:@]/g, '\\$&');
}
