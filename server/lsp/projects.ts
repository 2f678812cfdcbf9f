import { defaultEvent } from '../core/action/default-event';
import { type EventFile, isEventFile, isReplayResults, readEvents, type SampleEvent } from '../core/action/events';
import type { Files } from '../core/action/files';
import { loadEvents, loadProject } from '../core/action/load';
import type { Action } from '../core/action/model';
import { parseAction } from '../core/action/parse';
import type { Project } from '../core/action/project';
import { parse } from '../core/template/parse';
import type { Profile } from '../core/template/profile';
import type { Template } from '../core/template/tree';
import type { EventChoice } from '../protocol';
import { canonical, type EditorFiles, folderOf, nameOf } from './files';

/** The files that a model was made of, by URI, whether they are there or not, and the globs that were looked up. */
export interface MadeOf {
  readonly files: readonly string[];
  readonly globs: readonly string[];
}

/** The models of the actions, one each, kept until a file they were made of changes. */
export class Projects {
  readonly #files: EditorFiles;
  readonly #profile: () => Profile;
  readonly #folders: () => readonly string[];
  readonly #entries = new Map<string, Entry>();
  readonly #owners = new Map<string, Promise<readonly string[]>>();
  readonly #actions = new Map<string, { readonly text: string; readonly action: Action }>();
  /** What an edit elsewhere leaves as it is. */
  readonly #trees = new Map<string, { readonly text: string; readonly profile: Profile; readonly tree: Template }>();
  readonly #events = new Map<string, { readonly text: string; readonly file: EventFile }>();
  readonly #chosen = new Map<string, EventChoice>();
  readonly #defaults = new WeakMap<readonly SampleEvent[], SampleEvent>();
  /** Is told of each model that was made, for somebody has to notice when its files change. */
  made: (of: MadeOf) => void = () => undefined;

  /** `folders`: the workspace folders, beyond which no action is looked for. */
  constructor(files: EditorFiles, profile: () => Profile, folders: () => readonly string[]) {
    this.#files = files;
    this.#profile = profile;
    this.#folders = folders;
  }

  /** The model of the action in a file, with the newest text of every template. */
  at(action: string): Promise<Project> {
    const entry = this.#entries.get(action) ?? this.#load(action);
    if (entry.edited.size > 0) {
      const edited = [...entry.edited];
      entry.edited.clear();
      this.#keep(
        action,
        entry,
        entry.project.then(project => this.#withTexts(project, edited)),
      );
    }
    return entry.project;
  }

  /** The action that a document is, or those that name it as a template or an event; the nearest ones upwards first. */
  actionsOf(uri: string): Promise<readonly string[]> {
    if (isActionFile(uri)) return Promise.resolve([uri]);
    const known = this.#owners.get(uri);
    if (known) return known;
    const search = this.#search(uri);
    if (this.#files.remembers(uri)) this.#owners.set(uri, search);
    return search;
  }

  /** The other actions of the workspace that share a file with this one, directly or through one another. */
  async sharing(project: Project): Promise<readonly Project[]> {
    const candidates = new Set(await this.#actionFiles());
    candidates.delete(project.path);
    const files = new Map(
      await Promise.all([...candidates].map(async action => [action, await this.#filesOf(action)] as const)),
    );
    const reached = new Set(await this.#filesOf(project.path));
    const found: string[] = [];
    for (let grows = true; grows; ) {
      const more = [...files].filter(([action, own]) => !found.includes(action) && own.some(file => reached.has(file)));
      for (const [action, own] of more) {
        found.push(action);
        for (const file of own) reached.add(file);
      }
      grows = more.length > 0;
    }
    return Promise.all(found.map(action => this.at(action)));
  }

  /** The actions of the workspace, without what belongs to them. */
  async all(): Promise<readonly { readonly uri: string; readonly text: string; readonly action: Action }[]> {
    const uris = await this.#actionFiles();
    const read = await Promise.all(uris.map(async uri => ({ uri, known: await this.#actionAt(uri) })));
    return read.flatMap(({ uri, known }) => (known ? [{ uri, ...known }] : []));
  }

  /** The sample events of an action, without all else that belongs to it. */
  async samplesOf(action: string): Promise<readonly SampleEvent[]> {
    const known = await this.#actionAt(action);
    if (!known) return [];
    const { events } = await loadEvents(action, known.action.events, this.#files, (path, text) =>
      this.#readEvents(path, text),
    );
    return events;
  }

  /** The files below the workspace folders that hold sample events by their names, sorted. */
  async sampleFiles(): Promise<readonly string[]> {
    const globs = ['**/*.event.json', '**/*.events.jsonl'];
    const lists = this.#folders().flatMap(folder => globs.map(glob => this.#files.list(`${folder}/_`, glob)));
    return [...new Set((await Promise.all(lists)).flat())].sort();
  }

  /** The event whose values are shown for an action: the chosen one, else the one that shows most. */
  eventOf(project: Project): SampleEvent | undefined {
    const chosen = this.#chosen.get(project.path);
    const found = chosen && project.events.find(event => event.path === chosen.uri && event.line === chosen.line);
    return found ?? this.#defaultOf(project);
  }

  /** Kept, because it is asked for with every hint and there may be thousands of events. */
  #defaultOf(project: Project): SampleEvent | undefined {
    const known = this.#defaults.get(project.events);
    if (known) return known;
    const event = defaultEvent(project);
    if (event) this.#defaults.set(project.events, event);
    return event;
  }

  choose(action: string, { uri, ...event }: EventChoice): void {
    const path = canonical(uri);
    // A file that was written just now may be chosen before the editor tells of it.
    if (!this.#events.has(path)) this.changed(path, 'came or went');
    this.#chosen.set(action, { ...event, uri: path });
  }

  /**
   * The text of an open document changed: templates are replaced in their models, everything else makes models anew.
   * Answers whether any model is concerned.
   */
  edited(uri: string): boolean {
    if (isActionFile(uri)) this.#owners.clear();
    let concerned = isActionFile(uri);
    for (const [action, entry] of this.#entries) {
      if (!entry.templates.has(uri) && !entry.read.has(uri)) continue;
      concerned = true;
      if (entry.templates.has(uri)) entry.edited.add(uri);
      else this.#entries.delete(action);
    }
    return concerned;
  }

  /** A file changed on the disk, came or went, or was closed with its changes thrown away; answers as `edited`. */
  changed(uri: string, kind: 'changed' | 'came or went'): boolean {
    // It grows with every event that is sent, and no model is made of it.
    if (isReplayResults(uri)) return false;
    this.#files.forget(uri);
    if (kind === 'changed') return this.edited(uri);
    let concerned = isActionFile(uri) || uri.endsWith('.trimou');
    if (concerned) this.#owners.clear();
    else this.#owners.delete(uri);
    for (const [action, { read, listed }] of this.#entries) {
      if (!read.has(uri) && ![...listed].some(start => uri.startsWith(start))) continue;
      this.#entries.delete(action);
      this.#owners.clear();
      concerned = true;
    }
    return concerned;
  }

  forgetAll(): void {
    this.#entries.clear();
    this.#owners.clear();
  }

  #load(action: string): Entry {
    const templates = new Set<string>();
    const read = new Set<string>();
    const listed = new Set<string>();
    const loading = loadProject(action, recording(this.#files, read, listed), {
      profile: this.#profile(),
      parse: (text, profile, name) => this.#parse(action, name, text, profile),
      readEvents: (path, text) => this.#readEvents(path, text),
    });
    const project = loading.then(loaded => {
      for (const { path } of loaded.templates.values()) templates.add(path);
      this.made({ files: [...read], globs: [this.#files.resolve(action, loaded.action.events)] });
      return loaded;
    });
    const entry: Entry = { templates, read, listed, edited: new Set(), project };
    this.#entries.set(action, entry);
    this.#keep(action, entry, project);
    return entry;
  }

  /** A model that could not be made is a bug; whoever waits for it reports it, and the next one tries again. */
  #keep(action: string, entry: Entry, project: Promise<Project>): void {
    entry.project = project;
    project.catch(() => this.#entries.delete(action));
  }

  async #withTexts(project: Project, uris: readonly string[]): Promise<Project> {
    const texts = new Map(await Promise.all(uris.map(async uri => [uri, await this.#files.read(uri)] as const)));
    const templates = [...project.templates].map(([name, template]) => {
      const text = texts.get(template.path);
      if (text === undefined || text === template.text) return [name, template] as const;
      return [name, { ...template, text, tree: this.#parse(project.path, name, text, project.profile) }] as const;
    });
    return { ...project, templates: new Map(templates) };
  }

  #parse(action: string, name: string, text: string, profile: Profile): Template {
    const key = `${action} ${name}`;
    const known = this.#trees.get(key);
    if (known?.text === text && known.profile === profile) return known.tree;
    const tree = parse(text, profile, name);
    this.#trees.set(key, { text, profile, tree });
    return tree;
  }

  #readEvents(path: string, text: string): EventFile {
    const known = this.#events.get(path);
    if (known?.text === text) return known.file;
    const file = readEvents(path, text);
    this.#events.set(path, { text, file });
    return file;
  }

  /** Looks in the document's folder and the ones above it, and last among the actions that are in use anyway. */
  async #search(uri: string): Promise<readonly string[]> {
    const above = await Promise.all(
      this.#foldersAbove(uri).map(folder => this.#files.list(`${folder}/_`, '*.webhook.json')),
    );
    const candidates = [...new Set([...above.flat(), ...this.#entries.keys()])];
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

  /** Below the workspace folders, and whatever else is in use. */
  async #actionFiles(): Promise<readonly string[]> {
    const lists = this.#folders().map(folder => this.#files.list(`${folder}/_`, '**/*.webhook.json'));
    return [...new Set([...(await Promise.all(lists)).flat(), ...this.#entries.keys()])];
  }

  /** What an action names: templates, events, attribute types; whether they are there or not. */
  async #filesOf(actionUri: string): Promise<readonly string[]> {
    const action = (await this.#actionAt(actionUri))?.action;
    if (!action) return [];
    const named = [
      ...action.templates.map(({ path }) => path),
      ...(action.attributesFile ? [action.attributesFile] : []),
    ];
    const events = (await this.#files.list(actionUri, action.events)).filter(isEventFile);
    return [...named.map(({ text }) => this.#files.resolve(actionUri, text)), ...events];
  }

  async #actionAt(actionUri: string): Promise<{ readonly text: string; readonly action: Action } | undefined> {
    const text = await this.#files.read(actionUri);
    if (text === undefined) return undefined;
    const known = this.#actions.get(actionUri);
    if (known?.text === text) return known;
    const read = { text, action: parseAction(text).action };
    this.#actions.set(actionUri, read);
    return read;
  }

  async #names(actionUri: string, uri: string): Promise<boolean> {
    const text = await this.#files.read(actionUri);
    // A folder may hold hundreds of actions: one in which a template's name does not stand as it is names another.
    const mayName = isEventFile(uri) || text?.includes('\\') || text?.includes(nameOf(uri));
    const action = mayName ? (await this.#actionAt(actionUri))?.action : undefined;
    if (!action) return false;
    if (action.templates.some(({ path }) => this.#files.resolve(actionUri, path.text) === uri)) return true;
    if (action.attributesFile && this.#files.resolve(actionUri, action.attributesFile.text) === uri) return true;
    return isEventFile(uri) && (await this.#files.list(actionUri, action.events)).includes(uri);
  }
}

interface Entry {
  project: Promise<Project>;
  /** Templates, once all are loaded: their texts can be replaced one by one. */
  readonly templates: ReadonlySet<string>;
  /** All files that were asked for, also those that are missing. */
  readonly read: ReadonlySet<string>;
  /** How the URIs begin of files that were listed: for `events/*` the folder. */
  readonly listed: ReadonlySet<string>;
  /** Templates whose text in the model is not the newest. */
  readonly edited: Set<string>;
}

function recording(files: Files, read: Set<string>, listed: Set<string>): Files {
  return {
    resolve: (from, relative) => files.resolve(from, relative),
    list(from, glob) {
      listed.add(files.resolve(from, glob.split('*', 1)[0]!));
      return files.list(from, glob);
    },
    read(path, most) {
      read.add(path);
      return files.read(path, most);
    },
  };
}

/** How many folders are looked at, at most; deeper trees are links in a circle. */
const maximumDepth = 40;

function isActionFile(uri: string): boolean {
  return uri.endsWith('.webhook.json');
}
