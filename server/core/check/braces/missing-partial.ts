import { t } from '@vscode/l10n';
import { nearest } from '../../text/nearest';
import { includesOf } from '../includes';
import { replace, type TemplateRule } from '../rule';

/** `{{>name}}` where nothing has that name: the engine fails when it renders. */
export const missingPartial: TemplateRule = {
  cards: [
    {
      code: 'missing-partial',
      severity: 'error',
      group: 'Braces',
      summary: 'A partial includes a template that is not there.',
    },
  ],
  check({ nodes, path, project, name: own }, report) {
    const includes = project && includesOf(project);
    for (const range of includes?.endless.get(own) ?? []) {
      const message = t('This includes a template that includes this one, so the render ends with an error.');
      report({ code: 'template-error', range, message });
    }
    const nested = new Set(nodes['nested-template'].map(({ tag }) => tag.content.text));
    for (const { tag } of [...nodes.partial, ...nodes.extend]) {
      const { text: name, ...range } = tag.content;
      if (nested.has(name) || (project?.profile.partials && project.templates.has(name))) continue;
      const near = nearest(name, project?.profile.partials ? [...nested, ...project.templates.keys()] : nested);
      const elsewhere = project?.templates.has(name);
      const advice = near
        ? t`Did you mean \`${near}\`?`
        : elsewhere
          ? t('Tealium renders each template on its own: copy its text here.')
          : includes
            ? t('Add it under `templates`.')
            : t`Define it here with \`${`{{+${name}}}`}…${`{{/${name}}}`}\`, or put its text here.`;
      report({
        code: 'missing-partial',
        range,
        message: t`This template has no part named \`${name}\`. ${advice}`,
        fixes: [
          near
            ? { title: t`Change to ${near}`, edits: [replace(path, range.start, range.end, near)], preferred: true }
            : undefined,
        ],
      });
    }
  },
};
