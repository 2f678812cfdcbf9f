import { defaultEvent } from '../../action/defaultEvent';
import type { SampleEvent } from '../../action/events';
import { inStream } from '../../action/inStream';
import type { MappingSource } from '../../action/model';
import type { Project } from '../../action/project';
import type { ProofFinding } from '../../json/prove';
import type { Shown } from '../../json/shown';
import type { ShownEvent } from '../rule';

type Attributes = Readonly<Record<string, unknown>>;

/**
 * The event that shows a finding, by attributes, as events are written, and with what the conditions of the stream ask
 * for. Undefined where no event shows it because only a secret can break the body. Findings share events where they
 * can.
 */
export function shownEvents(project: Project | undefined): (finding: ProofFinding) => ShownEvent | undefined {
  const known = new Map<Shown, Map<string, Attributes>>();
  const asked = new Set((project?.action.when ?? []).flatMap(group => group.map(({ attribute }) => attribute?.text)));
  let sample: SampleEvent | undefined;
  return finding => {
    const { shown, involved } = finding;
    if (involved.some(name => sourceOf(name, project)?.kind === 'secret')) return undefined;
    const example = () => eventOf(finding);
    return { example, counterexample: () => (shown.isConfirmed ? example() : undefined) };
  };

  function eventOf({ shown, condition, involved }: ProofFinding): Attributes {
    // Of an event that was merely tried, it is not known which attributes matter.
    const isTried = condition !== undefined && involved.length === 0;
    const needed = attributesOf(isTried ? [...(project?.variables.keys() ?? [])] : involved, project);
    const kept = needed.filter(name => asked.has(name));
    const alike = known.get(shown) ?? new Map<string, Attributes>();
    const key = kept.join();
    const shared = alike.get(key);
    if (shared) return shared;
    sample ??= project && asked.size > 0 ? defaultEvent(project) : undefined;
    const attributes = asAttributes(shown.plain, project);
    const event = inStream(project?.action.when, attributes, name => kept.includes(name), sample);
    known.set(shown, alike.set(key, event));
    return event;
  }
}

/** The attributes that variables are mapped from. */
export function attributesOf(variables: readonly string[], project: Project | undefined): readonly string[] {
  return variables.flatMap(name => {
    const source = sourceOf(name, project);
    return source?.kind === 'attribute' ? [source.value.text] : [];
  });
}

/** Fixed texts and secrets are not part of an event. */
function asAttributes(values: Attributes, project: Project | undefined): Attributes {
  const attributes: Record<string, unknown> = {};
  for (const name in values) {
    const source = sourceOf(name, project);
    if (source?.kind === 'attribute') attributes[source.value.text] = values[name];
  }
  return attributes;
}

function sourceOf(name: string, project: Project | undefined): MappingSource | undefined {
  return project?.variables.get(name)?.mapping.source;
}
