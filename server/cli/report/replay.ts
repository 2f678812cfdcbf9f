import type { ReplayGroup } from '../../core/replay/standing';
import type { ReplayProgress, ReplaySummary } from '../../protocol';
import { printable, type Style, styled } from '../printable';
import type { Terminal } from '../terminal';

/** What each outcome is called, in the order in which they are shown. */
const rows = [
  ['sent', 'sent', 'green'],
  ['ready', 'ready', 'green'],
  ['skipped', 'skipped', 'dim'],
  ['invalid', 'invalid', 'red'],
  ['failed', 'failed', 'red'],
  ['uncertain', 'uncertain', 'yellow'],
] as const satisfies readonly (readonly [keyof ReplaySummary['counts'], string, Style])[];

/** One line of progress: `43 %  166/s  sent 10,000  skipped 2,300  2 min left`. */
export function progressLine({ counts, done, perSecond, msLeft, heldMs }: ReplayProgress): string {
  const counted = rows.filter(([outcome]) => counts[outcome] > 0);
  return [
    `${Math.floor(done * 100)} %`,
    ...(perSecond === undefined ? [] : [`${Math.round(perSecond)}/s`]),
    ...counted.map(([outcome, name]) => `${name} ${number(counts[outcome])}`),
    ...(heldMs === undefined ? [] : [`rate limit: on in ${Math.ceil(heldMs / 1000)} s`]),
    ...(msLeft === undefined ? [] : [`${span(msLeft)} left`]),
  ].join('  ');
}

/** What a replay came to, and what can be done next. */
export function replayText(summary: ReplaySummary, terminal: Pick<Terminal, 'colours'>): string {
  const { counts, groups, reason, results } = summary;
  const counted = rows.filter(([outcome]) => counts[outcome] > 0);
  const width = Math.max(0, ...counted.map(([outcome]) => number(counts[outcome]).length));
  const lines = [
    styled(terminal, 'bold', printable(headline(summary))),
    ...(reason === undefined ? [] : [styled(terminal, 'red', printable(reason))]),
    '',
    ...(counted.length === 0 ? ['No event was read.'] : []),
    ...counted.map(([outcome, name, style]) =>
      styled(terminal, style, `${number(counts[outcome]).padStart(width)} ${name}`),
    ),
    ...(groups.length > 0 ? ['', ...groups.slice(0, mostGroups).map(groupLine)] : []),
    ...(groups.length > mostGroups ? [`And ${groups.length - mostGroups} more reasons.`] : []),
    ...(results === undefined ? [] : ['', `Results: ${printable(results)}`]),
    ...advice(summary),
  ];
  return `${lines.join('\n')}\n`;
}

const mostGroups = 20;

function headline({ end, events, action, target, dryRun, ms, doneBefore, handled }: ReplaySummary): string {
  const what = `${events} with “${action}”${dryRun ? '' : ` to ${target === 'intercom' ? 'Intercom' : target === 'sandbox' ? 'the sandbox' : target}`}`;
  const [whole, broken] = dryRun ? ['Dry run of', ' dry run of'] : ['Replayed', ':'];
  const verb = { finished: whole, cancelled: `Cancelled${broken}`, stopped: `Stopped${broken}` }[end];
  const before = doneBefore > 0 ? `, after ${number(doneBefore)} before` : '';
  return `${verb} ${what}, ${number(handled)} ${handled === 1 ? 'event' : 'events'} in ${span(ms)}${before}.`;
}

function groupLine({ outcome, status, code, text, place, count, lines }: ReplayGroup): string {
  const why = [code?.startsWith(`${outcome}-`) ? undefined : outcome, status, code]
    .filter(part => part !== undefined)
    .join(' ');
  const where =
    lines.length === 1 ? `line ${lines[0]}` : `lines ${lines.join(', ')}${count > lines.length ? ' …' : ''}`;
  const at = place === undefined ? '' : ` (${place})`;
  return printable(`${number(count)} ${why}, ${where}${at}: ${text}`);
}

function advice({ end, counts, dryRun }: ReplaySummary): readonly string[] {
  if (dryRun) return [];
  return [
    ...(end === 'finished' ? [] : ['Add --resume to go on, or --restart to start over.']),
    ...(counts.failed > 0 ? ['Add --retry-failed to send what failed once more.'] : []),
    ...(counts.uncertain > 0
      ? ['What is uncertain may have arrived; --retry-uncertain sends it once more, perhaps twice.']
      : []),
  ];
}

function number(value: number): string {
  return value.toLocaleString('en');
}

/** `420 ms`, `12.3 s`, `4 min`, `2.5 h`. */
function span(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms < 5_400_000 ? `${Math.round(ms / 60_000)} min` : `${(ms / 3_600_000).toFixed(1)} h`;
}
