import { config } from '@vscode/l10n';
import { commands, type ExtensionContext, l10n, Uri, window } from 'vscode';
import type { Counterexample, SendReport } from '../server/protocol';
import { actionOf, activeFile, findAction } from './action';
import { checkAccessToken, offerCheck } from './checkToken';
import { closeSections } from './closeSections';
import { command } from './command';
import { copyAsCurl, copyRequestAsCurl } from './copyAsCurl';
import { fileMeant } from './documents';
import { exportPostman } from './exportPostman';
import { carryOut } from './fix';
import { importEvent } from './importEvent';
import { newAction } from './newAction';
import { compareWith } from './preview/compare';
import { saveCounterexample, showCounterexample } from './preview/counterexample';
import { followEditors } from './preview/follow';
import { Highlights } from './preview/highlights';
import { registerPreviewLenses } from './preview/lenses';
import { Previews } from './preview/previews';
import { underlineProblems } from './preview/problems';
import { showPreview } from './preview/show';
import { renameWhatWasExtracted } from './rename';
import { Replays } from './replay/replays';
import { registerResultDocuments } from './results/documents';
import { type ChosenSend, Sends } from './results/sends';
import { Results } from './results/store';
import { ResultsView } from './results/view';
import { Sandbox } from './sandbox';
import { clearToken, setToken, tokenStore } from './secrets';
import { type SendServices, sendAction, sendAgain } from './send';
import { type CreateClient, Server } from './server';
import { registerSetupDocuments } from './setup/documents';
import { TealiumSetup } from './setup/panel';
import { StatusBar } from './statusBar';
import { Choices } from './target';
import { TestExplorer } from './testExplorer';
import { Trace } from './trace';

let server: Server | undefined;

/** What this extension offers to others, and to our own tests. */
export interface Api {
  readonly testExplorer: TestExplorer;
}

/** What main.node.ts and main.browser.ts start: everything but the server, which each starts in its own way. */
export function activateWith(context: ExtensionContext, createClient: CreateClient): Api {
  // For modules that do not use the editor's API, so that they run in plain Node as well.
  config({ contents: l10n.bundle ?? {} });
  const memory = context.workspaceState;
  const store = tokenStore(context);
  const running = new Server(createClient, name => store.get(name));
  server = running;
  const choices = new Choices(memory, running);
  const sandbox = new Sandbox(running);
  const statusBar = new StatusBar(running, choices, sandbox);
  const trace = new Trace();
  const results = new Results(memory);
  const done = (report: SendReport) => {
    trace.write(report);
    results.add(report);
  };
  const sending: SendServices = { server: running, choices, memory, done };
  const sends = new Sends(results, {
    sendAgain: report => sendAgain(sending, report),
    carryOut: (report, fix) => carryOut(sending, report, fix),
    copyAsCurl: request => copyRequestAsCurl(running, request),
  });
  const pages = Uri.joinPath(context.extensionUri, 'dist');
  const view = new ResultsView(pages, results, sends);
  const setup = new TealiumSetup(pages, running, memory);

  const testExplorer = new TestExplorer(running);
  const checking = { server: running, store, choices };
  const replays = new Replays(sending);

  const previewing = { server: running, choices, results };
  const previews = new Previews(previewing);

  context.subscriptions.push(
    trace,
    statusBar,
    replays,
    previews,
    new Highlights(previews),
    underlineProblems(previews),
    followEditors(running, previews),
    registerPreviewLenses(previews),
    registerResultDocuments(results),
    closeSections(running),
    renameWhatWasExtracted(),
    testExplorer,
    setup,
    registerSetupDocuments(),
    window.registerWebviewViewProvider(ResultsView.id, view),
    command('sendAction', l10n.t('Send Action'), (uri?: Uri | string) => sendAction(sending, fileMeant(uri))),
    command('previewRequest', l10n.t('Preview Request'), (uri?: Uri | string) =>
      showPreview(running, previews, fileMeant(uri)),
    ),
    command('compareWith', l10n.t('Compare With'), (uri?: Uri) => compareWith(previewing, uri)),
    command('copyAsCurl', l10n.t('Copy as cURL'), (uri?: Uri | string) => copyAsCurl(running, choices, fileMeant(uri))),
    command('showTealiumSetup', l10n.t('Tealium Setup'), (uri?: Uri | string) => setup.show(fileMeant(uri))),
    command('exportPostman', l10n.t('Export Postman Collection'), (uri?: Uri | string) =>
      exportPostman(running, fileMeant(uri)),
    ),
    command('showCounterexample', l10n.t('Show Counterexample'), (given?: Counterexample) =>
      showCounterexample(running, previews, given),
    ),
    command('saveCounterexample', l10n.t('Save as Sample Event'), (uri?: Uri) => saveCounterexample(running, uri)),
    command('replayEvents', l10n.t('Replay Events'), (uri?: Uri | string) => replays.start(fileMeant(uri))),
    command('pauseReplay', l10n.t('Pause Replay'), () => replays.pause(true)),
    command('resumeReplay', l10n.t('Resume Replay'), () => replays.pause(false)),
    command('cancelReplay', l10n.t('Cancel Replay'), () => replays.cancel()),
    command('newAction', l10n.t('New Action'), (uri?: Uri) => newAction(running, uri)),
    command('importEvent', l10n.t('Import Event'), (uri?: Uri | string) =>
      importEvent(running, choices, fileMeant(uri)),
    ),
    command('selectTarget', l10n.t('Select Target'), () => choices.selectTarget(sandbox.url)),
    command('selectEvent', l10n.t('Select Event'), async (uri?: Uri | string) => {
      const action = await findAction(running, fileMeant(uri));
      if (action) await choices.selectEvent(action);
    }),
    command('setAccessToken', l10n.t('Set Access Token'), async () => {
      const name = await setToken(store, await secretsInUse(running));
      if (name) await offerCheck(checking, name);
    }),
    command('clearAccessToken', l10n.t('Clear Access Token'), () => clearToken(store)),
    command('checkAccessToken', l10n.t('Check Access Token'), () => checkAccessToken(checking)),
    command('startSandbox', l10n.t('Start Sandbox'), () => sandbox.start()),
    command('stopSandbox', l10n.t('Stop Sandbox'), () => sandbox.stop()),
    command('showResults', l10n.t('Show Results'), () => view.show({ focus: true })),
    command('clearHistory', l10n.t('Clear History'), () => sends.clear()),
    command('sendAgain', l10n.t('Send Again'), (chosen?: ChosenSend) => sends.sendAgain(chosen)),
    command('compareSend', l10n.t('Compare With'), (chosen?: ChosenSend) => sends.compare(chosen)),
    command('copySendAsCurl', l10n.t('Copy as cURL'), (chosen?: ChosenSend) => sends.copyAsCurl(chosen)),
    command('removeSend', l10n.t('Remove from History'), (chosen?: ChosenSend) => sends.remove(chosen)),
    command('showTrace', l10n.t('Show Trace'), () => trace.show()),
    command('restartLanguageServer', l10n.t('Restart Language Server'), () => running.restart()),
  );
  // The menu of a folder has an entry only where there are actions.
  void commands.executeCommand('setContext', 'intercomWebhook.active', true);
  running.startWithDocuments();
  return { testExplorer };
}

/** Gives the server time to end, which disposing of subscriptions would not. */
export async function deactivate(): Promise<void> {
  await server?.dispose();
}

async function secretsInUse(running: Server): Promise<readonly string[]> {
  const file = activeFile();
  return (file && (await actionOf(running, file))?.secrets) ?? [];
}
