import type { IncomingMessage } from 'node:http';
import { pipeline, Readable, type Transform } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { type Failed, failed } from './failed';

/** `error` is set if the connection, not the body, is at fault. */
export type AnswerBody =
  | { readonly kind: 'body'; readonly text: string; readonly truncated: boolean }
  | (Failed & { readonly error?: NodeJS.ErrnoException });

/** Reads an answer's body, decompressed, up to `maxBytes`; the rest is never held, and the socket is closed. */
export async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<AnswerBody> {
  const encoding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (!['identity', 'gzip', 'x-gzip', 'deflate', 'br'].includes(encoding)) {
    answer.destroy();
    return unreadable(answer, `in the encoding "${encoding}", which was not asked for`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of await decoded(answer, encoding)) {
      chunks.push(chunk.subarray(0, maxBytes - size));
      size += chunk.length;
      if (size > maxBytes) {
        answer.destroy();
        break;
      }
    }
  } catch (thrown) {
    const error = thrown as NodeJS.ErrnoException;
    // zlib's codes begin with Z_, Brotli's with ERR__; all others are of the connection.
    if (/^(Z_|ERR__)/.test(error.code ?? '')) {
      answer.destroy();
      return unreadable(answer, `with a body that is not ${encoding}, as its headers say`);
    }
    return { ...failed('network', ''), error };
  }
  const text = decoderFor(answer.headers['content-type']).decode(Buffer.concat(chunks), { stream: size > maxBytes });
  return { kind: 'body', text, truncated: size > maxBytes };
}

/** The answer's chunks, unpacked. An empty body stays empty, whatever its headers promise. */
async function decoded(answer: IncomingMessage, encoding: string): Promise<AsyncIterable<Buffer>> {
  if (encoding === 'identity') return answer;
  const chunks = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const first = await chunks.next();
  if (first.done) return answer;
  return pipeline(Readable.from(rejoin(first.value, chunks)), unpacker(encoding, first.value[0]!), () => {
    // Its error is thrown to the reader of the last stream, who reports it.
  });
}

async function* rejoin(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

function unpacker(encoding: string, firstByte: number): Transform {
  if (encoding === 'br') return createBrotliDecompress();
  if (encoding !== 'deflate') return createGunzip();
  // "deflate" means zlib in the standard, but some servers send the bare stream; the first byte tells.
  return (firstByte & 0x0f) === 0x08 ? createInflate() : createInflateRaw();
}

function decoderFor(contentType: string | undefined): TextDecoder {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(contentType ?? '')?.[1];
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    // An unknown charset: it is most likely UTF-8.
    return new TextDecoder('utf-8');
  }
}

function unreadable(answer: IncomingMessage, how: string): Failed {
  return failed(
    'network',
    `The server answered ${answer.statusCode ?? 0} ${how}. The request was probably carried out.`,
  );
}
