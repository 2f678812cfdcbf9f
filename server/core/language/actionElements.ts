import type { Mapping } from '../action/model';
import type { Project } from '../action/project';
import { placeholders } from '../action/spans';
import { type Range, type Span, touches } from '../text/range';

/** A word of an action that means something beyond what its schema knows. */
export type ActionElement =
  /** `body_template`, in `{{body_template}}` or as a key of `templates` */
  | { readonly kind: 'template'; readonly range: Range; readonly name: string }
  | { readonly kind: 'attribute'; readonly range: Range; readonly name: string }
  /** The name a template variable is mapped to. */
  | { readonly kind: 'variable'; readonly range: Range; readonly name: string }
  | { readonly kind: 'secret'; readonly range: Range; readonly name: string };

/** The element that the cursor is on or right after; the quotes around it belong to it too. */
export function actionElementAt(project: Project, offset: number): ActionElement | undefined {
  const { text } = project;
  const elements = actionElements(project);
  return (
    elements.find(({ range }) => touches(range, offset)) ??
    elements.find(
      ({ range: { start, end } }) =>
        (offset === start - 1 && text[offset] === '"') || (offset === end + 1 && text[end] === '"'),
    )
  );
}

/** All elements of an action. */
export function actionElements({ action, text }: Project): readonly ActionElement[] {
  const fields = [...action.urlParameters, ...action.headers, ...action.cookies, ...action.bodyData];
  return [
    ...templatesIn(text, action.url),
    ...fields.flatMap(mapping => sourceElements(text, mapping)),
    ...action.templateVariables.flatMap(mapping => [
      ...sourceElements(text, mapping),
      ...named('variable', mapping.to),
    ]),
    ...(action.when ?? []).flat().flatMap(({ attribute }) => named('attribute', attribute)),
    ...action.attributes.flatMap(({ name }) => named('attribute', name)),
    ...action.templates.flatMap(({ name }) => named('template', name)),
  ];
}

function sourceElements(text: string, { source }: Mapping): readonly ActionElement[] {
  switch (source?.kind) {
    case 'map':
      return templatesIn(text, source.value);
    case 'attribute':
    case 'secret':
      return named(source.kind, source.value);
    case 'text':
    case undefined:
      return [];
  }
}

function templatesIn(text: string, value: Span | undefined): readonly ActionElement[] {
  return value ? placeholders(text, value).flatMap(({ name }) => named('template', name)) : [];
}

function named(kind: ActionElement['kind'], span: Span | undefined): readonly ActionElement[] {
  return span ? [{ kind, range: span, name: span.text }] : [];
}
