import { t } from '@vscode/l10n';
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver';
import type { Project } from '../core/action/project';
import type { Finding } from '../core/check/finding';
import { check, checkTemplate } from '../core/language';
import { severitiesOf } from '../settings';
import { diagnosticOf } from './convert';
import { Delayed } from './delayed';
import { canonical } from './files';
import { guard, guardNotice } from './guard';
import { isGiant, isTemplate, type Look, largestFile, type Workspace, withoutGiants } from './workspace';

/** How long after a keystroke the checks run, in milliseconds, and the longest that slow ones are put off. */
const leastDelay = 20;
const mostDelay = 500;

/** How long after the last keystroke the other open documents are asked about again, in milliseconds. */
const refreshDelay = 300;

/** What the checks say, document by document: editors that pull ask for it, it is pushed to all others. */
export class Diagnostics {
  readonly #connection: Connection;
  readonly #workspace: Workspace;
  readonly #findings = new WeakMap<Project, readonly Finding[]>();
  readonly #push = new Delayed(() => this.#publishAll(), leastDelay, mostDelay);
  readonly #refresh = new Delayed(() => this.#askAgain(), refreshDelay, refreshDelay);
  /** What was last published for each document. */
  readonly #published = new Map<string, string>();
  /** How long the last check took, in milliseconds. */
  #took = 0;
  #pulls = false;
  #refreshes = false;
  #checksJson = false;

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection;
    this.#workspace = workspace;
  }

  /** Nothing is pushed to an editor that pulls, or it would show everything twice. */
  start(editor: { readonly pulls: boolean; readonly refreshes: boolean; readonly checksJson: boolean }): void {
    this.#checksJson = editor.checksJson;
    this.#pulls = editor.pulls;
    this.#refreshes = editor.refreshes;
    // Whoever asks is answered, even without having said that it would.
    const { console: log, languages } = this.#connection;
    languages.diagnostics.on(
      guard(log, 'Checking', emptyReport, ({ textDocument }, token) => this.#report(textDocument.uri, token)),
    );
  }

  /**
   * A document was opened, changed or closed. An editor that pulls asks about that document by itself, but not at once
   * about the others, nor about a hidden one that is shown again; yet a change to a mapping, for example, may concern a
   * template.
   */
  documentChanged(): void {
    if (!this.#pulls) this.#push.ask();
    else if (this.#refreshes && this.#workspace.documents.all().length > 1) this.#refresh.ask();
  }

  /** Something else changed: a file on the disk, the settings. An editor that pulls does not notice that. */
  worldChanged(): void {
    if (!this.#pulls) this.#push.ask();
    else if (this.#refreshes) void this.#askAgain();
  }

  #askAgain(): Promise<void> {
    return this.#connection.languages.diagnostics.refresh().catch(() => undefined); // It is closing down.
  }

  closed(uri: string): void {
    if (this.#published.delete(uri)) this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    this.#push.dispose();
    this.#refresh.dispose();
  }

  /** What the checks say about an action and all that belongs to it. */
  findingsOf(project: Project): readonly Finding[] {
    const known = this.#findings.get(project);
    if (known) return known;
    const started = performance.now();
    const { project: checked, giants } = withoutGiants(project);
    const findings = check(checked, this.#options()).filter(({ path }) => !giants.has(path));
    this.#took = performance.now() - started;
    this.#findings.set(project, findings);
    return findings;
  }

  /** What the checks say about one open document. */
  findingsIn({ document, project }: Look): readonly Finding[] {
    const path = canonical(document.uri);
    if (project) return this.findingsOf(project).filter(finding => finding.path === path);
    if (!isTemplate(document)) return [];
    return checkTemplate(this.#workspace.templateOf({ document }), this.#options());
  }

  #options() {
    return { severities: severitiesOf(this.#workspace.settings) };
  }

  /**
   * Waits a moment first, the longer the slower the last check was: while somebody types, the editor asks after every
   * keystroke and cancels the previous request, and completion must not wait for answers that nobody wants.
   */
  async #report(uri: string, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    await new Promise(resolve => setTimeout(resolve, Math.min(mostDelay, this.#took / 2)));
    const looks = token.isCancellationRequested ? [] : await this.#workspace.lookAll(uri);
    const items = this.#diagnosticsOf(looks);
    return { kind: DocumentDiagnosticReportKind.Full, items };
  }

  async #publishAll(): Promise<void> {
    for (const { uri } of this.#workspace.documents.all()) {
      await guardNotice(this.#connection.console, 'Checking', uri, () => this.#publish(uri));
    }
  }

  async #publish(uri: string): Promise<void> {
    const looks = await this.#workspace.lookAll(uri);
    if (!looks[0]) return;
    const { version } = looks[0].document;
    const diagnostics = this.#diagnosticsOf(looks);
    const told = JSON.stringify([version, diagnostics]);
    if (this.#published.get(uri) === told) return;
    this.#published.set(uri, told);
    await this.#connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** Whether the editor's own JSON check reports the same. */
  #isSaid({ ofJson }: Finding, { document: { languageId } }: Look): boolean {
    if (!this.#checksJson || ofJson === undefined) return false;
    return languageId === 'json' || (languageId === 'jsonc' && ofJson === 'jsonc');
  }

  /** What is wrong in the same way for several actions is reported once. */
  #diagnosticsOf(looks: readonly Look[]): Diagnostic[] {
    const all = looks.flatMap(look => {
      if (isGiant(look.document)) return [giantNotice()];
      return this.findingsIn(look)
        .filter(finding => !this.#isSaid(finding, look))
        .map(finding => diagnosticOf(finding, look.document, look.texts));
    });
    return [...new Map(all.map(diagnostic => [JSON.stringify(diagnostic), diagnostic])).values()];
  }
}

const emptyReport: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

const giantNotice = (): Diagnostic => ({
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
  severity: DiagnosticSeverity.Information,
  source: 'intercom-webhook',
  message: t`This file has more than ${largestFile.toLocaleString('en')} characters, so it is not checked.`,
});
