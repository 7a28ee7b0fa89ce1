import { GuardedFetchError } from './guarded-fetch-error';

/**
 * Reads a body to its end, but not beyond `maxBytes` after decompression (a few kilobytes of gzip can become gigabytes),
 * and not beyond the abortion of a signal. That is watched here and not left to `fetch`: once the headers have come,
 * undici holds the signal of a request weakly, and a garbage collection makes it deaf (seen with Node 20.20).
 * @throws GuardedFetchError (size), the reason of the signal, and what the stream throws
 */
export async function readBody(
  { body }: Response,
  maxBytes: number,
  signals: AbortSignal[],
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return Buffer.alloc(0);
  // After that, the next read finds the end.
  const stop = (): void => void reader.cancel().catch(() => undefined);
  for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
  try {
    let size = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > maxBytes) throw new GuardedFetchError('size');
      chunks.push(next.value);
    }
    for (const signal of signals) signal.throwIfAborted();
    return Buffer.concat(chunks, size);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', stop);
    stop();
  }
}
