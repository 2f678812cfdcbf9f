import type { Profile } from '../template/profile';
import { render, type Segment } from '../template/render';
import type { Template } from '../template/tree';
import { changingDataOf } from './data';
import { someMoment, someUuid } from './engine';
import type { Variable } from './events';
import { mainName } from './evidence';

/** What a real render made of an event. */
export type Evidence =
  | { readonly kind: 'json'; readonly output: string }
  | { readonly kind: 'broken'; readonly output: string; readonly segments: readonly Segment[] }
  | { readonly kind: 'failed'; readonly message: string };

/** Renders events for real and reads what comes out as strictly as a server would. */
export type Try = (event: Readonly<Record<string, unknown>>) => Evidence;

/** How much may be rendered to try one event; Tealium's bodies are far smaller. */
const limits = { outputSize: 4 * 1024 * 1024, depth: 20_000, steps: 500_000 };

export function trying(
  tree: Template,
  variables: ReadonlyMap<string, Variable>,
  profile: Profile,
  templates: ReadonlyMap<string, Template>,
): Try {
  let data = changing.get(variables);
  if (data?.profile !== profile) {
    data = { profile, of: changingDataOf(variables, profile) };
    changing.set(variables, data);
  }
  const dataOf = data.of;
  return event => {
    const result = render({ name: mainName, tree }, dataOf(event), {
      profile,
      templates: name => templates.get(name),
      now: someMoment,
      uuid: () => someUuid,
      limits,
    });
    if (result.kind === 'failed') return { kind: 'failed', message: result.error.message };
    const { text: output, segments } = result;
    return isJson(output) ? { kind: 'json', output } : { kind: 'broken', output, segments };
  };
}

/** The values of events with some variables, for as long as the variables stay the same. */
const changing = new WeakMap<
  ReadonlyMap<string, Variable>,
  { readonly profile: Profile; readonly of: ReturnType<typeof changingDataOf> }
>();

/** JavaScript reads JSON exactly as RFC 8259 has it. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // That it does not parse is the answer, not an error.
    return false;
  }
}
