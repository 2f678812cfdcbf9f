import { editsOf } from '../core/answer/answerFixes';
import { type FixAnswer, type FixAnswerParams, requests } from '../protocol';
import { workspaceEditOf } from './convert';
import { canonical } from './files';
import { guard } from './guard';
import type { MessageContext } from './messages';

/** Carries out the fix of an explained answer on the action as it is now, which may have changed since the send. */
export function answerFixes({ connection, workspace }: Pick<MessageContext, 'connection' | 'workspace'>): void {
  connection.onRequest(
    requests.fixAnswer,
    guard<FixAnswerParams, FixAnswer>(
      connection.console,
      'Fixing',
      { kind: 'refused' },
      async ({ action, fix }): Promise<FixAnswer> => {
        await workspace.ready;
        const project = await workspace.projects.at(canonical(action));
        const edits = editsOf(project, fix);
        if (edits.length === 0) return { kind: 'nothing' };
        const edit = workspaceEditOf(edits, await workspace.textsOf(project));
        const { applied } = await connection.workspace.applyEdit({ label: fix.title, edit });
        return { kind: applied ? 'edited' : 'refused' };
      },
    ),
  );
}
