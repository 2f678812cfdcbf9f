import type { Template } from '../template/tree';
import { type EventView, plainEvent } from './events';
import { type Breaks, breaksIn } from './evidence';
import type { Evidence, Try } from './try';

/**
 * An event that breaks the JSON. It is rendered when somebody asks for the result: at once where the analysis may be
 * wrong about it, else when someone looks at it.
 */
export class Shown {
  readonly #template: Template;
  readonly #attempt: Try;
  #evidence: Evidence | undefined;
  #breaks: Breaks | undefined;
  #plain: EventView | undefined;

  constructor(
    /** The event as the analysis has it, with most values inherited. */
    readonly event: EventView,
    template: Template,
    attempt: Try,
  ) {
    this.#template = template;
    this.#attempt = attempt;
  }

  /** The event as a plain object: variable names to plain JSON, dates in milliseconds. */
  get plain(): EventView {
    this.#plain ??= plainEvent(this.event);
    return this.#plain;
  }

  /** Whether a real render breaks. */
  get isConfirmed(): boolean {
    return this.evidence.kind !== 'json';
  }

  /** What a real render makes of the event. */
  get evidence(): Evidence {
    this.#evidence ??= this.#attempt(this.event);
    return this.#evidence;
  }

  /** Where the output breaks; undefined when the render fails. */
  get breaks(): Breaks | undefined {
    const { evidence } = this;
    if (evidence.kind !== 'broken') return undefined;
    this.#breaks ??= breaksIn(evidence.output, evidence.segments, this.#template.source);
    return this.#breaks;
  }
}
