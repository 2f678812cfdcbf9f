import { defaultEvent } from '../core/action/defaultEvent';
import { type EventFile, isReplayResults, readEvents, type SampleEvent } from '../core/action/events';
import type { Files } from '../core/action/files';
import { loadEvents, loadProject } from '../core/action/load';
import type { Project } from '../core/action/project';
import { parse } from '../core/template/parse';
import type { Profile } from '../core/template/profile';
import type { Template } from '../core/template/tree';
import type { EventChoice } from '../protocol';
import { ActionFiles, isActionFile } from './actionFiles';
import { canonical, type EditorFiles } from './files';

/** The files that a model was made of, by URI, whether they exist or not, and the globs that were looked up. */
export interface MadeOf {
  readonly files: readonly string[];
  readonly globs: readonly string[];
}

/** The models of the actions, one each, kept until a file they were made of changes. */
export class Projects {
  readonly #files: EditorFiles;
  readonly #profile: () => Profile;
  /** Where the actions are, and which of them a document belongs to. */
  readonly actions: ActionFiles;
  readonly #entries = new Map<string, Entry>();
  /** Parsed files, which stay as they are when another file is edited. */
  readonly #trees = new Map<string, { readonly text: string; readonly profile: Profile; readonly tree: Template }>();
  readonly #events = new Map<string, { readonly text: string; readonly file: EventFile }>();
  readonly #chosen = new Map<string, EventChoice>();
  readonly #defaults = new WeakMap<readonly SampleEvent[], SampleEvent>();
  /** Called for each model that was made, since somebody has to watch its files. */
  made: (of: MadeOf) => void = () => undefined;

  /** `folders`: the workspace folders, outside which actions are not searched for. */
  constructor(files: EditorFiles, profile: () => Profile, folders: () => readonly string[]) {
    this.#files = files;
    this.#profile = profile;
    this.actions = new ActionFiles(files, folders, () => this.#entries.keys());
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

  /** The other actions of the workspace that share a file with this one, directly or through one another. */
  async sharing(project: Project): Promise<readonly Project[]> {
    const candidates = new Set(await this.actions.list());
    candidates.delete(project.path);
    const files = new Map(
      await Promise.all([...candidates].map(async action => [action, await this.actions.filesOf(action)] as const)),
    );
    const reached = new Set(await this.actions.filesOf(project.path));
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

  /** The sample events of an action, and nothing else of it. */
  async samplesOf(action: string): Promise<readonly SampleEvent[]> {
    const known = await this.actions.at(action);
    if (!known) return [];
    const { events } = await loadEvents(action, known.action.events, this.#files, (path, text) =>
      this.#readEvents(path, text),
    );
    return events;
  }

  /** The event whose values are shown for an action: the chosen one, else the one with the most attributes. */
  eventOf(project: Project): SampleEvent | undefined {
    const chosen = this.#chosen.get(project.path);
    const found = chosen && project.events.find(event => event.path === chosen.uri && event.line === chosen.line);
    return found ?? this.#defaultOf(project);
  }

  /** Kept, because every hint needs it and there may be thousands of events. */
  #defaultOf(project: Project): SampleEvent | undefined {
    const known = this.#defaults.get(project.events);
    if (known) return known;
    const event = defaultEvent(project);
    if (event) this.#defaults.set(project.events, event);
    return event;
  }

  choose(action: string, { uri, ...event }: EventChoice): void {
    const path = canonical(uri);
    // A file that was just written may be chosen before the editor reports it.
    if (!this.#events.has(path)) this.changed(path, 'came or went');
    this.#chosen.set(action, { ...event, uri: path });
  }

  /**
   * The text of an open document changed: a template is replaced in its models, for anything else the models are made
   * again. Returns whether any model is concerned.
   */
  edited(uri: string): boolean {
    if (isActionFile(uri)) this.actions.forgetOwners();
    let concerned = isActionFile(uri);
    for (const [action, entry] of this.#entries) {
      if (!entry.templates.has(uri) && !entry.read.has(uri)) continue;
      concerned = true;
      if (entry.templates.has(uri)) entry.edited.add(uri);
      else this.#entries.delete(action);
    }
    return concerned;
  }

  /**
   * A file changed on the disk, came or went, or was closed without saving its changes; returns the same as `edited`.
   */
  changed(uri: string, kind: 'changed' | 'came or went'): boolean {
    // The results of a replay grow with every event that is sent, and belong to no model.
    if (isReplayResults(uri)) return false;
    this.#files.forget(uri);
    if (kind === 'changed') return this.edited(uri);
    let concerned = isActionFile(uri) || uri.endsWith('.trimou');
    if (concerned) this.actions.forgetOwners();
    else this.actions.forgetOwners(uri);
    for (const [action, { read, listed }] of this.#entries) {
      if (!read.has(uri) && ![...listed].some(start => uri.startsWith(start))) continue;
      this.#entries.delete(action);
      this.actions.forgetOwners();
      concerned = true;
    }
    return concerned;
  }

  /** A folder came or went with everything in it, which is not reported file by file; returns the same as `edited`. */
  folderMoved(folder: string): boolean {
    const known = [...this.#entries].flatMap(([action, { read, listed }]) => [action, ...read, ...listed]);
    const below = known.filter(uri => uri.startsWith(`${folder}/`));
    for (const uri of below) this.#files.forget(uri);
    if (below.length > 0) this.forgetAll();
    return below.length > 0;
  }

  forgetAll(): void {
    this.#entries.clear();
    this.actions.forgetOwners();
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

  /**
   * If a model could not be made, that is a bug: whoever waits for the model reports it, and the next one tries again.
   */
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
}

interface Entry {
  project: Promise<Project>;
  /** Templates, once all are loaded: their texts can be replaced one by one. */
  readonly templates: ReadonlySet<string>;
  /** All files that were asked for, including missing ones. */
  readonly read: ReadonlySet<string>;
  /** How the URIs of listed files begin: for `events/*`, the folder. */
  readonly listed: ReadonlySet<string>;
  /** Templates whose text in the model is out of date. */
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
