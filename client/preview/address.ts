import { l10n, Uri } from 'vscode';
import type { Counterexample, EventChoice } from '../../server/protocol';

export const previewScheme = 'intercom-webhook-preview';

/** What a preview document shows: a file for the chosen event unless it says otherwise. */
export interface Subject {
  /** Of the template or the action. */
  readonly uri: string;
  readonly event?: EventChoice;
  /** The event that no file holds: it is rendered, or is itself what the document shows. */
  readonly counterexample?: Counterexample;
  readonly shows?: 'event';
  /** As the files are on the disk. */
  readonly saved?: true;
  /** The send of the history, by its id, whose request or rendered template it is. */
  readonly sent?: { readonly id: string; readonly template?: string };
}

/** The address of a preview document. Its folder is what makes VS Code take it for our language; an event is plain JSON. */
export function addressOf(subject: Subject): Uri {
  const isEvent = subject.shows === 'event';
  const title = (
    isEvent ? l10n.t('Event of {0}.json', titleOf(subject)) : l10n.t('Preview {0}', titleOf(subject))
  ).replaceAll(/[\\/:*?"<>|#%]+/g, ' ');
  const folder = isEvent ? 'event' : previewScheme;
  return Uri.from({ scheme: previewScheme, path: `/${folder}/${title}`, query: JSON.stringify(subject) });
}

/** What a preview document shows; undefined for any other document. */
export function subjectOf(uri: Uri): Subject | undefined {
  return uri.scheme === previewScheme ? (JSON.parse(uri.query) as Subject) : undefined;
}

/** The name of the file, and what sets this preview of it apart. */
export function titleOf({ uri, event, counterexample, saved, sent }: Subject): string {
  const { path } = Uri.parse(uri);
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.trimou$|\.webhook\.json$/, '');
  const given = counterexample ? l10n.t('counterexample {0}', counterexample.code) : event?.name;
  const apart = sent ? l10n.t('last send') : saved ? l10n.t('saved') : given;
  return apart ? `${name} (${apart})` : name;
}
