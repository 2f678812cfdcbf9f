import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Timing } from '../protocol';

/** When the steps of an exchange ended, in milliseconds of `performance.now()`. */
interface Marks {
  readonly started: number;
  reused?: boolean;
  lookup?: number;
  connect?: number;
  secure?: number;
  firstByte?: number;
}

/** Watches an exchange and says how long its steps took. */
interface Stopwatch {
  /** Whether there is a connection by now, kept or new; `secure`: with TLS. */
  connected(secure: boolean): boolean;
  /** For a step that the request's own socket does not report: opening a tunnel. */
  mark(step: 'lookup' | 'connect'): void;
  /** Listens to the request's socket. */
  watch(outgoing: ClientRequest): void;
  /** How long it took up to now; steps that did not happen, or did not end, are left out. */
  read(): Timing;
}

/** Starts at once. */
export function stopwatch(): Stopwatch {
  const marks: Marks = { started: performance.now() };
  return {
    connected: secure => marks.reused === true || (secure ? marks.secure : marks.connect) !== undefined,
    mark(step) {
      marks[step] = performance.now();
    },
    watch(outgoing) {
      outgoing.once('socket', socket => watchSocket(socket, outgoing, marks));
      outgoing.once('response', () => {
        marks.firstByte = performance.now();
      });
    },
    read: () => timingOf(marks),
  };
}

function watchSocket(socket: Socket, outgoing: ClientRequest, marks: Marks): void {
  if (outgoing.reusedSocket) {
    marks.reused = true;
    return;
  }
  const mark = (step: 'lookup' | 'connect' | 'secure') => () => {
    marks[step] = performance.now();
  };
  socket.once('lookup', mark('lookup'));
  socket.once('connect', mark('connect'));
  socket.once('secureConnect', mark('secure'));
}

function timingOf({ started, reused, lookup, connect, secure, firstByte }: Marks): Timing {
  const ready = secure ?? connect ?? (reused ? started : undefined);
  const step = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? undefined : tenths(to - from);
  const steps = {
    dnsMs: step(started, lookup),
    connectMs: step(lookup ?? started, connect),
    tlsMs: step(connect, secure),
    firstByteMs: step(ready, firstByte),
  };
  return {
    ...Object.fromEntries(Object.entries(steps).filter(([, value]) => value !== undefined)),
    totalMs: tenths(performance.now() - started),
    ...(ready !== undefined && { reusedConnection: reused === true }),
  };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
