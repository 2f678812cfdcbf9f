import { t } from '@vscode/l10n';
import type { Finding } from '../finding';
import { type Reported, replace } from '../rule';
import type { TemplateSubject } from '../subject';
import { isInString } from './misread';

const tags = /\{%[-+]?\s*(\w+)([^%{}]*?)[-+]?%\}/g;

/** `{% if vip %}`: tags of Liquid and similar languages, which are text here. Inside a string they are valid JSON. */
export function liquidTags({ text, path, json }: TemplateSubject): readonly Reported[] {
  const open: (string | undefined)[] = [];
  return [...text.matchAll(tags)].map(({ 0: tag, 1: word = '', 2: rest = '', index }) => {
    const meant = meaning(word, rest.trim(), open);
    const [start, end] = [index, index + tag.length];
    return {
      code: 'single-braces',
      range: { start, end },
      ...(json && isInString(text, start) && { severity: 'warning' }),
      message: meant
        ? t`This tag is of another template language: write \`${meant}\`.`
        : t('This tag is of another template language: sections are written `{{#name}}…{{/name}}`.'),
      fixes: [meant ? { title: t`Change to ${meant}`, edits: [replace(path, start, end, meant)] } : undefined],
    };
  });
}

/** Whether a finding is about such a tag outside a string: then what follows is not what it was meant to be. */
export function isLiquid({ code, severity, range: { start } }: Finding, text: string): boolean {
  return code === 'single-braces' && severity === 'error' && text.startsWith('{%', start);
}

/**
 * The tag in this language, if it tests nothing but a name. `open`: the names of the sections around it, which this
 * call updates.
 */
function meaning(word: string, rest: string, open: (string | undefined)[]): string | undefined {
  if (word === 'else') return open.at(-1) && `{{/${open.at(-1)}}}{{^${open.at(-1)}}}`;
  if (word.startsWith('end')) {
    const name = open.pop();
    return name && `{{/${name}}}`;
  }
  if (!['if', 'unless', 'for'].includes(word)) return undefined;
  const name = /^(?:\w+ in )?([\w.]+)$/.exec(rest)?.[1];
  open.push(name);
  return name && `{{${word === 'unless' ? '^' : '#'}${name}}}`;
}
