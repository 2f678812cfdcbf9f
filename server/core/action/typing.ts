import { nearest } from '../text/nearest';
import type { Action } from './model';
import type { Attribute, TemplateVariable } from './project';

/**
 * The template variables of an action by their `to` name, typed. Custom text and secrets are texts that are always
 * there. An attribute that is neither declared, preloaded nor seen in a sample is taken for an optional text: most of
 * Tealium's attributes are texts, and nothing says that this one will have a value. A misspelt attribute is taken for
 * the one that was meant. The check `unknown-attribute` asks for its type.
 */
export function variablesOf(
  action: Action,
  attributes: ReadonlyMap<string, Attribute>,
): ReadonlyMap<string, TemplateVariable> {
  const variables = new Map<string, TemplateVariable>();
  for (const mapping of action.templateVariables) {
    const name = mapping.to?.text;
    if (!name) continue;
    const attribute = mapping.source?.kind === 'attribute' ? known(mapping.source.value.text, attributes) : undefined;
    const fixed = mapping.source !== undefined && mapping.source.kind !== 'attribute';
    const type = attribute?.type ?? 'string';
    variables.set(name, { name, type, optional: attribute?.optional ?? !fixed, mapping });
  }
  return variables;
}

function known(name: string, attributes: ReadonlyMap<string, Attribute>): Attribute | undefined {
  return attributes.get(name) ?? attributes.get(nearest(name, attributes.keys()) ?? '');
}
