import { endpointOf } from '../intercom/endpointOf';
import { headerNamed } from '../intercom/headers';
import { newestDescribed, readVersion } from '../intercom/versions';
import { type Span, touches } from '../text/range';
import { code } from './describe';
import {
  describeEndpoint,
  describeHeader,
  describeOperator,
  describeVersion,
  methodUses,
  regionOf,
} from './describeRequest';
import type { ActionDocument } from './document';
import type { Hover } from './hover';
import { versionOf } from './request';

/** What is known of the method, the URL, a header or an operator of an action, beyond what its schema tells. */
export function formHover({ project }: ActionDocument, offset: number): Hover | undefined {
  const { method, url, headers, when = [] } = project.action;
  const about = (span: Span | undefined, describe: (text: string) => string | undefined): Hover | undefined => {
    if (!span || !touches(span, offset)) return undefined;
    const markdown = describe(span.text);
    return markdown === undefined ? undefined : { range: span, markdown };
  };
  const endpoint = () => {
    const lookup = method && url && endpointOf(method.text, url.text, versionOf(project) ?? newestDescribed);
    return lookup?.kind === 'found' || lookup?.kind === 'other-version' ? describeEndpoint(lookup.endpoint) : undefined;
  };
  const known = [
    () => about(method, text => endpoint() ?? (methodUses[text] && `${code(text)}: ${methodUses[text]}`)),
    () => about(url, text => urlMeaning(text, endpoint())),
    ...headers.flatMap(({ to, source }) => [
      () => about(to, text => describeKnownHeader(text)),
      () =>
        about(source?.kind === 'map' || source?.kind === 'text' ? source.value : undefined, text =>
          headerValue(to, text),
        ),
    ]),
    ...when.flat().map(
      ({ operator }) =>
        () =>
          about(operator, describeOperator),
    ),
  ];
  for (const ask of known) {
    const found = ask();
    if (found) return found;
  }
  return undefined;
}

function urlMeaning(url: string, endpoint: string | undefined): string | undefined {
  const region = regionOf(/^https:\/\/([^/?#]+)/.exec(url)?.[1] ?? '');
  const parts = [endpoint, region && `Region: ${region}.`].filter(part => part !== undefined);
  return parts.length > 0 ? parts.join('\n\n') : undefined;
}

function describeKnownHeader(name: string): string | undefined {
  const header = headerNamed(name);
  return header && describeHeader(header);
}

function headerValue(to: Span | undefined, text: string): string | undefined {
  const header = headerNamed(to?.text ?? '');
  if (!header || text.trim() === '') return undefined;
  if (header.name !== 'Intercom-Version') return header.values?.find(({ value }) => value === text)?.help;
  const version = readVersion(text);
  return version && describeVersion(version);
}
