import { t } from '@vscode/l10n';
import type { ActionForm } from '../../action/project';
import { endpointOf } from '../../intercom/endpointOf';
import { newestDescribed } from '../../intercom/versions';
import { contentTypes, mediaType } from '../../tealium/form';
import { nearest } from '../../text/nearest';
import type { Span } from '../../text/range';
import type { FormRule, Report } from '../rule';
import { header, isUnread, mappingFor, misspeltHeader, place, setText } from './formEdits';

/** The Accept header and the media types: Intercom answers 406 to anything but `application/json`. */
export const mediaTypes: FormRule = {
  cards: [
    {
      code: 'missing-accept',
      severity: 'error',
      group: 'Action',
      summary: 'No header says that the answer may be JSON.',
    },
    {
      code: 'invalid-media-type',
      severity: 'error',
      group: 'Action',
      summary: 'A media type is misspelt or not what Intercom speaks.',
    },
  ],
  check(project, report) {
    const { contentType } = project.action;
    const accept = header(project, 'Accept');
    if (!accept && !isUnread(project, 'action.headers')) missingAccept(project, report);
    const source = accept?.source;
    const literal = source?.kind === 'map' || source?.kind === 'text' ? source.value : undefined;
    if (literal && !literal.text.includes('{{')) checkAccept(project, literal, report);
    if (contentType?.text.trim()) checkContentType(project, contentType, report);
  },
};

function missingAccept(project: ActionForm, report: Report): void {
  const misspelt = misspeltHeader(project, 'Accept');
  if (misspelt) {
    report({ code: 'missing-accept', ...misspelt });
    return;
  }
  report({
    code: 'missing-accept',
    range: place(project, 'action.headers'),
    message: t('Add the header `Accept: application/json`: without it Intercom may answer 406.'),
    fixes: () => [
      {
        title: t('Add Accept: application/json'),
        edits: mappingFor(project, 'headers', { map: 'application/json', to: 'Accept' }),
        preferred: true,
        safe: true,
      },
    ],
  });
}

function checkAccept(project: ActionForm, value: Span, report: Report): void {
  const types = value.text.split(',').map(mediaType);
  if (types.some(type => ['application/json', 'application/*', '*/*'].includes(type))) return;
  report({
    code: 'invalid-media-type',
    range: value,
    message: t('Intercom answers 406 to this: Accept must be `application/json`.'),
    fixes: [toJson(project, value)],
  });
}

function checkContentType(project: ActionForm, value: Span, report: Report): void {
  const type = mediaType(value.text);
  if (
    /^(application|audio|font|image|message|model|multipart|text|video)\/[a-z0-9!#$&^_.+-]+$/.test(type) &&
    !isNearMiss(type)
  ) {
    if (type !== 'application/json' && isForIntercom(project)) {
      const message = t('Intercom reads bodies of the type `application/json` only.');
      report({ code: 'invalid-media-type', range: value, message, fixes: [toJson(project, value)] });
    }
    return;
  }
  const near =
    nearest(
      type,
      contentTypes.map(({ name }) => name),
    ) ?? 'application/json';
  report({
    code: 'invalid-media-type',
    range: value,
    message: t`There is no such media type. For Intercom choose \`${near}\`.`,
    fixes: [toJson(project, value, near)],
  });
}

/** Whether the URL leads to Intercom, and a body is sent there. */
function isForIntercom({ action: { method, url, bodyData } }: ActionForm): boolean {
  if (!url || bodyData.length === 0) return false;
  const { kind } = endpointOf(method?.text ?? 'POST', url.text, newestDescribed);
  return kind === 'found' || kind === 'other-version';
}

/** `application/jason`: one or two letters off a type that people use. */
function isNearMiss(type: string): boolean {
  const names = contentTypes.map(({ name }) => name);
  return !names.includes(type) && !type.includes('+') && type.startsWith('application/j');
}

function toJson(project: ActionForm, value: Span, type = 'application/json') {
  return { title: t`Change to ${type}`, edits: [setText(project, value, type)], preferred: true, safe: true };
}
