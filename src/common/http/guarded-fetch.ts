import { Logger } from '@nestjs/common';
import { readBody } from './guarded-body';
import { GuardedFetchError } from './guarded-fetch-error';
import type { RequestLimits } from './guarded-limits';

export interface GuardedFetchOptions {
  /** Slug, for the log. */
  provider: string;
  /** The only origins (`https://host[:port]`) that may be spoken to, and be given a token. */
  origins: readonly string[];
  limits: RequestLimits;
}

/** Statuses that may not have a body: https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * A `fetch` that is safe to point at somebody else's server: it speaks to the given origins only, follows no redirect,
 * and has one deadline and one size for the whole answer, which it reads before it returns.
 * @returns a function that throws nothing but GuardedFetchError
 */
export function guardedFetch({ provider, origins, limits }: GuardedFetchOptions): typeof fetch {
  const logger = new Logger('Outgoing');
  return async (input, init) => {
    const url = addressOf(input);
    const facts = { provider, method: methodOf(input, init), resource: resourceOf(url) };
    const startedAt = performance.now();
    const durationMs = (): number => Math.round(performance.now() - startedAt);
    try {
      if (!origins.includes(url?.origin ?? '')) throw new GuardedFetchError('origin');
      const response = await answerOf(input, init, limits);
      const level = response.status >= 429 ? 'warn' : 'debug';
      logger[level]({ ...facts, status: response.status, durationMs: durationMs() }, 'answered');
      return response;
    } catch (error) {
      const failure =
        error instanceof GuardedFetchError ? error : new GuardedFetchError('network', codeOf(error));
      const { reason, code } = failure;
      logger.warn({ ...facts, reason, code, durationMs: durationMs() }, 'no answer');
      throw failure;
    }
  };
}

async function answerOf(
  input: Parameters<typeof fetch>[0],
  init: RequestInit | undefined,
  { deadlineMs, maxBytes }: RequestLimits,
): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), deadlineMs);
  const signals = [abort.signal, ...(init?.signal ? [init.signal] : [])];
  try {
    const response = await fetch(input, { ...init, redirect: 'error', signal: AbortSignal.any(signals) });
    const body = await readBody(response, maxBytes, signals);
    return complete(response, body);
  } catch (error) {
    throw abort.signal.aborted ? new GuardedFetchError('deadline') : error;
  } finally {
    clearTimeout(timer);
    // Ends a connection that still delivers; does nothing to one that is done.
    abort.abort();
  }
}

function complete(
  { status, statusText, headers: received }: Response,
  body: Uint8Array<ArrayBuffer>,
): Response {
  const headers = new Headers(received);
  // They describe the bytes on the wire, which fetch has decoded.
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers });
}

function addressOf(input: Parameters<typeof fetch>[0]): URL | undefined {
  const address = input instanceof Request ? input.url : String(input);
  return URL.canParse(address) ? new URL(address) : undefined;
}

function methodOf(input: Parameters<typeof fetch>[0], init: RequestInit | undefined): string {
  return (init?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
}

/** The last part of the path if it is a word (`events`, `delta`); ids do not belong in the log. */
function resourceOf(url: URL | undefined): string {
  const last = url?.pathname.split('/').findLast((segment) => segment !== '') ?? '';
  return /^[a-z]{2,24}(\(\))?$/i.test(last) ? last : '…';
}

/** undici wraps what the system said: `TypeError: fetch failed`, with a `cause` that has a code. */
function codeOf(error: unknown): string | undefined {
  const code = (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return typeof code === 'string' ? code : undefined;
}
