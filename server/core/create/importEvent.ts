import { t } from '@vscode/l10n';
import { getNodeValue } from 'jsonc-parser';
import { flattenEvent } from '../action/eventShapes';
import { readJson } from '../action/json';
import type { Action } from '../action/model';
import { curlData, isCurl } from './curlData';
import { eventSlug, eventText } from './event';
import { areVariables, attributesOf, objectIn, traceEntry } from './traceEntry';

/** What was read from a text that somebody copied. */
export type ImportedEvent =
  | {
      readonly kind: 'event';
      /** A name for the file, without its ending. */
      readonly name: string;
      /** `event.json`, or `events.jsonl` for several. */
      readonly ending: 'event.json' | 'events.jsonl';
      /** The text of the file. */
      readonly text: string;
      /** What was left out, in a sentence. */
      readonly note?: string;
    }
  /** Why it cannot be read, and what to copy instead. */
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Reads a sample event from a copied text: an event in any shape (or several, as a list or line by line), the entry
 * "Template Variables JSON" of Trace, a curl command, or a URL whose query is the event. `action`: whose variables a Trace entry names.
 */
export function importEvent(copied: string, action?: Action): ImportedEvent {
  const text = copied.replace(/^\uFEFF/, '').trim();
  const command = /^https?:\/\/\S+\?\S+$/.test(text) ? `curl '${text.replaceAll("'", '%27')}'` : text;
  if (isCurl(command)) {
    const data = curlData(command);
    if (data.kind === 'refused') return data;
    return data.kind === 'form' ? eventOf(data.attributes) : jsonEvent(data.text, action);
  }
  const entry = text.startsWith('{') ? undefined : traceEntry(text);
  if (entry?.kind === 'variables') return variablesEntry(entry.text, action);
  if (entry)
    return refused(
      t('This Trace entry says what was sent, not what came in. Copy the entry “Template Variables JSON”.'),
    );
  return jsonEvent(text, action);
}

function refused(message: string): ImportedEvent {
  return { kind: 'refused', message };
}

function jsonEvent(text: string, action: Action | undefined): ImportedEvent {
  const whole = parsed(text);
  if (whole.kind === 'json') return Array.isArray(whole.json) ? several(whole.json) : oneOf(whole.json, action);
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '');
  const each = lines.map(parsed);
  if (lines.length > 1 && each.every(line => line.kind === 'json'))
    return several(each.map(line => (line.kind === 'json' ? line.json : undefined)));
  // A heading of Trace before the JSON, such as "Received (Known) Event: purchase".
  const inside = text.startsWith('{') ? undefined : objectIn(text);
  const found = inside === undefined ? undefined : parsed(inside);
  if (found?.kind === 'json') return oneOf(found.json, action);
  if (!/[{[]/.test(text))
    return refused(
      t(
        'The clipboard holds no event. Copy one as JSON, the entry “Template Variables JSON” of Trace, or a curl command or URL that sends one.',
      ),
    );
  return refused(
    whole.kind === 'problem'
      ? t`The clipboard holds no complete event. ${whole.message}`
      : t('The clipboard holds no complete event.'),
  );
}

type Parsed =
  | { readonly kind: 'json'; readonly json: unknown }
  | { readonly kind: 'problem'; readonly message: string };

/** JSON, even with comments and trailing commas, as people keep it; else the place of the mistake. */
function parsed(text: string): Parsed {
  try {
    return { kind: 'json', json: JSON.parse(text) };
  } catch {
    // The tolerant parser says where and why.
  }
  const { root, problem } = readJson(text);
  if (root && !problem) return { kind: 'json', json: getNodeValue(root) };
  const line = text.slice(0, problem?.range.start ?? 0).split('\n').length;
  return { kind: 'problem', message: t`Line ${line}: ${problem?.message ?? t('This is not JSON.')}` };
}

function oneOf(json: unknown, action: Action | undefined): ImportedEvent {
  if (!isObject(json)) return refused(t('An event is a JSON object of attributes; the clipboard holds another value.'));
  const named = Object.entries(json).find(([name]) => /^template variables json$/i.test(name))?.[1];
  if (typeof named === 'string') return variablesEntry(named, action);
  if (isObject(named)) return variablesOf(named, action);
  return action && areVariables(json, action) ? variablesOf(json, action) : eventOf(json);
}

function several(all: readonly unknown[]): ImportedEvent {
  const objects = all.filter(isObject);
  if (objects.length === 0 || objects.length < all.length)
    return refused(t('The clipboard holds a list that is not one of events: each has to be a JSON object.'));
  if (objects.length === 1) return eventOf(objects[0]!);
  const text = objects.map(each => `${JSON.stringify(each)}\n`).join('');
  const first = flattenEvent(objects[0])?.attributes ?? new Map();
  return { kind: 'event', name: eventSlug(first), ending: 'events.jsonl', text };
}

function eventOf(json: Readonly<Record<string, unknown>>): ImportedEvent {
  const attributes = flattenEvent(json)?.attributes ?? new Map();
  if (attributes.size === 0) return refused(t('This event has no attributes.'));
  return { kind: 'event', name: eventSlug(attributes), ending: 'event.json', text: eventText(json) };
}

function variablesEntry(text: string, action: Action | undefined): ImportedEvent {
  const found = parsed(text);
  if (found.kind === 'problem') return refused(t`“Template Variables JSON” is cut off. ${found.message}`);
  return isObject(found.json)
    ? variablesOf(found.json, action)
    : refused(t('“Template Variables JSON” holds no variables.'));
}

function variablesOf(variables: Readonly<Record<string, unknown>>, action: Action | undefined): ImportedEvent {
  if (!action)
    return refused(t('“Template Variables JSON” names variables of an action. Open that action, then import again.'));
  const { attributes, others } = attributesOf(variables, action);
  const values = new Map(Object.entries(attributes));
  if (values.size === 0)
    return refused(
      t(
        'None of these template variables is mapped from an attribute in this action. Open the action that they are of.',
      ),
    );
  const left = others.map(name => `“${name}”`).join(', ');
  const note = others.length === 0 ? {} : { note: t`Left out, since this action maps nothing to it: ${left}.` };
  const name = values.has('tealium_event') ? eventSlug(values) : 'trace';
  return { kind: 'event', name, ending: 'event.json', text: eventText(attributes), ...note };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
