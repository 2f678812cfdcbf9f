import { TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isJsonTemplate } from '../core/action/load';
import type { Project } from '../core/action/project';
import type { ActionDocument, EventDocument, TemplateDocument } from '../core/language';
import { parse } from '../core/template/parse';
import type { Profile } from '../core/template/profile';
import type { Template } from '../core/template/tree';
import type { HttpSettings, Settings } from '../protocol';
import { profileOf } from '../settings';
import type { Texts } from './convert';
import { canonical, EditorFiles } from './files';
import type { HostFiles } from './host';
import { Projects } from './projects';

/** Files of more characters than this, 1 MB however it is counted, are neither checked nor completed. */
export const largestFile = 1_100_000;

/** A template that more actions share is checked for this many of them only, or typing in it would be slow. */
const mostSharing = 20;

/** An open document and what it belongs to. */
export interface Look {
  readonly document: TextDocument;
  readonly project?: Project;
  /** The texts that places in this and other files refer to. */
  readonly texts: Texts;
}

/** What the editor shows and what belongs to it: open documents, the actions around them, settings. */
export class Workspace {
  readonly documents = new TextDocuments(TextDocument);
  readonly files: EditorFiles;
  readonly projects: Projects;
  /** Resolved once the settings are known; every question waits for it. */
  ready: Promise<void> = Promise.resolve();
  /** The editor's own network settings. */
  http: HttpSettings = {};
  /** Whether the editor reports changes on the disk. */
  watches = false;
  #settings: Settings = {};
  #profile: Profile | undefined;
  #folders: readonly string[] = [];
  readonly #open = new Map<string, TextDocument>();
  readonly #trees = new WeakMap<TextDocument, { text: string; profile: Profile; tree: Template }>();
  readonly #texts = new WeakMap<Project, Map<string, TextDocument>>();

  constructor(files: HostFiles) {
    this.files = new EditorFiles(
      files,
      uri => this.#open.get(uri)?.getText(),
      uri => this.isWatched(uri),
    );
    this.projects = new Projects(
      this.files,
      () => this.profile,
      () => this.#folders,
    );
    this.documents.onDidOpen(({ document }) => this.#open.set(canonical(document.uri), document));
    this.documents.onDidClose(({ document }) => this.#open.delete(canonical(document.uri)));
  }

  setFolders(uris: readonly string[]): void {
    this.#folders = uris.map(uri => canonical(uri).replace(/\/$/, ''));
    this.projects.forgetAll();
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    const gone = new Set(removed.map(uri => canonical(uri).replace(/\/$/, '')));
    this.setFolders([...this.#folders.filter(folder => !gone.has(folder)), ...added]);
  }

  /** Whether the editor reports changes to a saved file without being asked for this file. */
  isWatched(uri: string): boolean {
    return this.watches && this.#folders.some(folder => uri.startsWith(`${folder}/`));
  }

  get settings(): Settings {
    return this.#settings;
  }

  /**
   * The engine that the settings describe: made when a template is first read, not before the server has said hello.
   */
  get profile(): Profile {
    this.#profile ??= profileOf(this.#settings);
    return this.#profile;
  }

  /** With new settings all models are made again, for another engine may read the same template differently. */
  use(settings: Settings): void {
    this.#settings = settings;
    this.#profile = undefined;
    this.projects.forgetAll();
  }

  /** An open document with the newest model of its action, if it belongs to one; undefined when it is not open. */
  async look(uri: string): Promise<Look | undefined> {
    return (await this.#looks(uri, actions => actions.slice(0, 1)))[0];
  }

  /** The same for each action that shares the document; a single look without an action if it belongs to none. */
  lookAll(uri: string): Promise<readonly Look[]> {
    return this.#looks(uri, actions => actions.slice(0, mostSharing));
  }

  async #looks(uri: string, choose: (actions: readonly string[]) => readonly string[]): Promise<readonly Look[]> {
    await this.ready;
    const path = canonical(uri);
    for (;;) {
      const document = this.#open.get(path);
      if (!document) return [];
      const alone = [{ document, texts: (other: string) => (other === path ? document : undefined) }];
      if (isGiant(document)) return alone;
      const actions = choose(await this.projects.actions.owning(path));
      if (actions.length === 0) return alone;
      const looks = await Promise.all(
        actions.map(async action => {
          const project = await this.projects.at(action);
          return { document, project, texts: await this.textsOf(project) };
        }),
      );
      const text = document.getText();
      if (looks.every(({ project }) => (textIn(project, path) ?? text) === text)) return looks;
      // The document changed while the models were made: they are out of date.
      this.projects.edited(path);
    }
  }

  /** A template in the form that the language features need. */
  templateOf({ document, project }: Pick<Look, 'document' | 'project'>): TemplateDocument {
    const path = canonical(document.uri);
    const text = document.getText();
    const own = project && [...project.templates.values()].find(template => template.path === path);
    if (project && own?.tree) {
      const event = this.projects.eventOf(project);
      const { profile } = project;
      return { path, text, tree: own.tree, json: own.json, profile, project, ...(event && { event }) };
    }
    const json = document.languageId === 'json-trimou' || isJsonTemplate(path);
    return { path, text, tree: this.#treeOf(document), json, profile: this.profile };
  }

  /** An action in the form that the language features need; undefined for any other document. */
  actionOf({ document, project }: Pick<Look, 'document' | 'project'>): ActionDocument | undefined {
    if (!project || project.path !== canonical(document.uri)) return undefined;
    const event = this.projects.eventOf(project);
    return { project, ...(event && { event }) };
  }

  /** A file of sample events in the form that the language features need; undefined for any other document. */
  eventOf({ document, project }: Pick<Look, 'document' | 'project'>): EventDocument | undefined {
    const path = canonical(document.uri);
    const isEvent = project?.events.some(event => event.path === path);
    return project && isEvent ? { project, path, text: document.getText() } : undefined;
  }

  /** The texts that places in a model refer to: those it was made of, and any open documents. */
  async textsOf(project: Project): Promise<Texts> {
    const attributes = project.attributesFile && (await this.files.read(project.attributesFile.path));
    const made = this.#texts.get(project) ?? new Map<string, TextDocument>();
    this.#texts.set(project, made);
    return path => {
      const text = path === project.attributesFile?.path ? attributes : textIn(project, path);
      const open = this.#open.get(path);
      if (text === undefined || open?.getText() === text) return open;
      const document = made.get(path) ?? TextDocument.create(path, 'plaintext', 0, text);
      made.set(path, document);
      return document;
    };
  }

  /** The version of an open document whose text is `text`; undefined for any other. */
  versionOf(path: string, text: string | undefined): number | undefined {
    const open = this.#open.get(path);
    return open?.getText() === text ? open?.version : undefined;
  }

  /** The newest texts of files by path, for features that need more than a model keeps: events, attribute types. */
  async textsAt(paths: readonly string[]): Promise<Texts> {
    const documents = new Map<string, TextDocument>();
    await Promise.all(
      paths.map(async path => {
        const text = await this.files.read(path);
        const open = this.#open.get(path);
        if (text !== undefined) documents.set(path, open ?? TextDocument.create(path, 'plaintext', 0, text));
      }),
    );
    return path => documents.get(path);
  }

  #treeOf(document: TextDocument): Template {
    const text = document.getText();
    const known = this.#trees.get(document);
    const { profile } = this;
    if (known?.text === text && known.profile === profile) return known.tree;
    const tree = parse(text, profile);
    this.#trees.set(document, { text, profile, tree });
    return tree;
  }
}

export function isTemplate({ uri, languageId }: TextDocument): boolean {
  return languageId === 'trimou' || languageId === 'json-trimou' || /\.trimou$/i.test(uri);
}

export function isGiant(document: TextDocument): boolean {
  return document.getText().length > largestFile;
}

/**
 * The same model with giant templates emptied, so that they do not slow down the others, and the paths of the giants.
 */
export function withoutGiants(project: Project): { readonly project: Project; readonly giants: ReadonlySet<string> } {
  const giants = new Set<string>();
  const templates = [...project.templates].map(([name, template]) => {
    if ((template.text?.length ?? 0) <= largestFile) return [name, template] as const;
    giants.add(template.path);
    return [name, { ...template, text: '', tree: parse('', project.profile) }] as const;
  });
  return { project: giants.size > 0 ? { ...project, templates: new Map(templates) } : project, giants };
}

/** The text that a model was made of, for the action and its templates. */
export function textIn(project: Project, path: string): string | undefined {
  if (path === project.path) return project.text;
  for (const template of project.templates.values()) if (template.path === path) return template.text;
  return undefined;
}
