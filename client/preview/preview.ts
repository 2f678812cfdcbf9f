import * as l10n from '@vscode/l10n';
import type { Place, PreviewAnswer, PreviewOrigin, RenderedPreview } from '../../server/protocol';
import { Lines } from './lines';
import { Mapping } from './mapping';

/**
 * How long to wait for the next key before asking, in milliseconds; and how long a failure must last before it is
 * shown.
 */
const pause = 8;
const patience = 800;

/** What a preview document holds at the moment. */
export interface View {
  readonly lines: Lines;
  /** Where the rendered text begins: behind what stands above it, where there is anything. */
  readonly start: number;
  /** The last rendering that worked. */
  readonly rendered?: RenderedPreview;
  /** Whether that is what the files give now. */
  readonly isCurrent: boolean;
  /** Why there is nothing newer, and where. */
  readonly failure?: { readonly message: string; readonly place?: Place };
}

/**
 * One preview: asks for the newest text when it is told to, one question at a time, and shows the last answer. While a
 * tag is half typed, the previous text stays; only if that lasts does a message appear above it.
 */
export class Preview {
  #view: View = { lines: new Lines(''), start: 0, isCurrent: false };
  #asking: Promise<void> | undefined;
  #wanted = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #mappings = new WeakMap<PreviewOrigin, Mapping>();

  constructor(
    private readonly request: () => Promise<PreviewAnswer>,
    private readonly changed: () => void,
    /** Comment lines above every text. */
    private readonly head = '',
  ) {}

  get view(): View {
    return this.#view;
  }

  /** Something changed that the preview may depend on. */
  ask(): Promise<void> {
    this.#wanted = true;
    this.#asking ??= this.#askUntilNewest().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  /** Resolves once there is something to show: the answer under way, else that to a new question. */
  ready(): Promise<void> {
    const { rendered, failure } = this.#view;
    if (rendered || failure) return Promise.resolve();
    return this.#asking ?? this.ask();
  }

  mappingOf(origin: PreviewOrigin): Mapping {
    const mapping = this.#mappings.get(origin) ?? new Mapping(origin);
    this.#mappings.set(origin, mapping);
    return mapping;
  }

  dispose(): void {
    clearTimeout(this.#patience);
    this.#wanted = false;
  }

  async #askUntilNewest(): Promise<void> {
    while (this.#wanted) {
      await new Promise(resolve => setTimeout(resolve, pause));
      if (!this.#wanted) return;
      this.#wanted = false;
      this.#take(await this.request());
    }
  }

  #take(answer: PreviewAnswer): void {
    const { rendered, failure, isCurrent } = this.#view;
    const wasTold = failure !== undefined && !isCurrent && this.#patience === undefined;
    clearTimeout(this.#patience);
    this.#patience = undefined;
    switch (answer.kind) {
      case 'rendered':
        this.#show({
          lines: new Lines(this.head + answer.text),
          start: this.head.length,
          rendered: answer,
          isCurrent: true,
        });
        break;
      case 'nothing':
        this.#show(told(answer));
        break;
      case 'failed':
        if (!rendered || wasTold) {
          this.#show(told(answer, rendered));
          break;
        }
        this.#show({ ...this.#view, isCurrent: false, failure: answer });
        this.#patience = setTimeout(() => {
          this.#patience = undefined;
          this.#show(told(answer, rendered));
        }, patience);
    }
  }

  #show(view: View): void {
    this.#view = view;
    this.changed();
  }
}

/** A message as comments, and below it what was rendered before. */
function told(failure: { readonly message: string; readonly place?: Place }, rendered?: RenderedPreview): View {
  const { message, place } = failure;
  const where =
    place &&
    l10n.t(
      'In {0}, line {1}, column {2}:',
      nameOf(place.uri),
      place.range.start.line + 1,
      place.range.start.character + 1,
    );
  const head = [
    l10n.t('Not rendered.'),
    ...(where ? [where] : []),
    ...message.split(/\r\n|\r|\n/),
    ...(rendered ? [l10n.t('Below is what it was before.')] : []),
  ];
  const comment = `${head.map(line => `# ${line}`).join('\n')}\n`;
  const text = rendered ? `${comment}\n${rendered.text}` : comment;
  return {
    lines: new Lines(text),
    start: text.length - (rendered?.text.length ?? 0),
    ...(rendered && { rendered }),
    isCurrent: false,
    failure,
  };
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
