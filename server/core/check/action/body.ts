import { t } from '@vscode/l10n';
import type { Endpoint } from '../../intercom/fields';
import { bodyField, hasNamedFields } from '../../tealium/form';
import { intercomRequest } from '../intercom/request';
import type { ActionRule } from '../rule';
import { isUnread, place, setField, setText } from './formEdits';

/** Body data and its content type. */
export const body: ActionRule = {
  cards: [
    { code: 'body-mapping', severity: 'error', group: 'Action', summary: 'Body data is not one mapping to `Body`.' },
    { code: 'missing-content-type', severity: 'error', group: 'Action', summary: 'Body data has no content type.' },
  ],
  check(project, report) {
    const { bodyData, contentType } = project.action;
    const [first, second] = bodyData;
    if (isUnread(project, 'action.bodyData')) return;
    if (!first) {
      const request = intercomRequest(project);
      if (request?.lookup.kind !== 'found' || !needsBody(request.lookup.endpoint)) return;
      const { method, path } = request.lookup.endpoint;
      const message = t`${method} ${path} needs a body: map a template to \`${bodyField}\` under \`bodyData\`.`;
      report({ code: 'body-mapping', range: place(project, 'action.bodyData'), message });
      return;
    }
    if (!contentType?.text.trim()) {
      report({
        code: 'missing-content-type',
        range: contentType && contentType.end > contentType.start ? contentType : place(project, 'action.bodyData'),
        message: t('Tealium sends no body without a content type: choose `application/json`.'),
        fixes: () => [
          {
            title: t('Set the content type to application/json'),
            edits: setField(project, ['action', 'contentType'], 'application/json'),
            preferred: true,
            safe: true,
          },
        ],
      });
    }
    if (contentType && hasNamedFields(contentType.text)) return;
    if (second) {
      const message = t`Only form content types take several mappings: build one body in a template and map it to \`${bodyField}\`.`;
      report({ code: 'body-mapping', range: second.to ?? second.range, message });
    } else if (first.to && first.to.text !== bodyField && !/[{}]/.test(first.to.text)) {
      report({
        code: 'body-mapping',
        range: first.to,
        message: t`Map the body to \`${bodyField}\`, picked from Tealium's list: nothing else becomes the body.`,
        fixes: [
          {
            title: t`Change to ${bodyField}`,
            edits: [setText(project, first.to, bodyField)],
            preferred: true,
            safe: true,
          },
        ],
      });
    }
  },
};

/** Whether Intercom refuses the request where it has none. */
function needsBody({ fields, rules }: Endpoint): boolean {
  return fields.some(({ required }) => required) || rules.some(rule => rule.kind === 'one of' && !rule.where);
}
