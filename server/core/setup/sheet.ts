import { t } from '@vscode/l10n';
import type { Condition, Mapping } from '../action/model';
import type { Project, ProjectTemplate } from '../action/project';
import { placeholders } from '../action/spans';
import { maskTokens } from '../check/action/token-in-file';
import { bodyField, hasNamedFields } from '../tealium/form';
import { hex } from '../template/helpers/encode';
import { digest } from '../template/java/digest';
import { utf8 } from '../template/java/reflect';
import type { Range } from '../text/range';

/** A part of Tealium's form, with its fields in their order. */
export interface SetupSection {
  readonly title: string;
  readonly items: readonly SetupItem[];
}

/** What is filled in and ticked off together: a field, or a mapping with its two sides. */
export interface SetupItem {
  /** The same as long as the field is the same, whatever its value. */
  readonly id: string;
  readonly title: string;
  readonly parts: readonly SetupPart[];
  /** Where the value stands. */
  readonly place: { readonly path: string; readonly range: Range };
}

/** One box of the form. Without a value there is nothing to copy, and the hint says what goes there. */
export interface SetupPart {
  readonly label: string;
  readonly value?: string;
  readonly hint?: string;
}

/** The name of the action in Tealium's list; the guide of 2016 calls it “Send Custom Request”. */
const actionType = 'Send Customized Data via HTTP Request (Advanced)';

/**
 * The action as Tealium's form wants it, field by field. Names are without braces, values with them; a template is
 * complete, except for the line break that ends its file. It never holds secrets. Source: Tealium, "Webhook connector:
 * actions and parameters".
 */
export function setupSheet(project: Project): readonly SetupSection[] {
  const sheet = new Sheet(project);
  return [sheet.connector(), sheet.source(), sheet.request(), ...sheet.mappings(), sheet.templates(), sheet.rest()];
}

/** If the values change, so does the fingerprint, and what was ticked off is to be done again. */
export function fingerprintOf(parts: readonly SetupPart[]): string {
  return hex(digest('SHA-256', Uint8Array.from(utf8(JSON.stringify(parts))))!).slice(0, 32);
}

class Sheet {
  constructor(private readonly project: Project) {}

  connector(): SetupSection {
    const { connectorTitle, basicAuth } = this.project.action;
    const credential = (name: 'username' | 'password', label: string) => {
      const filled = basicAuth?.[name]?.text;
      const blank = { label, hint: t('Leave it blank: the Authorization header says who sends.') };
      if (!filled) return this.item(`connector.${name}`, label, [blank], 'connector.basicAuth');
      const secret = name === 'password' ? { label, hint: t('The password goes here.') } : this.part(label, filled);
      return this.item(`connector.${name}`, label, [secret], 'connector.basicAuth');
    };
    return {
      title: 'Connector: Webhook (BasicAuth)',
      items: [
        this.item('connector.title', 'Title', [this.part('Title', connectorTitle?.text || 'Intercom')], 'connector'),
        credential('username', 'Username'),
        credential('password', 'Password'),
      ],
    };
  }

  source(): SetupSection {
    const { stream, when = [], name } = this.project.action;
    const conditions = when.flatMap((group, at) =>
      group.map((condition, index) => this.condition(condition, `when.${at}.${index}`, at > 0 && index === 0)),
    );
    const all = this.item(
      'source.when',
      'Conditions',
      [{ label: 'Conditions', hint: t('None: all events.') }],
      'action.source',
    );
    return {
      title: 'Event feed and action',
      items: [
        this.item('source.stream', 'Event feed', [this.named('Name', stream?.text, t('All events.'))], 'action.source'),
        ...(conditions.length > 0 ? conditions : [all]),
        this.item(
          'action.type',
          'Action',
          [{ label: 'Action', hint: t`Pick “${actionType}” from the list.` }],
          'action',
        ),
        this.item('action.name', 'Action name', [this.named('Name', name?.text, t('Any name.'))], 'action.name'),
      ],
    };
  }

  request(): SetupSection {
    const { method, url } = this.project.action;
    const methodPart = {
      label: 'Method',
      hint: method?.text ? t`Pick ${method.text} from the list.` : t('Pick the method from the list.'),
    };
    return {
      title: 'Request',
      items: [
        this.item('method', 'Method', [methodPart], 'action.method'),
        this.item('url', 'URL', [this.named('URL', url?.text, t('The action has no URL yet.'))], 'action.url'),
      ],
    };
  }

  mappings(): readonly SetupSection[] {
    const { urlParameters, headers, cookies, contentType, bodyData, templateVariables } = this.project.action;
    const type = contentType?.text ?? '';
    const typePart = type
      ? { ...this.part('Type', type), hint: t('From the list.') }
      : { label: 'Type', hint: t('None.') };
    const body = this.list('Body Data', 'bodyData', bodyData, !hasNamedFields(type));
    return [
      this.list('URL Parameters', 'urlParameters', urlParameters),
      this.list('Headers', 'headers', headers),
      this.list('Cookies', 'cookies', cookies),
      {
        title: 'Body',
        items: [this.item('contentType', 'Body Content Type', [typePart], 'action.contentType'), ...body.items],
      },
      this.list('Template Variables', 'templateVariables', templateVariables),
    ];
  }

  templates(): SetupSection {
    const items = [...this.project.templates.values()].map((template): SetupItem => {
      const { name, path, text, reference } = template;
      const content = withoutFinalBreak(text ?? '');
      return {
        id: `templates.${name}`,
        title: `Template ${name}`,
        parts: [
          { ...this.part('Name', name), hint: t`Kind: ${this.kindOf(template)}.` },
          text === undefined
            ? { label: 'Template', hint: t`There is no file ${reference.path.text}.` }
            : this.part('Template', content),
        ],
        place: { path, range: { start: 0, end: 0 } },
      };
    });
    const none = this.item('templates', 'Templates', [{ label: 'Templates', hint: t('None.') }], 'action.templates');
    return { title: 'Templates', items: items.length > 0 ? items : [none] };
  }

  rest(): SetupSection {
    const part = { label: 'Redirection', hint: t('Leave it off.') };
    return { title: 'Other', items: [this.item('redirection', 'Redirection', [part], 'action')] };
  }

  private condition({ attribute, operator, value, range }: Condition, id: string, or: boolean): SetupItem {
    const parts = [
      { ...this.part('Attribute', attribute?.text ?? ''), ...(or && { hint: t('In an OR group of its own.') }) },
      { label: 'Operator', hint: t`Pick “${operator?.text ?? ''}” from the list.` },
      ...(value === undefined ? [] : [this.part('Value', String(value))]),
    ];
    return {
      id,
      title: `Condition on ${attribute?.text ?? 'nothing'}`,
      parts,
      place: { path: this.project.path, range },
    };
  }

  private list(title: string, field: string, rows: readonly Mapping[], single = false): SetupSection {
    const blank = { label: title, hint: t('Leave it blank.') };
    if (rows.length === 0) return { title, items: [this.item(field, title, [blank], `action.${field}`)] };
    const seen = new Map<string, number>();
    return {
      title,
      items: rows.map(({ source, to, range }): SetupItem => {
        const name = bare(to?.text ?? '');
        const times = (seen.get(name) ?? 0) + 1;
        seen.set(name, times);
        const picked = single && name === bodyField;
        const target = picked
          ? { label: 'To', hint: t`Pick ${bodyField} from the list; typed in it does not work.` }
          : this.part('To', name);
        return {
          id: `${field}.${name}${times > 1 ? `.${times}` : ''}`,
          title: `${singular[field] ?? title} ${name}`,
          parts: [this.from(source), target],
          place: { path: this.project.path, range },
        };
      }),
    };
  }

  private from(source: Mapping['source']): SetupPart {
    switch (source?.kind) {
      case 'attribute':
        return { ...this.part('Map', source.value.text), hint: t('An attribute, from the list.') };
      case 'secret':
        return { label: 'Map', hint: t('Custom text. The access token goes here.') };
      case 'map':
      case 'text':
        return { ...this.part('Map', source.value.text), hint: t('Custom text.') };
      case undefined:
        return { label: 'Map', hint: t('The mapping has no source yet.') };
    }
  }

  /** Which part of the request the template is for. */
  private kindOf({ name }: ProjectTemplate): string {
    const { text, action } = this.project;
    const uses = (value: Parameters<typeof placeholders>[1] | undefined) =>
      value !== undefined && placeholders(text, value).some(placeholder => placeholder.name.text === name);
    const inRows = (rows: readonly Mapping[]) =>
      rows.some(({ source }) => source?.kind === 'map' && uses(source.value));
    if (inRows(action.headers)) return 'Header';
    if (inRows(action.bodyData)) return 'Body';
    if (uses(action.url)) return 'URL';
    return inRows(action.urlParameters) ? 'URL parameters' : 'Custom';
  }

  private named(label: string, value: string | undefined, otherwise: string): SetupPart {
    return value ? this.part(label, value) : { label, hint: otherwise };
  }

  /** A value to copy, unless a token stands in it. */
  private part(label: string, value: string): SetupPart {
    if (maskTokens(value) === value) return { label, value };
    return { label, hint: t('This value holds a token, so it is not shown. Move it to the secret store.') };
  }

  private item(id: string, title: string, parts: readonly SetupPart[], field: string): SetupItem {
    const { path, action } = this.project;
    return { id, title, parts, place: { path, range: action.fields.get(field)?.key ?? { start: 0, end: 0 } } };
  }
}

const singular: Readonly<Record<string, string>> = {
  urlParameters: 'URL parameter',
  headers: 'Header',
  cookies: 'Cookie',
  bodyData: 'Body data',
  templateVariables: 'Template variable',
};

/** `name` of `{{name}}`, as Tealium wants it under To. */
function bare(name: string): string {
  return name.replace(/^\{\{\s*(.*?)\s*\}\}$/s, '$1').trim();
}

/** Removes the line break that ends a file: it is the editor's, and would break a header. */
export function withoutFinalBreak(text: string): string {
  return text.replace(/(\r\n|\r|\n)$/, '');
}
