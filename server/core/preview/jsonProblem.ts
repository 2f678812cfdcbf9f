import { t } from '@vscode/l10n';
import { readJson } from '../action/json';
import type { Range } from '../text/range';

/** The first place because of which a text is not JSON. */
export interface JsonProblem {
  readonly range: Range;
  readonly message: string;
}

/** Reads a part of a text as strictly as a server would; undefined when it is JSON. */
export function jsonProblem(text: string, { start, end }: Range): JsonProblem | undefined {
  const json = text.slice(start, end);
  const refusal = refusalOf(json);
  if (refusal === undefined) return undefined;
  const { range, message } = explain(json, refusal);
  return { range: { start: start + range.start, end: start + range.end }, message };
}

/** Why JavaScript, which reads JSON exactly by RFC 8259, does not accept it. */
function refusalOf(json: string): string | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The strict parser only says that it failed; the tolerant one says where and why. */
function explain(json: string, refusal: string): JsonProblem {
  if (json.trim() === '') return { range: { start: 0, end: json.length }, message: t('This is empty; expected JSON.') };
  const { problem } = readJson(json, { strict: true });
  if (!problem) {
    const at = Number(/position (\d+)/.exec(refusal)?.[1] ?? 0);
    return { range: { start: at, end: Math.min(at + 1, json.length) }, message: t('JSON has no such character here.') };
  }
  const comma = json.slice(0, problem.range.start).trimEnd().length - 1;
  if (json[comma] === ',' && /[\]}]/.test(json[problem.range.start] ?? '')) {
    return { range: { start: comma, end: comma + 1 }, message: t('Nothing follows this comma: remove it.') };
  }
  return problem;
}
