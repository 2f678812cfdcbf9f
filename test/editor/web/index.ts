import 'mocha';
import { workspace } from 'vscode';

/** mocha's own, which it makes global: the types have them under other names. */
declare const mocha: { setup(options: object): void; run(done: (failures: number) => void): void };
declare const Mocha: { reporters: { Base: object } };
/** The names of the files with tests; put in by the build. */
declare const suites: readonly string[];

/** What runs inside the worker extension host, where there is no Node. */
export async function run(): Promise<void> {
  await foldersOpened();
  Object.assign(Mocha.reporters.Base, {
    consoleLog: (...line: unknown[]) => console.log(`[mocha] ${format(...line)}`),
  });
  const { GREP } = process.env;
  mocha.setup({ ui: 'tdd', reporter: 'spec', color: false, timeout: 30_000, ...(GREP ? { grep: GREP } : {}) });
  for (const name of suites) await import(`../suite/${name}.test.ts`);
  await import('./machine.test');
  await new Promise<void>((resolve, reject) => {
    mocha.run(failures => (failures ? reject(new Error(`${failures} tests failed`)) : resolve()));
  });
}

/** The workspace comes from an extension, and is empty until that has started. */
function foldersOpened(): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!workspace.workspaceFolders?.length) return;
      listening.dispose();
      resolve();
    };
    const listening = workspace.onDidChangeWorkspaceFolders(look);
    look();
  });
}

/** Fills the placeholders, which whoever reads the host's console does not. */
function format(text: unknown = '', ...values: unknown[]): string {
  return String(text).replace(/%[sd]/g, () => String(values.shift()));
}
