import fs from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/** What runs inside the extension host. MARK starts each line, where the runner has to tell them from other logging. */
export async function run(): Promise<void> {
  // Whoever reads the host's console gets strings as they are: the placeholders are filled here.
  Object.assign(Mocha.reporters.Base, {
    consoleLog: (...line: unknown[]) => console.log((process.env.MARK ?? '') + format(...line)),
  });
  const mocha = new Mocha({
    ui: 'tdd',
    color: false,
    timeout: 30_000,
    ...(process.env.GREP ? { grep: process.env.GREP } : {}),
  });
  for (const file of fs.readdirSync(__dirname)) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  await new Promise<void>((resolve, reject) => {
    mocha.run(failures => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}
