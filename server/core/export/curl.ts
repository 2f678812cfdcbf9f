import { encodeUrl } from '../action/encode';
import { environmentVariable, mask, secretPlaceholder } from '../action/secrets';
import type { ExportedRequest } from './exported';
import { secretParts } from './secretParts';

/** A command for a POSIX shell, and the environment variables that it wants, each once. */
export interface CurlCommand {
  readonly text: string;
  readonly variables: readonly string[];
}

/**
 * The curl command that sends a request, byte for byte, from any POSIX shell. A secret becomes an environment variable:
 * `<secret:intercom>` is `$INTERCOM_ACCESS_TOKEN`, one that is masked without a name `$MASKED_SECRET`. curl adds no header
 * of its own but Host and User-Agent. Source: curl's manual; POSIX, Shell Command Language, 2.2 Quoting.
 */
export function curlCommand({ method, url, headers, body }: ExportedRequest): CurlCommand {
  const shell = new Shell();
  const wire = headers.filter(([name]) => !/^(content-length|transfer-encoding|trailer|accept-encoding)$/i.test(name));
  const missing = (name: string) => !headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const piped = body !== undefined && (body.length > longestArgument || body.includes('\0'));
  const options = [
    `--request ${shell.word(method)}`,
    ...(/[[\]{}]/.test(url) ? ['--globoff'] : []),
    `--url ${shell.word(asciiUrl(url))}`,
    ...wire.map(([name, value]) => `--header ${shell.word(value === '' ? `${name};` : `${name}: ${value}`)}`),
    // Without a value curl leaves out the header that it would add.
    ...(missing('accept') ? [`--header 'Accept:'`] : []),
    ...(body !== undefined && missing('content-type') ? [`--header 'Content-Type:'`] : []),
    ...(missing('accept-encoding') ? [] : ['--compressed']),
    ...(body === undefined ? [] : [piped ? '--data-binary @-' : `--data-raw ${shell.word(body)}`]),
  ];
  const command = `curl ${options.join(' \\\n  ')}`;
  return { text: piped ? `${shell.printed(body)} | ${command}` : command, variables: shell.variables };
}

/**
 * In UTF-16 units, each of three bytes at most. Linux takes no argument of more than 128 KiB; what a shell's own
 * command prints has no such limit.
 */
const longestArgument = 40_000;

/** Writes words of a command and remembers the variables in them. */
class Shell {
  readonly variables: string[] = [];
  private masked = 0;

  /** One argument, whatever is in it: in single quotes, where no character is special, except for the variables. */
  word(text: string): string {
    const parts = secretParts(text).map(part => {
      if (part.kind === 'text') return part;
      return { kind: 'variable', name: this.variable(part) } as const;
    });
    const plain = parts.every(part => part.kind === 'variable' || /^[\w .:;,/?&=@%+*#()|<>-]*$/.test(part.text));
    if (plain && parts.some(({ kind }) => kind === 'variable')) {
      const inner = parts.map((part, index) => {
        if (part.kind === 'text') return part.text;
        const next = parts[index + 1];
        return next?.kind === 'text' && /^\w/.test(next.text) ? `\${${part.name}}` : `$${part.name}`;
      });
      return `"${inner.join('')}"`;
    }
    if (parts.length === 0) return "''";
    return parts.map(part => (part.kind === 'text' ? quoted(part.text) : `"$${part.name}"`)).join('');
  }

  /** A command that prints a text on standard output, even one too long for an argument. */
  printed(text: string): string {
    if (!text.includes('\0')) return `printf %s ${this.word(text)}`;
    return `printf %b ${this.word(text.replaceAll('\\', '\\\\').replaceAll('\0', '\\0000'))}`;
  }

  private variable(part: { readonly kind: 'secret'; readonly name: string } | { readonly kind: 'masked' }): string {
    const name = part.kind === 'secret' ? environmentVariable(part.name) : this.maskedName();
    if (!this.variables.includes(name)) this.variables.push(name);
    return name;
  }

  private maskedName(): string {
    this.masked++;
    return this.masked === 1 ? 'MASKED_SECRET' : `MASKED_SECRET_${this.masked}`;
  }
}

function quoted(text: string): string {
  return /^[A-Za-z0-9]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A URL as HTTP clients send it: curl sends exactly what it is given. */
function asciiUrl(url: string): string {
  return secretParts(url)
    .map(part => {
      if (part.kind === 'text') return part.text.replace(/[^\x21-\x7e]|["<>^`]/gu, encodeUrl);
      return part.kind === 'secret' ? secretPlaceholder(part.name) : mask;
    })
    .join('');
}
