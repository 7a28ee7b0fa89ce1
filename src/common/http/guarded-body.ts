import { GuardedFetchError } from './guarded-fetch-error';

/**
 * Reads a body to its end, but not beyond `maxBytes` after decompression: a few kilobytes of gzip can become gigabytes.
 * @throws GuardedFetchError (size), and what the stream throws
 */
export async function readBody(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body as ReadableStream<Uint8Array> | null) ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new GuardedFetchError('size');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
