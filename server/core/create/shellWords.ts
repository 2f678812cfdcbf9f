/**
 * The words of the first command in a text, as a POSIX shell reads them, with `$'…'` of bash and the carets of Windows'
 * command line, since browsers copy commands for all three. Undefined where a quote is not closed. Variables stay as they
 * are written. Source: POSIX, Shell Command Language, 2.2 Quoting; bash manual, ANSI-C Quoting.
 */
export function shellWords(text: string): readonly string[] | undefined {
  const isWindows = /\^["\r\n]/.test(text);
  const reader = new Reader(isWindows ? withoutCarets(text) : text, isWindows);
  return reader.words();
}

/** In cmd a caret escapes the character after it, even the end of a line. */
function withoutCarets(text: string): string {
  return text.replace(/\^(\r\n|[\s\S])/g, (_, escaped: string) => (/^\r?\n$/.test(escaped) ? ' ' : escaped));
}

class Reader {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly isWindows: boolean,
  ) {}

  words(): readonly string[] | undefined {
    const words: string[] = [];
    for (;;) {
      this.#skip(this.isWindows ? /\s+/y : /(?:[ \t]|\\\r?\n)+/y);
      if (this.#at >= this.text.length || /[\n\r;|&]/.test(this.text[this.#at]!)) return words;
      const word = this.#word();
      if (word === undefined) return undefined;
      words.push(word);
    }
  }

  #word(): string | undefined {
    let word = '';
    while (this.#at < this.text.length) {
      const rest = this.text.slice(this.#at, this.#at + 2);
      if (/^[\s;|&]/.test(rest)) return word;
      const part = this.#part(rest);
      if (part === undefined) return undefined;
      word += part;
    }
    return word;
  }

  /** The next piece of a word with one kind of quoting; undefined where its quote is not closed. */
  #part(rest: string): string | undefined {
    if (this.isWindows && rest[0] === '"') return this.#quoted(/"((?:[^"\\]|\\[\s\S]|"")*)"/y, windowsEscapes);
    if (rest[0] === '"') return this.#quoted(/"((?:[^"\\]|\\[\s\S])*)"/y, doubleQuoted);
    if (!this.isWindows && rest[0] === "'") return this.#quoted(/'([^']*)'/y, text => text);
    if (rest === "$'") return this.#quoted(/\$'((?:[^'\\]|\\[\s\S])*)'/y, ansiQuoted);
    if (rest[0] === '\\' && !this.isWindows) {
      this.#at += 2;
      return rest[1] === '\n' ? '' : (rest[1] ?? '');
    }
    this.#at++;
    return rest[0]!;
  }

  #quoted(pattern: RegExp, meaning: (inner: string) => string): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return meaning(match[1]!);
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#at;
    if (pattern.test(this.text)) this.#at = pattern.lastIndex;
  }
}

function doubleQuoted(inner: string): string {
  return inner.replace(/\\(\r?\n|[\s\S])/g, (whole, escaped: string) =>
    /^\r?\n$/.test(escaped) ? '' : /[$`"\\]/.test(escaped) ? escaped : whole,
  );
}

function windowsEscapes(inner: string): string {
  return inner.replace(/\\(["\\])|""/g, (_, escaped: string | undefined) => escaped ?? '"');
}

function ansiQuoted(inner: string): string {
  return inner.replace(
    /\\(?:x([\da-f]{1,2})|u([\da-f]{1,4})|U([\da-f]{1,8})|([0-7]{1,3})|([\s\S]))/gi,
    (whole, hex?: string, short?: string, long?: string, octal?: string, other?: string) => {
      const code = hex ?? short ?? long;
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (code === undefined) return ansiEscapes[other!] ?? other!;
      const point = Number.parseInt(code, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

const ansiEscapes: Readonly<Record<string, string>> = {
  ...{ n: '\n', r: '\r', t: '\t', a: '\u0007', b: '\b', e: '\u001b', E: '\u001b', f: '\f', v: '\u000b' },
};
