import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  FileChangeType,
  type ServerCapabilities,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver';
import { type HttpSettings, type InitializationOptions, notifications, type Settings } from '../protocol';
import { answerCodeLenses, refreshCodeLenses } from './codeLenses';
import { type CompletionAbilities, semanticTokensLegend } from './convert';
import { answerCreation } from './creation';
import { Delayed } from './delayed';
import { Diagnostics } from './diagnostics';
import { answerExports } from './exports';
import { answerFeatures, fixAllKind } from './features';
import { canonical, filesOfEditor, reachable } from './files';
import { Following, watchedFiles } from './following';
import { answerFormatting } from './formatting';
import { guardNotice } from './guard';
import type { Host } from './host';
import { answerInlayHints, refreshInlayHints } from './inlayHints';
import { answerLinks } from './links';
import { answerMessages } from './messages';
import { answerNavigation } from './navigation';
import { answerPreview } from './preview';
import { register } from './register';
import { answerRename } from './rename';
import { answerReplay } from './replay';
import { Sandbox } from './sandbox';
import { answerSelectionRanges } from './selectionRanges';
import { answerSetup } from './setup';
import { answerSignatureHelp } from './signatureHelp';
import { answerTests } from './tests';
import { speak } from './texts';
import { Workspace } from './workspace';

/** How long after a change the editor is told that contexts may be stale, in milliseconds. */
const contextDelay = 200;

/** Serves one editor over a connection until it says goodbye. Files, network and sandbox come from the host. */
export function startServer(connection: Connection, host: Host): void {
  let options: InitializationOptions = {};
  const editorsFiles = filesOfEditor(connection, () => options.readsFiles ?? false);
  const workspace = new Workspace(reachable(host.files, editorsFiles));
  const diagnostics = new Diagnostics(connection, workspace);
  const sandbox = new Sandbox(host.startSandbox, state =>
    connection.sendNotification(notifications.sandboxChanged, state),
  );
  /** Refreshes what shows the chosen event, or how many events an action has. */
  const refreshShown = () => {
    if (editor.refreshesLenses) refreshCodeLenses(connection);
    if (editor.refreshesHints) refreshInlayHints(connection);
  };
  const contextChanged = new Delayed(
    () =>
      guardNotice(connection.console, 'Telling of changes', '', () => {
        refreshShown();
        return connection.sendNotification(notifications.contextChanged);
      }),
    contextDelay,
    contextDelay,
  );
  const worldChanged = () => {
    diagnostics.worldChanged();
    contextChanged.ask();
  };
  let editor = abilitiesOf({});
  const following = new Following(connection);
  workspace.projects.made = made => {
    const schemes = editor.registersSync ? (options.schemes ?? []) : [];
    following.follow(made, { schemes, watchesAnywhere: editor.watchesAnywhere }, uri => workspace.isWatched(uri));
  };

  connection.onInitialize(params => {
    editor = abilitiesOf(params.capabilities);
    options = (params.initializationOptions as InitializationOptions | undefined) ?? {};
    speak(options.texts);
    workspace.watches = editor.watches;
    workspace.setFolders(params.workspaceFolders?.map(({ uri }) => uri) ?? []);
    diagnostics.start({ ...editor, checksJson: options.checksJson ?? false });
    return { capabilities: capabilitiesFor(editor), serverInfo: { name: 'Intercom Webhook' } };
  });
  connection.onInitialized(() => {
    if (editor.configures) workspace.ready = useSettings(connection, workspace);
    if (editor.watches)
      register(connection, DidChangeWatchedFilesNotification.method, {
        watchers: [
          { globPattern: `**/${watchedFiles}` },
          { globPattern: '**', kind: WatchKind.Create | WatchKind.Delete },
        ],
      });
    if (editor.registersSettings)
      register(connection, DidChangeConfigurationNotification.method, { section: sections });
    if (editor.registersFormatting) registerFormatting(connection, options.schemes);
    if (editor.foldersChange) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        workspace.changeFolders(added.map(toUri), removed.map(toUri));
        worldChanged();
      });
    }
  });
  connection.onDidChangeConfiguration(async () => {
    if (editor.configures) workspace.ready = useSettings(connection, workspace);
    await workspace.ready;
    worldChanged();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const { projects } = workspace;
    const concerned = changes.filter(({ uri, type }) => {
      const path = canonical(uri);
      // Folders rarely have a dot in their names, and builds write many files of other kinds.
      if (type === FileChangeType.Created && /\.(?!trimou$|jsonl?$)[^/.]*$/i.test(path)) return false;
      if (type === FileChangeType.Changed) return projects.changed(path, 'changed');
      return projects.changed(path, 'came or went') || projects.folderMoved(path);
    });
    if (concerned.length > 0) worldChanged();
  });
  workspace.documents.onDidChangeContent(({ document: { uri } }) => {
    workspace.projects.edited(canonical(uri));
    diagnostics.documentChanged();
    if (!uri.endsWith('.trimou')) contextChanged.ask();
  });
  workspace.documents.onDidClose(({ document: { uri } }) => {
    workspace.projects.changed(canonical(uri), 'changed');
    diagnostics.closed(uri);
    diagnostics.documentChanged();
  });
  connection.onShutdown(async () => {
    diagnostics.dispose();
    contextChanged.dispose();
    await replays.stop();
    await sandbox.stop();
  });
  const abilities = () => ({ ...editor, runsCommands: options.runsCommands ?? false });
  const context = { connection, workspace, diagnostics, abilities };
  answerFeatures(context);
  answerFormatting(context, () => options.closesSections ?? false);
  answerInlayHints(context);
  answerLinks(context);
  answerNavigation(context);
  answerRename(context);
  answerSelectionRanges(context);
  answerSignatureHelp(context);
  answerCodeLenses(connection, workspace);
  const messages = { connection, host, workspace, diagnostics, sandbox, eventChosen: refreshShown };
  answerMessages(messages);
  const replays = answerReplay(messages);
  answerPreview(connection, workspace);
  answerExports(connection, workspace, sandbox);
  answerTests(connection, host, workspace);
  answerCreation(connection, workspace);
  answerSetup(connection, workspace, diagnostics);
  workspace.documents.listen(connection);
  connection.listen();
}

const sections = ['intercomWebhook', 'http'];

/** What an editor can do, as far as it matters here. */
interface Abilities extends Omit<CompletionAbilities, 'runsCommands'> {
  readonly pulls: boolean;
  readonly refreshes: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
  readonly watches: boolean;
  readonly watchesAnywhere: boolean;
  readonly registersSync: boolean;
  readonly configures: boolean;
  readonly registersSettings: boolean;
  readonly foldersChange: boolean;
  readonly registersFormatting: boolean;
  readonly preparesRename: boolean;
  readonly createsFiles: boolean;
}

function abilitiesOf({ textDocument, workspace }: ClientCapabilities): Abilities {
  const item = textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport ?? false,
    labelDetails: item?.labelDetailsSupport ?? false,
    sharesRange: textDocument?.completion?.completionList?.itemDefaults?.includes('editRange') ?? false,
    pulls: textDocument?.diagnostic !== undefined,
    refreshes: workspace?.diagnostics?.refreshSupport ?? false,
    refreshesLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshesHints: workspace?.inlayHint?.refreshSupport ?? false,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    watchesAnywhere: workspace?.didChangeWatchedFiles?.relativePatternSupport ?? false,
    registersSync: textDocument?.synchronization?.dynamicRegistration ?? false,
    configures: workspace?.configuration ?? false,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    foldersChange: workspace?.workspaceFolders ?? false,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes('create') ?? false,
    preparesRename: textDocument?.rename?.prepareSupport ?? false,
    registersFormatting:
      (textDocument?.formatting?.dynamicRegistration &&
        textDocument.rangeFormatting?.dynamicRegistration &&
        textDocument.onTypeFormatting?.dynamicRegistration) ??
      false,
  };
}

function capabilitiesFor(editor: Abilities): ServerCapabilities {
  const { pulls, foldersChange, registersFormatting, preparesRename } = editor;
  return {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['{', '#', '^', '/', '&', '>', '.', '"', ':'], resolveProvider: true },
    hoverProvider: true,
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        fixAllKind,
      ],
    },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    linkedEditingRangeProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    codeLensProvider: {},
    signatureHelpProvider: { triggerCharacters: [' ', '='] },
    inlayHintProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    workspaceSymbolProvider: true,
    renameProvider: preparesRename ? { prepareProvider: true } : true,
    semanticTokensProvider: { legend: semanticTokensLegend, full: true },
    ...(!registersFormatting && {
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: onType,
    }),
    ...(pulls && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }),
    ...(foldersChange && { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }),
  };
}

/** The characters after which a line is indented again. */
const onType = { firstTriggerCharacter: '\n', moreTriggerCharacter: ['}', ']'] };

/** Only for templates: actions and events are JSON, for which the editor has a formatter. */
function registerFormatting(connection: Connection, schemes: InitializationOptions['schemes']): void {
  const selecting = (languages: readonly string[]) =>
    languages.flatMap(language => schemes?.map(scheme => ({ scheme, language })) ?? [{ language }]);
  const documentSelector = selecting(['json-trimou']);
  register(connection, DocumentFormattingRequest.method, { documentSelector });
  register(connection, DocumentRangeFormattingRequest.method, { documentSelector });
  // In every template, a section that is begun gets its end.
  const templates = selecting(['json-trimou', 'trimou']);
  register(connection, DocumentOnTypeFormattingRequest.method, { documentSelector: templates, ...onType });
}

/** Without an answer, the settings stay as they were. */
async function useSettings(connection: Connection, workspace: Workspace): Promise<void> {
  try {
    const [settings, http] = await connection.workspace.getConfiguration(sections.map(section => ({ section })));
    workspace.http = (http ?? {}) as HttpSettings;
    workspace.use((settings ?? {}) as Settings);
  } catch (error) {
    connection.console.error(`The settings could not be read: ${(error as Error).message}`);
  }
}

function toUri({ uri }: { readonly uri: string }): string {
  return uri;
}
