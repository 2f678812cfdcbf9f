import { t } from '@vscode/l10n';
import { shellWords } from './shellWords';

export type CurlData =
  /** What the command sends: JSON, or a form; `attributes` where it is a form. */
  | { readonly kind: 'json'; readonly text: string }
  | { readonly kind: 'form'; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly message: string };

/** Whether a text is a curl command, whatever stands before it: a prompt, a path. */
export function isCurl(text: string): boolean {
  return /^\s*(?:[$>%#]\s+)?(?:\S*[/\\])?curl(?:\.exe)?\s/.test(text);
}

/** The data of a curl command, as "Get code to replay" of Trace and the tools of browsers write it. Source: curl's manual. */
export function curlData(text: string): CurlData {
  const words = shellWords(text.replace(/^\s*[$>%#]\s+/, ''));
  if (!words) return refused(t('A quote of the curl command is not closed. Copy the whole command.'));
  const { data, form, url } = readOptions(words.slice(1));
  const file = data.find(({ isFile }) => isFile)?.text;
  if (file !== undefined)
    return refused(t`The curl command sends what is in the file ${file}. Copy the content of that file instead.`);
  const part = form.find(each => each.startsWith('data=')) ?? form[0];
  if (part !== undefined) return readBody(part.slice(part.indexOf('=') + 1));
  if (data.length > 0) return readBody(data.map(each => each.text).join('&'));
  const query = /\?([^#]+)/.exec(url ?? '')?.[1];
  if (query) return { kind: 'form', attributes: fieldsOf(query) };
  return refused(t('The curl command sends no data. Copy one with --data, as “Get code to replay” of Trace gives it.'));
}

function refused(message: string): CurlData {
  return { kind: 'refused', message };
}

interface Options {
  readonly data: { readonly text: string; readonly isFile: boolean }[];
  readonly form: string[];
  url?: string;
}

function readOptions(words: readonly string[]): Options {
  const options: Options = { data: [], form: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const [, name = '', attached] = /^(--[\w-]+|-[a-zA-Z])(?:=?([\s\S]*))?$/.exec(word) ?? [];
    const isLong = name.startsWith('--');
    if (name === '') {
      options.url ??= word;
      continue;
    }
    // A long option has its value behind it or behind an equals sign, a short one may have it attached.
    const value = () =>
      attached !== undefined && attached !== '' && (!isLong || word.includes('=')) ? attached : (words[++at] ?? '');
    if (/^(--data(-raw|-binary|-ascii|-urlencode)?|--json|-d)$/.test(name)) options.data.push(dataOf(name, value()));
    else if (name === '--form' || name === '--form-string' || name === '-F') options.form.push(value());
    else if (name === '--url') options.url = value();
    else if (takesValue.has(name)) value();
  }
  return options;
}

/** Options besides those of data whose value must not be taken for the URL. */
const takesValue: ReadonlySet<string> = new Set([
  ...['-H', '--header', '-X', '--request', '-u', '--user', '-A', '--user-agent', '-b', '--cookie', '-e', '--referer'],
  ...['-o', '--output', '-m', '--max-time', '--connect-timeout', '-x', '--proxy', '--resolve', '-w', '--write-out'],
  ...['-c', '--cookie-jar', '-T', '--upload-file', '-E', '--cert', '--cacert', '--key', '--retry', '-K', '--config'],
]);

function dataOf(option: string, value: string): Options['data'][number] {
  if (option === '--data-raw') return { text: value, isFile: false };
  if (option !== '--data-urlencode') return { text: value.replace(/^@/, ''), isFile: value.startsWith('@') };
  const [, name, sign, content] = /^([^=@]*)([=@]?)([\s\S]*)$/.exec(value)!;
  if (sign === '@') return { text: content!, isFile: true };
  const text = sign === '' ? name! : content!;
  return { text: `${sign === '=' && name ? `${name}=` : ''}${encodeURIComponent(text)}`, isFile: false };
}

/** A body is JSON, a form, or what a browser sends as parts, of which utag.js names one `data`. */
function readBody(body: string): CurlData {
  const parts = /name="data"\r?\n(?:[^\r\n]+\r?\n)*\r?\n([\s\S]*?)\r?\n--/.exec(body)?.[1];
  const text = (parts ?? body).trim();
  if (/^[[{]/.test(text) || !/^[^\s={}]+=/.test(text)) return { kind: 'json', text };
  const attributes = fieldsOf(text);
  const data = attributes.data?.trim();
  return data?.startsWith('{') ? { kind: 'json', text: data } : { kind: 'form', attributes };
}

function fieldsOf(query: string): Record<string, string> {
  return Object.fromEntries(
    query
      .split('&')
      .filter(pair => pair !== '')
      .map(pair => {
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        return [decode(name), decode(value)];
      }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text; // A stray percent sign: taken as it stands.
  }
}
