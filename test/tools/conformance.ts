import { readFileSync } from 'node:fs';
import { readCorpus, runCase } from './corpus';

const usage = 'Usage: npm run -s conformance -- FILE.jsonl [--profile trimou|tealium]';

/** Runs a corpus of answered cases. Exit code 0: all pass; 1: some fail; 2: the call or the file is wrong. */
function main(parameters: readonly string[]): number {
  const call = readCall(parameters);
  if (typeof call === 'string') return refuse(call);
  let text: string;
  try {
    text = readFileSync(call.file, 'utf8');
  } catch (error) {
    return refuse(`${call.file} cannot be read: ${(error as Error).message}`);
  }
  let failed = 0;
  try {
    const cases = readCorpus(text);
    for (const each of cases) {
      const found = runCase(each, call.profile);
      if (found === undefined) continue;
      failed++;
      console.log(`${each.id}: ${found}`);
    }
    console.log(`${cases.length - failed} passed, ${failed} failed`);
  } catch (error) {
    return refuse(`${call.file}: ${(error as Error).message}`);
  }
  return failed > 0 ? 1 : 0;
}

function readCall(parameters: readonly string[]): { file: string; profile: 'trimou' | 'tealium' } | string {
  const files: string[] = [];
  let profile = 'trimou';
  for (let index = 0; index < parameters.length; index++) {
    const parameter = parameters[index]!;
    if (parameter === '--profile') profile = parameters[++index] ?? '';
    else if (parameter.startsWith('--profile=')) profile = parameter.slice('--profile='.length);
    else if (parameter.startsWith('-')) return `There is no option ${parameter}.`;
    else files.push(parameter);
  }
  if (profile !== 'trimou' && profile !== 'tealium') return `There is no profile "${profile}".`;
  const [file] = files;
  if (!file || files.length > 1) return 'Name one file.';
  return { file, profile };
}

function refuse(message: string): number {
  console.error(`${message}\n${usage}`);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
