import type { Explanation, SendReport } from '../../server/protocol';
import { placeName } from './format';

/** One error of an answer as the panel shows it. */
export interface Explained {
  /** Its place in the list, by which the page asks for what a button does. */
  readonly at: number;
  readonly title: string;
  /** What Intercom says, as it says it. */
  readonly code?: string;
  readonly message?: string;
  readonly field?: string;
  readonly isQuoted: boolean;
  readonly isHint: boolean;
  readonly meaning: string;
  readonly remedy: string;
  /** Where to mend it, in words: `body_template.json.trimou, line 4`. */
  readonly place?: string;
  readonly fixes: readonly { readonly at: number; readonly fix: number; readonly label: string }[];
  readonly hasButtons: boolean;
}

export function explained({ explanations = [] }: SendReport): readonly Explained[] {
  return explanations.map(explain);
}

function explain(explanation: Explanation, at: number): Explained {
  const { title, code, message, field, meaning, remedy, isHint = false, place, fixes } = explanation;
  return {
    at,
    title,
    ...(code && { code }),
    ...(message && { message }),
    ...(field && { field }),
    isQuoted: Boolean(code ?? message),
    isHint,
    meaning,
    remedy,
    ...(place && { place: placeName(place) }),
    fixes: fixes.map((fix, index) => ({ at, fix: index, label: fix.title })),
    hasButtons: place !== undefined || fixes.length > 0,
  };
}
