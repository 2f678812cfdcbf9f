import { readFileSync } from 'node:fs';
import { type Case, type Comparison, compare, readCases } from '../support/jsonsafe';

/** `npm run -s jsonsafe -- FILE.jsonl`: what the proof says of labelled templates, against their labels. */
function main(args: readonly string[]): number {
  const [file, ...rest] = args;
  if (!file || rest.length > 0 || file.startsWith('-')) {
    console.error('Usage: npm run -s jsonsafe -- FILE.jsonl');
    return 2;
  }
  let cases: readonly Case[];
  try {
    cases = readCases(readFileSync(file, 'utf8'));
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  const contested = cases.filter(one => one.contested);
  const results = cases.filter(one => !one.contested).map(compare);
  for (const level of ['plain', 'hostile'] as const) report(level, results);
  if (contested.length > 0) console.log(`contested, left out: ${contested.map(one => one.id).join(' ')}`);
  const failed = results.filter(result => !result.agrees).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function report(level: 'plain' | 'hostile', results: readonly Comparison[]): void {
  const said = results.filter(result => result.proof[level] === 'unsafe');
  const are = results.filter(result => result.label[level] === 'unsafe');
  const right = said.filter(result => result.label[level] === 'unsafe');
  const missed = are.filter(result => result.proof[level] === 'safe');
  const alarms = said.filter(result => result.label[level] === 'safe');
  console.log(`${level}: precision ${share(right.length, said.length)}, recall ${share(right.length, are.length)}`);
  if (alarms.length > 0) console.log(`  false alarms: ${alarms.map(result => result.id).join(' ')}`);
  if (missed.length > 0) console.log(`  misses: ${missed.map(result => result.id).join(' ')}`);
}

function share(part: number, whole: number): string {
  return `${whole === 0 ? '100.00' : ((100 * part) / whole).toFixed(2)} % (${part}/${whole})`;
}

process.exitCode = main(process.argv.slice(2));
