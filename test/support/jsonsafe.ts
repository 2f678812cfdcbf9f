import type { AttributeType } from '../../server/core/action/model';
import { type Proof, prove } from '../../server/core/json/prove';
import { parse } from '../../server/core/template/parse';
import { tealiumProfile } from '../../server/core/template/profiles';

/** One labelled template: whether any event with ordinary values (`plain`) or with hostile text breaks its JSON. */
export interface Case {
  readonly id: string;
  readonly family: string;
  readonly template: string;
  readonly variables: readonly { readonly name: string; readonly type: AttributeType; readonly optional: boolean }[];
  readonly plain: 'safe' | 'unsafe';
  readonly hostile: 'safe' | 'unsafe';
  readonly contested?: boolean;
}

export interface Comparison {
  readonly id: string;
  readonly family: string;
  readonly label: Pick<Case, 'plain' | 'hostile'>;
  readonly proof: Proof;
  readonly agrees: boolean;
}

/** Reads a corpus: one JSON object a line. Throws with the number of the line that is none. */
export function readCases(text: string): readonly Case[] {
  const cases: Case[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    try {
      const one: Case = JSON.parse(line);
      if (typeof one.template !== 'string' || !Array.isArray(one.variables))
        throw new Error('no template or variables');
      cases.push(one);
    } catch (error) {
      throw new Error(`line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return cases;
}

function proveCase(one: Pick<Case, 'template' | 'variables'>): Proof {
  const variables = new Map(one.variables.map(({ name, type, optional }) => [name, { type, optional }]));
  return prove(parse(one.template, tealiumProfile), { profile: tealiumProfile, variables });
}

export function compare(one: Case): Comparison {
  const proof = proveCase(one);
  const agrees = proof.plain === one.plain && proof.hostile === one.hostile;
  return { id: one.id, family: one.family, label: one, proof, agrees };
}
