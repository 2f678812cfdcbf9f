// npm test [-- STAGE…]: all that has to hold, from a fresh clone; ends with the line `N passed, N failed`.
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { install, root } from './setup.mjs';

/**
 * A stage counts its tests as mocha prints them; one without tests of its own counts as a single test. `again`: it presses
 * keys in the page of another program, where one is lost now and then on a busy machine; so when it fails it is tried once more,
 * and both tries are told. A mistake fails twice.
 */
const stages = [
  { name: 'types', script: 'types' },
  { name: 'lint and format', script: 'lint' },
  { name: 'unused code', script: 'unused' },
  { name: 'plain Node', script: 'test:fast', tests: true },
  { name: 'peers', script: 'test:peers', tests: true },
  { name: 'package', script: 'test:package', tests: true },
  { name: 'extension host', script: 'test:host', tests: true },
  { name: 'extension host in a browser', script: 'test:web', tests: true },
  { name: 'extension host of the oldest VS Code', script: 'test:oldest', tests: true },
  { name: 'workbench', script: 'test:workbench', tests: true, again: true },
];

const limit = 10 * 60_000;

install();
const wanted = process.argv.slice(2);
// The editors come while the first stages run. A stage that needs one waits for it, and fails by itself where none can be had.
if (wanted.length === 0 && process.platform !== 'win32') void npmRun('test:install');
const results = [];
for (const stage of stages) {
  if (wanted.length > 0 && !wanted.includes(stage.script)) continue;
  const result = await run(stage);
  const second = stage.again && result.failed > 0 ? await run(stage) : undefined;
  const before = `; at the first try ${result.passed} passed, ${result.failed} failed`;
  results.push(second ? { ...second, line: second.line + before } : result);
}
const passed = results.reduce((sum, result) => sum + result.passed, 0);
const failed = results.reduce((sum, result) => sum + result.failed, 0);
console.log(`\n${results.map(result => result.line).join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** @returns {Promise<{ passed: number, failed: number, line: string }>} */
async function run({ name, script, tests = false }) {
  console.log(`\n== ${name} (npm run ${script})`);
  const started = Date.now();
  const { code, output } = await npmRun(script);
  const passed = tests ? countOf('passing', output) : Number(code === 0);
  // A stage that broke outside its tests, or ran none, has failed all the same.
  const failed = (tests ? countOf('failing', output) : 0) || Number(code !== 0 || passed === 0);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const verdict = failed ? 'FAILED' : 'ok    ';
  return { passed, failed, line: `${verdict} ${name}: ${passed} passed, ${failed} failed, ${seconds} s` };
}

/** The number that mocha prints: `  12 passing (3s)`. */
function countOf(outcome, output) {
  const line = new RegExp(`^ *(\\d+) ${outcome}\\b`, 'm').exec(stripVTControlCharacters(output));
  return line ? Number(line[1]) : 0;
}

function npmRun(script) {
  return new Promise(resolve => {
    const windows = process.platform === 'win32';
    const child = spawn('npm', ['run', '--silent', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
      detached: !windows,
    });
    const end = () => (windows ? child.kill() : process.kill(-child.pid, 'SIGTERM'));
    const timer = setTimeout(() => {
      console.error(`This stage took longer than ${limit / 60_000} minutes and is ended.`);
      end();
    }, limit);
    const interrupt = () => {
      end();
      process.exit(130);
    };
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    let output = '';
    child.stderr.pipe(process.stderr, { end: false });
    child.stdout.pipe(process.stdout, { end: false });
    child.stdout.setEncoding('utf8').on('data', chunk => {
      output += chunk;
    });
    child.once('close', code => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      resolve({ code, output });
    });
  });
}
