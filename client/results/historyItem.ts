import { day, duration, shortClock } from './format';
import type { Entry } from './history';
import { statusOf, type Tone, targetName } from './status';

/** A line of the history. */
export interface HistoryItem {
  readonly id: string;
  readonly selected: boolean;
  readonly tone: Tone;
  readonly badge: string;
  readonly action: string;
  readonly event: string;
  readonly target: string;
  readonly time: string;
  readonly took: string;
}

/** `now`: milliseconds since 1970; a send of another day is shown with its date. */
export function historyItem({ id, report }: Entry, selected: boolean, now: number): HistoryItem {
  const { outcome } = report;
  const { tone, badge } = statusOf(outcome);
  const [action, event, target] = [report.action.name, report.event.name, targetName(report.target)];
  const took = outcome.kind === 'response' ? duration(outcome.ms) : '';
  const isToday = new Date(report.at).toDateString() === new Date(now).toDateString();
  const time = isToday ? shortClock(report.at) : day(report.at);
  return { id, selected, tone, badge, action, event, target, time, took };
}
