import { t } from '@vscode/l10n';
import type { Project } from '../../action/project';
import { meantOrigin } from '../../intercom/endpointOf';
import type { Endpoint } from '../../intercom/fields';
import { newestDescribed } from '../../intercom/versions';
import { nearest } from '../../text/nearest';
import { isUnread, mappingFor, misspeltHeader, place, setText } from '../action/formEdits';
import type { ActionRule, Report, RuleCard } from '../rule';
import { toContacts } from './convert';
import { type IntercomRequest, intercomRequest } from './request';

/** Compares the path, method and version of the request with what Intercom has. */
export const endpoint: ActionRule = {
  cards: [
    card('unknown-endpoint', 'error', 'Intercom has no such request.'),
    card('endpoint-version', 'error', 'The request is not in the version of the API that is asked for.'),
    card('missing-intercom-version', 'warning', 'No header says which version of the API is meant.'),
    card('contact-not-upserted', 'information', 'POST /contacts creates contacts and never updates them.'),
  ],
  check(project, report) {
    blanks(project, report);
    const request = intercomRequest(project);
    if (!request || request.lookup.kind === 'not-a-url') {
      wrongOrigin(project, report);
      return;
    }
    unknownEndpoint(project, request, report);
    version(project, request, report);
    const { lookup, url } = request;
    if (lookup.kind === 'found' && isCreation(lookup.endpoint)) {
      report({
        code: 'contact-not-upserted',
        range: url,
        message: t(
          'POST /contacts only creates: a person who exists already is answered with 409, and nothing is updated. POST /users with Intercom-Version 1.4 does both.',
        ),
      });
    }
  },
};

function isCreation({ method, path, since }: Endpoint): boolean {
  return method === 'POST' && path === '/contacts' && since === '2.0';
}

/** `https://api.intercom.com/users`, `api.intercom.io/users`: nearly Intercom's address. */
function wrongOrigin(project: Project, report: Report): void {
  const { url } = project.action;
  if (!url) return;
  const origin = meantOrigin(url.text);
  if (!origin) {
    if (intercomRequest(project)) {
      const message = t('Write the whole URL, such as `https://api.intercom.io/contacts`.');
      report({ code: 'unknown-endpoint', range: url, message });
    }
    return;
  }
  const { start, end, text } = origin;
  // Where the file has escapes, offsets in the text are not those in the file.
  const isPlain = project.text.slice(url.start, url.end) === url.text;
  report({
    code: 'unknown-endpoint',
    range: isPlain ? { start: url.start + start, end: url.start + end } : url,
    message: t`Intercom does not answer at \`${url.text.slice(start, end)}\`. Did you mean \`${text}\`?`,
    fixes: [
      {
        title: t`Change to ${text}`,
        edits: [setText(project, url, url.text.slice(0, start) + text + url.text.slice(end))],
        preferred: true,
      },
    ],
  });
}

/** Blanks and line breaks around a URL to Intercom, or in it. */
function blanks(project: Project, report: Report): void {
  const { url } = project.action;
  const bare = url?.text.replace(/\{\{.*?\}\}/gs, tag => '-'.repeat(tag.length)) ?? '';
  const found = /\s+/.exec(bare);
  const isIntercoms = intercomRequest(project) !== undefined || meantOrigin(bare) !== undefined;
  if (!url || !found || url.text.trim() === '' || !isIntercoms) return;
  const isPlain = project.text.slice(url.start, url.end) === url.text;
  const start = url.start + found.index;
  const without = url.text
    .split('')
    .filter((_, index) => !/\s/.test(bare[index]!))
    .join('');
  report({
    code: 'unknown-endpoint',
    range: isPlain ? { start, end: start + found[0].length } : url,
    message: t('A URL holds no blanks and no line breaks: remove this one.'),
    fixes: [{ title: t('Remove the blanks'), edits: [setText(project, url, without)], preferred: true, safe: true }],
  });
}

function unknownEndpoint(project: Project, { lookup, method, url }: IntercomRequest, report: Report): void {
  switch (lookup.kind) {
    case 'other-method': {
      const methods = lookup.methods.map(name => `\`${name}\``).join(', ');
      // `post`, too: methods are in capitals.
      const near = nearest(method.text, lookup.methods);
      const meant = near ?? lookup.methods.find(name => name !== 'GET' && name !== 'DELETE');
      report({
        code: 'unknown-endpoint',
        range: method,
        message: near
          ? t`Intercom has no method \`${method.text}\`. Did you mean \`${near}\`?`
          : t`Intercom does not take \`${method.text}\` here. It takes ${methods}.`,
        fixes: [
          meant
            ? { title: t`Change to ${meant}`, edits: [setText(project, method, meant)], preferred: true }
            : undefined,
        ],
      });
      return;
    }
    case 'unknown-path': {
      const { path, suggestion } = lookup;
      report({
        code: 'unknown-endpoint',
        range: url,
        // If no known path is near, it may be newer than our table.
        ...(!suggestion && { severity: 'warning' as const }),
        message: suggestion
          ? t`Intercom has no path \`${path}\`. Did you mean \`${suggestion}\`?`
          : t`Intercom has no path \`${path}\` that we know of.`,
        fixes: [
          suggestion && url.text.includes(path)
            ? {
                title: t`Change to ${suggestion}`,
                edits: [
                  setText(
                    project,
                    url,
                    url.text.replace(path, () => suggestion),
                  ),
                ],
                preferred: true,
              }
            : undefined,
        ],
      });
      return;
    }
    default:
  }
}

function version(project: Project, request: IntercomRequest, report: Report): void {
  const { asked, lookup, endpoint: wanted } = request;
  if (asked.kind === 'unknown' || asked.kind === 'newer') {
    const value = wanted?.until ?? newestDescribed;
    const newer = asked.kind === 'newer';
    report({
      code: 'endpoint-version',
      range: asked.value,
      ...(newer && { severity: 'information' as const }),
      message: newer
        ? t`Version ${asked.value.text.trim()} is newer than what we know; fields are checked as of ${newestDescribed}.`
        : t`There is no version \`${asked.value.text.trim()}\` of the API: Intercom answers 400.`,
      fixes: newer
        ? []
        : [{ title: t`Change to ${value}`, edits: [setText(project, asked.value, value)], preferred: true }],
    });
    return;
  }
  if (asked.kind === 'none') missingVersion(project, request, report);
  if (asked.kind !== 'known' || lookup.kind !== 'other-version') return;
  const { nearest } = lookup;
  report({
    code: 'endpoint-version',
    range: asked.value,
    message: t`${nameOf(lookup.endpoint)} is ${lifetime(lookup.endpoint)}, and not in ${asked.version}: Intercom answers 400.`,
    fixes: () => [
      { title: t`Ask for version ${nearest}`, edits: [setText(project, asked.value, nearest)], preferred: true },
      toContacts(project, request),
    ],
  });
}

function missingVersion(project: Project, request: IntercomRequest, report: Report): void {
  const { lookup } = request;
  if ((lookup.kind !== 'found' && lookup.kind !== 'other-version') || isUnread(project, 'action.headers')) return;
  const old = lookup.kind === 'other-version';
  const misspelt = misspeltHeader(project, 'Intercom-Version');
  if (misspelt) {
    report({ code: 'missing-intercom-version', ...misspelt });
    return;
  }
  const value = old ? lookup.nearest : newestDescribed;
  report({
    code: 'missing-intercom-version',
    range: place(project, 'action.headers'),
    ...(old && { severity: 'error' as const }),
    message: old
      ? t`${nameOf(lookup.endpoint)} is ${lifetime(lookup.endpoint)}, and new apps get a later one: map \`${value}\` to the header Intercom-Version.`
      : t('Map a version to the header Intercom-Version: without it the setting of the app decides, and may change.'),
    fixes: () => [
      {
        title: t`Add Intercom-Version: ${value}`,
        edits: mappingFor(project, 'headers', { map: value, to: 'Intercom-Version' }),
        preferred: true,
      },
      old ? toContacts(project, request) : undefined,
    ],
  });
}

function nameOf({ method, path }: Endpoint): string {
  return `${method} ${path}`;
}

function lifetime({ since, until }: Endpoint): string {
  return until ? t`in versions ${since} to ${until}` : t`in version ${since} and later`;
}

function card(code: string, severity: RuleCard['severity'], summary: string): RuleCard {
  return { code, severity, group: 'Intercom', summary };
}
