import type { Location, ReferenceParams, TextDocumentPositionParams } from 'vscode-languageserver';
import {
  type ActionDocument,
  actionDefinition,
  actionReferences,
  definition,
  type EventDocument,
  eventDefinition,
  eventReferences,
  filesOf,
  type Place,
  references,
  type TemplateDocument,
} from '../core/language';
import type { FeatureContext } from './ask';
import { locationOf, offsetIn, type Texts } from './convert';
import { guard } from './guard';
import { isGiant, isTemplate, type Look, type Workspace } from './workspace';

/** Finds what a name stands for, and its uses; for a file that actions share, in each of them. */
export function answerNavigation({ connection, workspace }: FeatureContext): void {
  const log = connection.console;
  connection.onDefinition(guard(log, 'Definition', [], at => locate(workspace, at, definitions())));
  connection.onReferences(
    guard<ReferenceParams, Location[]>(log, 'References', [], at =>
      locate(workspace, at, usesOf(at.context.includeDeclaration)),
    ),
  );
}

/** Where to look, one function for each kind of document; `textOf` knows the events as well. */
interface Finders {
  readonly template: (document: TemplateDocument, offset: number) => readonly Place[];
  readonly action: (document: ActionDocument, offset: number, textOf: TextOf) => readonly Place[];
  readonly event: (document: EventDocument, offset: number, textOf: TextOf) => readonly Place[];
}

type TextOf = (path: string) => string | undefined;

/** A function, so that the core is loaded only when it is asked. */
const definitions = (): Finders => ({ template: definition, action: actionDefinition, event: eventDefinition });

function usesOf(withDeclaration: boolean): Finders {
  return {
    template: (document, offset) => references(document, offset, withDeclaration),
    action: (document, offset, textOf) => actionReferences(document, offset, withDeclaration, textOf),
    event: (document, offset, textOf) => eventReferences(document, offset, withDeclaration, textOf),
  };
}

async function locate(
  workspace: Workspace,
  { textDocument, position }: TextDocumentPositionParams,
  finders: Finders,
): Promise<Location[]> {
  const looks = await workspace.lookAll(textDocument.uri);
  const found = looks.map(async look => {
    if (isGiant(look.document)) return [];
    const offset = offsetIn(look.document, position);
    if (isTemplate(look.document)) return locations(finders.template(workspace.templateOf(look), offset), look.texts);
    const texts = await allTexts(workspace, look);
    const textOf = (path: string) => texts(path)?.getText();
    const [action, event] = [workspace.actionOf(look), workspace.eventOf(look)];
    const places = action ? finders.action(action, offset, textOf) : event ? finders.event(event, offset, textOf) : [];
    return locations(places, texts);
  });
  const all = (await Promise.all(found)).flat();
  return [...new Map(all.map(location => [JSON.stringify(location), location])).values()];
}

/** The texts of an action and of everything it is made of, the events too. */
async function allTexts(workspace: Workspace, { project, texts }: Look): Promise<Texts> {
  return project ? workspace.textsAt([project.path, ...filesOf(project)]) : texts;
}

function locations(places: readonly Place[], texts: Texts): Location[] {
  return places.flatMap(place => locationOf(place, texts) ?? []);
}
