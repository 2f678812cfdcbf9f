#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { wantsColours } from './cli/colours';
import { progressOn } from './cli/progress';
import { run } from './cli/run';

const interrupted = new AbortController();
// Once: a second Ctrl+C ends the program whatever it is doing.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has read enough, as `head` does: nobody is left to write to.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
}

const progress = progressOn(process.stderr, Date.now);

run(process.argv.slice(2), {
  stdin: () => text(process.stdin),
  out(written) {
    progress('');
    process.stdout.write(written);
  },
  problem(line) {
    progress('');
    process.stderr.write(`${line}\n`);
  },
  progress,
  env: process.env,
  cwd: process.cwd(),
  signal: interrupted.signal,
  colours: wantsColours(process.env, process.stdout),
  now: Date.now,
  uuid: randomUUID,
}).then(
  code => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`intercom-webhook failed, and it is its own fault: ${error.stack}\n`);
    process.exitCode = 1;
  },
);
