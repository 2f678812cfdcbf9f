import type {
  PrepareRenameResult,
  RenameParams,
  TextDocumentPositionParams,
  WorkspaceEdit,
} from 'vscode-languageserver';
import {
  actionTarget,
  eventTarget,
  filesOf,
  type Refusal,
  type RenameTarget,
  rename,
  templateTarget,
} from '../core/language';
import { ask, type FeatureContext } from './ask';
import { offsetIn, rangeIn, workspaceEditOf } from './convert';
import { guard, Refused } from './guard';

/** Gives things a new name in all files at once. */
export function answerRename(context: FeatureContext): void {
  const { connection } = context;
  const log = connection.console;
  connection.onPrepareRename(guard(log, 'Preparing a rename', null, at => prepare(context, at)));
  connection.onRenameRequest(guard(log, 'Renaming', null, params => renameAt(context, params)));
}

type At = TextDocumentPositionParams;

async function prepare(context: FeatureContext, at: At): Promise<PrepareRenameResult | null> {
  const target = await targetAt(context, at);
  if (!target) return null;
  const { range, name } = accepted(target.found);
  return { range: rangeIn(target.document, range), placeholder: name };
}

async function renameAt(context: FeatureContext, { newName, ...at }: RenameParams): Promise<WorkspaceEdit | null> {
  const { workspace } = context;
  const target = await targetAt(context, at);
  if (!target?.project) return null;
  const { project } = target;
  const others = await workspace.projects.sharing(project);
  const projects = [project, ...others];
  const texts = await workspace.textsAt(projects.flatMap(each => [each.path, ...filesOf(each)]));
  const textOf = (path: string) => texts(path)?.getText();
  const { edits } = accepted(rename(accepted(target.found), newName.trim(), { project, others, textOf }));
  return workspaceEditOf(edits, texts);
}

function targetAt(context: FeatureContext, at: At) {
  return ask<Target | undefined>(context, at, undefined, {
    template(template, { document }) {
      const found = templateTarget(template, offsetIn(document, at.position));
      return found && { found, document, project: template.project };
    },
    action(action, { document }) {
      const found = actionTarget(action, offsetIn(document, at.position));
      return found && { found, document, project: action.project };
    },
    event(event, { document }) {
      const found = eventTarget(event, offsetIn(document, at.position));
      return found && { found, document, project: event.project };
    },
  });
}

interface Target {
  readonly found: RenameTarget | Refusal;
  readonly document: Parameters<typeof rangeIn>[0];
  readonly project: Parameters<typeof rename>[2]['project'] | undefined;
}

/** The answer, if it is not a refusal: the protocol wants that as an error, whose message the editor shows. */
function accepted<T extends object>(answer: T | Refusal): T {
  if ('kind' in answer && answer.kind === 'refused') throw new Refused((answer as Refusal).message);
  return answer as T;
}
