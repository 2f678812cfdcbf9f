import { basename } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { type Decision, decider } from '../core/replay/decide';
import { holdMs } from '../core/replay/holdMs';
import { Speed } from '../core/replay/speed';
import type { ReplayResult, Standing } from '../core/replay/standing';
import type { ReplayEnd } from '../protocol';
import { Gate } from './gate';
import { actionFile, hashOf, placeName, planHash } from './identity';
import { InVain } from './inVain';
import { Journal } from './journal';
import { linesOf, type TextLine } from './lines';
import { defaultConcurrency, type ReplayOptions } from './options';
import { resultOf } from './resultOf';

const defaultGraceMs = 1000;
const progressMs = 250;
/** How often one event meets the rate limit before it counts as failed. */
const mostLimited = 10;

/** One run, from the first line to the last. */
export class ReplayRun {
  readonly #decide: (line: number, text: string) => Decision;
  readonly #gate: Gate;
  readonly #speed: Speed;
  readonly #plan: string;
  /** Nothing new is begun. */
  readonly #stopping = new AbortController();
  /** Requests under way are broken off. */
  readonly #breaking = new AbortController();
  readonly #flights = new Set<Promise<void>>();
  readonly #started: number;
  #journal: Journal | undefined;
  #reason: string | undefined;
  #bug: Error | undefined;
  #read = 0;
  #handled = 0;
  #doneBefore = 0;
  readonly #inVain = new InVain();
  #lastTurn = 0;

  constructor(
    private readonly options: ReplayOptions,
    private readonly standing: Standing,
    private readonly total: number,
    private readonly file: string | undefined,
  ) {
    const { project, events: path, anyway = false, now, uuid } = options;
    this.#started = now();
    this.#decide = decider({ project, path, anyway, now, uuid });
    this.#gate = options.gate ?? new Gate(now);
    this.#speed = new Speed(total);
    this.#plan = planHash(project);
  }

  async run(): Promise<ReplayEnd> {
    const { signal, graceMs = defaultGraceMs } = this.options;
    if (this.file !== undefined) this.#journal = await Journal.open(this.file);
    let grace: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.#stopping.abort();
      grace = setTimeout(() => this.#breaking.abort(), graceMs);
    };
    const ticking = setInterval(() => this.#tell(), progressMs);
    try {
      await this.#begin();
      if (signal.aborted) cancel();
      else signal.addEventListener('abort', cancel, { once: true });
      for await (const line of linesOf(this.options.events)) {
        await this.#gate.pass(this.#stopping.signal);
        if (this.#stopping.signal.aborted) break;
        await this.#take(line);
        await this.#breathe();
      }
      await Promise.all(this.#flights);
    } catch (error) {
      this.#fail(error as NodeJS.ErrnoException);
    } finally {
      this.#stopping.abort();
      await Promise.allSettled(this.#flights);
      clearInterval(ticking);
      clearTimeout(grace);
      signal.removeEventListener('abort', cancel);
      await this.#journal?.close();
    }
    if (this.#bug) throw this.#bug;
    this.#tell();
    return this.#end();
  }

  /** Notes in the results file that this run begins, and what an earlier run had on the way when it broke off. */
  async #begin(): Promise<void> {
    const { project, events, target, send, now } = this.options;
    await this.#journal?.write({
      replay: 1,
      started: new Date(now()).toISOString(),
      action: actionFile(project),
      events: basename(events),
      target,
      plan: this.#plan,
      ...(!send && { dryRun: true }),
    });
    for (const { line, event } of this.standing.underWay) {
      const message = 'It was on the way when an earlier replay ended.';
      const result = { line, event, outcome: 'uncertain', reason: 'interrupted', message } as const;
      await this.#journal?.write(result);
      this.standing.recall(JSON.stringify(result));
    }
  }

  async #take({ line, text, read, problem }: TextLine): Promise<void> {
    const { retry = [], send, concurrency = defaultConcurrency } = this.options;
    this.#read = read;
    const event = hashOf(text);
    const verdict = this.standing.verdictOn(line, event, this.#plan, retry);
    if (verdict === 'done') {
      this.#doneBefore++;
      this.#speed.restart();
      return;
    }
    this.#speed.mark(this.options.now(), read, this.#handled);
    if (verdict === 'changed') {
      const file = basename(this.options.events);
      this.#stop(
        `${file} has changed: another event was sent from line ${line}. Put it back and go on, or start over.`,
      );
      return;
    }
    const decision: Decision =
      problem === undefined ? this.#decide(line, text) : { kind: 'invalid', code: 'invalid-event', problem, column: 1 };
    switch (decision.kind) {
      case 'skipped':
        return this.#note({ line, event, outcome: 'skipped', message: `The stream wants ${decision.condition}.` });
      case 'invalid':
        return this.#note({
          ...{ line, event, outcome: 'invalid', code: decision.code, message: decision.problem },
          place: decision.place
            ? placeName(this.options.project, decision.place)
            : `${basename(this.options.events)}:${line}:${decision.column ?? 1}`,
        });
      case 'send': {
        if (!send) return this.#note({ line, event, outcome: 'ready' });
        const flight = this.#fly(line, event, decision, send)
          .catch(error => this.#fail(error))
          .finally(() => this.#flights.delete(flight));
        this.#flights.add(flight);
        while (this.#flights.size >= Math.max(1, concurrency)) await Promise.race(this.#flights);
      }
    }
  }

  /** Sends one event, once more each time the rate limit refuses it. */
  async #fly(
    line: number,
    event: string,
    decision: Decision & { kind: 'send' },
    send: NonNullable<ReplayOptions['send']>,
  ): Promise<void> {
    for (let limited = 0; ; limited++) {
      await this.#gate.pass(this.#stopping.signal);
      if (this.#stopping.signal.aborted) return;
      const leaving: ReplayResult = { line, event, outcome: 'sending' };
      this.standing.record(leaving);
      await this.#journal?.write(leaving);
      const report = await send(decision.project, decision.event, this.#breaking.signal);
      const { outcome } = report;
      if (outcome.kind === 'response') {
        const now = this.options.now();
        const hold = holdMs(outcome, this.#flights.size - 1, now);
        if (hold !== undefined) this.#gate.hold(now + hold);
        if (outcome.status === 429 && limited + 1 < mostLimited) {
          await this.#write({ line, event, outcome: 'limited', status: 429 });
          continue;
        }
      }
      await this.#record({ line, event, ...resultOf(report) });
      const reason = this.#inVain.after(report);
      if (reason !== undefined) this.#stop(reason);
      return;
    }
  }

  async #record(result: ReplayResult): Promise<void> {
    this.#handled++;
    await this.#write(result);
  }

  /**
   * Writes down what was decided without sending. After a crash that would be decided again, so the write is waited for
   * only now and then.
   */
  async #note(result: ReplayResult): Promise<void> {
    const written = this.#record(result).catch(error => this.#fail(error));
    if (this.#handled % 500 === 0) await written;
  }

  async #write(result: ReplayResult): Promise<void> {
    this.standing.record(result);
    await this.#journal?.write(result);
  }

  /** A full disk, a file that is gone: what cannot be written down is not sent. Anything else is a bug. */
  #fail(error: NodeJS.ErrnoException): void {
    const { code, syscall } = error;
    if (code === undefined) this.#bug = error;
    const written =
      code === 'EBUSY' ? 'Another replay writes to the same results' : `The results cannot be written (${code})`;
    const read = `The events cannot be read any further (${code}).`;
    this.#stop(syscall === 'read' ? read : `${written}, so nothing more was sent.`);
  }

  #stop(reason: string): void {
    this.#reason ??= reason;
    this.#stopping.abort();
  }

  /** Lets others have a turn: a dry run would keep a language server from answering for minutes. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastTurn < 10) return;
    await turn();
    this.#lastTurn = performance.now();
  }

  #tell(): void {
    const now = this.options.now();
    if (this.#gate.paused) this.#speed.restart();
    const estimate = this.#speed.estimate({ at: now, bytes: this.#read, events: this.#handled });
    const { heldUntil } = this.#gate;
    this.options.onProgress?.({
      counts: this.standing.counts,
      done: this.total === 0 ? 1 : this.#read / this.total,
      paused: this.#gate.paused,
      ...(estimate && { perSecond: estimate.perSecond, msLeft: estimate.msLeft }),
      ...(heldUntil !== undefined && { heldMs: heldUntil - now }),
    });
  }

  #end(): ReplayEnd {
    const { events, send, target, signal, now } = this.options;
    const cancelled = signal.aborted ? 'cancelled' : 'finished';
    return {
      kind: 'ended',
      summary: {
        end: this.#reason === undefined ? cancelled : 'stopped',
        ...(this.#reason !== undefined && { reason: this.#reason }),
        action: this.options.project.action.name?.text || actionFile(this.options.project),
        events: basename(events),
        target,
        dryRun: send === undefined,
        counts: this.standing.counts,
        doneBefore: this.#doneBefore,
        handled: this.#handled,
        ms: now() - this.#started,
        groups: this.standing.groups,
        ...(this.file !== undefined && { results: this.file }),
      },
    };
  }
}
