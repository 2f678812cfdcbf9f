import type { SampleEvent } from '../core/action/events';
import type { Project } from '../core/action/project';
import type { HttpSettings, Instead, ReplayEnd, SendReport, Settings, TokenCheck } from '../protocol';
import type { ReplayOptions } from '../replay/options';

/** What the entry provides to the server. What is absent cannot be done here, and the feature that needs it says so. */
export interface Host {
  /** The disk, where the host can reach it: all URIs of the scheme `file`. Every other file is asked of the editor. */
  readonly files?: HostFiles;
  /** Plans, sends, and reports; never throws for what a user or a network can cause. */
  readonly send?: (order: SendOrder) => Promise<SendReport>;
  /** Asks the server at an origin who a token belongs to; never throws for what a network can cause. */
  readonly checkToken?: (order: CheckTokenOrder) => Promise<TokenCheck>;
  /** Sends the events of a file on the disk; never throws for what a user, a disk or a network can cause. */
  readonly replay?: (order: Omit<ReplayOptions, 'now' | 'uuid'>) => Promise<ReplayEnd>;
  readonly startSandbox?: () => Promise<RunningSandbox>;
}

/** Files by URI, as they are saved. */
export interface HostFiles {
  /** The text, or undefined where there is no such file or it cannot be read. */
  read(uri: string, most?: number): Promise<string | undefined>;
  /** The URIs that `glob` means, seen from the file `from`, sorted by name. */
  list(from: string, glob: string): Promise<readonly string[]>;
}

interface SendOrder {
  readonly project: Project;
  readonly event: SampleEvent;
  readonly target: { readonly kind: 'sandbox'; readonly url: string } | { readonly kind: 'intercom' };
  /** Asked once for each secret of the action, at the moment of sending to Intercom. */
  readonly secret: (name: string) => Promise<string | undefined>;
  readonly allowedHosts: readonly string[];
  /** In milliseconds; Tealium's own by default. */
  readonly timeout: number | undefined;
  readonly signal: AbortSignal;
  /** The editor's own network settings. */
  readonly http: HttpSettings;
  readonly retries: NonNullable<Settings['retries']>;
  /** Called each second of a wait between two tries, with a sentence for the person who waits. */
  readonly waiting: (message: string) => void;
  /** Another method and path for this one send. */
  readonly instead: Instead | undefined;
}

interface CheckTokenOrder extends Pick<SendOrder, 'allowedHosts' | 'timeout' | 'signal' | 'http'> {
  /** Undefined for a sandbox, which accepts any. */
  readonly token: string | undefined;
  readonly origin: string;
}

export interface RunningSandbox {
  readonly url: string;
  close(): Promise<void>;
}
