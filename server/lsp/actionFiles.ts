import { isEventFile } from '../core/action/events';
import type { Action } from '../core/action/model';
import { parseAction } from '../core/action/parse';
import { type EditorFiles, folderOf, nameOf } from './files';

/** How many folders upwards are searched, at most; deeper trees are circular links. */
const maximumDepth = 40;

/** The text of an action's file, and what it says. */
export interface ReadAction {
  readonly text: string;
  readonly action: Action;
}

/** The files of actions: where they are, what they say, and which of them name a document. This makes no models. */
export class ActionFiles {
  readonly #files: EditorFiles;
  readonly #folders: () => readonly string[];
  readonly #inUse: () => Iterable<string>;
  readonly #owners = new Map<string, Promise<readonly string[]>>();
  readonly #actions = new Map<string, ReadAction>();

  /**
   * `folders`: the workspace folders, outside which actions are not searched for; `inUse`: the actions that are known
   * anyway, wherever they are.
   */
  constructor(files: EditorFiles, folders: () => readonly string[], inUse: () => Iterable<string>) {
    this.#files = files;
    this.#folders = folders;
    this.#inUse = inUse;
  }

  /** The action that a document is, or those that name it as a template or an event; the nearest ones first. */
  owning(uri: string): Promise<readonly string[]> {
    if (isActionFile(uri)) return Promise.resolve([uri]);
    const known = this.#owners.get(uri);
    if (known) return known;
    const search = this.#search(uri);
    if (this.#files.remembers(uri)) this.#owners.set(uri, search);
    return search;
  }

  /** The actions of the workspace, without their templates and events. */
  async all(): Promise<readonly (ReadAction & { readonly uri: string })[]> {
    const uris = await this.list();
    const read = await Promise.all(uris.map(async uri => ({ uri, known: await this.at(uri) })));
    return read.flatMap(({ uri, known }) => (known ? [{ uri, ...known }] : []));
  }

  /** The files below the workspace folders that hold sample events by their names, sorted. */
  async sampleFiles(): Promise<readonly string[]> {
    const globs = ['**/*.event.json', '**/*.events.jsonl'];
    const lists = this.#folders().flatMap(folder => globs.map(glob => this.#files.list(`${folder}/_`, glob)));
    return [...new Set((await Promise.all(lists)).flat())].sort();
  }

  /** The actions below the workspace folders, and any others that are in use. */
  async list(): Promise<readonly string[]> {
    const lists = this.#folders().map(folder => this.#files.list(`${folder}/_`, '**/*.webhook.json'));
    return [...new Set([...(await Promise.all(lists)).flat(), ...this.#inUse()])];
  }

  /** The files that an action names, whether they exist or not: templates, events, attribute types. */
  async filesOf(actionUri: string): Promise<readonly string[]> {
    const action = (await this.at(actionUri))?.action;
    if (!action) return [];
    const named = [
      ...action.templates.map(({ path }) => path),
      ...(action.attributesFile ? [action.attributesFile] : []),
    ];
    const events = (await this.#files.list(actionUri, action.events)).filter(isEventFile);
    return [...named.map(({ text }) => this.#files.resolve(actionUri, text)), ...events];
  }

  /** What an action's file says; undefined where there is none. */
  async at(actionUri: string): Promise<ReadAction | undefined> {
    const text = await this.#files.read(actionUri);
    if (text === undefined) return undefined;
    const known = this.#actions.get(actionUri);
    if (known?.text === text) return known;
    const read = { text, action: parseAction(text).action };
    this.#actions.set(actionUri, read);
    return read;
  }

  /** Forgets which actions name `uri`, or any document, since that may have changed. */
  forgetOwners(uri?: string): void {
    if (uri === undefined) this.#owners.clear();
    else this.#owners.delete(uri);
  }

  /** Searches the document's folder and those above it, and finally the actions that are in use anyway. */
  async #search(uri: string): Promise<readonly string[]> {
    const above = await Promise.all(
      this.#foldersAbove(uri).map(folder => this.#files.list(`${folder}/_`, '*.webhook.json')),
    );
    const candidates = [...new Set([...above.flat(), ...this.#inUse()])];
    const named = await Promise.all(candidates.map(action => this.#names(action, uri)));
    return candidates.filter((_, index) => named[index]);
  }

  #foldersAbove(uri: string): readonly string[] {
    const roots = this.#folders().filter(root => uri.startsWith(`${root}/`));
    const folders = [folderOf(uri)];
    while (folders.length < (roots.length > 0 ? maximumDepth : 2)) {
      const last = folders.at(-1)!;
      const above = folderOf(last);
      if (above === last || roots.some(root => root.length >= last.length)) break;
      folders.push(above);
    }
    return folders;
  }

  async #names(actionUri: string, uri: string): Promise<boolean> {
    const text = await this.#files.read(actionUri);
    // A folder may hold hundreds of actions: one whose text does not have the template's name cannot be the one.
    const mayName = isEventFile(uri) || text?.includes('\\') || text?.includes(nameOf(uri));
    const action = mayName ? (await this.at(actionUri))?.action : undefined;
    if (!action) return false;
    if (action.templates.some(({ path }) => this.#files.resolve(actionUri, path.text) === uri)) return true;
    if (action.attributesFile && this.#files.resolve(actionUri, action.attributesFile.text) === uri) return true;
    return isEventFile(uri) && (await this.#files.list(actionUri, action.events)).includes(uri);
  }
}

export function isActionFile(uri: string): boolean {
  return uri.endsWith('.webhook.json');
}
