import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Compares a file of the project with what it is made from; `UPDATE=1` in the environment writes it anew. */
export function assertFile(path: string, text: string): void {
  if (process.env.UPDATE) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  assert.equal(
    readFileSync(path, 'utf8'),
    text,
    `${path} is out of date: run this test with UPDATE=1 to write it anew.`,
  );
}
