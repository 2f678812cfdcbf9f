import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findNodeAtLocation, getNodeValue } from 'jsonc-parser';
import { readJson } from '../core/action/json';
import type { CheckOptions } from '../core/check/check';
import { cards } from '../core/check/rules';
import type { Profile } from '../core/template/profile';
import { nodeFiles } from '../files.node';
import type { Settings } from '../protocol';
import { profileOf, severitiesOf } from '../settings';
import { didYouMean } from './command';
import { shownPath, type Unreadable } from './input';
import { place } from './place';
import { printable } from './printable';
import type { Terminal } from './terminal';

/** What the editor's settings say of an action: which engine renders it, and how much each rule weighs. */
export interface ActionSettings extends Required<CheckOptions> {
  readonly kind: 'settings';
  readonly profile: Profile;
}

/**
 * The workspace settings that count for a file: `.vscode/settings.json` of its folder, or of the nearest one above that has
 * one. Of them `intercomWebhook.rules` and `intercomWebhook.profile.*`; user settings are not looked at, so that everybody
 * who has the files gets the same findings.
 * @param path absolute
 */
export async function settingsFor(path: string, terminal: Terminal): Promise<ActionSettings | Unreadable> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const file = `${folder.replace(/\/$/, '')}/.vscode/settings.json`;
    if (await stat(file).catch(() => undefined)) return readSettings(file, terminal);
    if (dirname(folder) === folder) return inForce({});
  }
}

async function readSettings(file: string, terminal: Terminal): Promise<ActionSettings | Unreadable> {
  const shown = shownPath(file, terminal);
  const text = await nodeFiles.read(file);
  if (text === undefined) return { kind: 'unreadable', problem: `${shown} cannot be read.` };
  // An empty file says nothing, and VS Code takes it as that.
  if (text.trim() === '') return inForce({});
  const { root, problem } = readJson(text);
  if (problem) return { kind: 'unreadable', problem: `${place(shown, text, problem.range.start)}: ${problem.message}` };
  const json: unknown = root && getNodeValue(root);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { kind: 'unreadable', problem: `${shown}: settings are a JSON object in braces.` };
  const settings = ours(json as Readonly<Record<string, unknown>>);
  const report = reportOnce(terminal);
  for (const [code, problem] of wrongRules(settings)) {
    const at = findNodeAtLocation(root!, [rulesKey, code])?.parent?.offset ?? 0;
    report(`${place(shown, text, at)}: ${problem}`);
  }
  return inForce(settings);
}

/** Settings of unknown rules, or with something that is no severity: they would have no effect. */
function* wrongRules(settings: Settings): Iterable<[code: string, problem: string]> {
  const valid = severitiesOf(settings);
  for (const code of Object.keys(settings.rules ?? {})) {
    if (!cards.has(code)) yield [code, `There is no rule "${code}".${didYouMean(code, [...cards.keys()])}`];
    else if (!(code in valid))
      yield [code, `The severity of "${code}" should be one of error, warning, information, hint, off.`];
  }
}

/** Many actions have the same settings. */
function reportOnce(terminal: Terminal): (problem: string) => void {
  const said = reported.get(terminal) ?? new Set();
  reported.set(terminal, said);
  return problem => {
    if (!said.has(problem)) terminal.problem(printable(problem));
    said.add(problem);
  };
}

const reported = new WeakMap<Terminal, Set<string>>();

const rulesKey = 'intercomWebhook.rules';
const profilePrefix = 'intercomWebhook.profile.';

/** Our settings, of which each stands under its whole name. */
function ours(json: Readonly<Record<string, unknown>>): Settings {
  const profile = Object.entries(json)
    .filter(([name]) => name.startsWith(profilePrefix))
    .map(([name, value]) => [name.slice(profilePrefix.length), value]);
  const rules = json[rulesKey];
  return {
    profile: Object.fromEntries(profile),
    ...(typeof rules === 'object' && rules !== null && { rules: rules as NonNullable<Settings['rules']> }),
  };
}

function inForce(settings: Settings): ActionSettings {
  return { kind: 'settings', profile: profileOf(settings), severities: severitiesOf(settings) };
}
