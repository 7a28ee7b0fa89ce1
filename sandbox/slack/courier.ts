import { SignedRequest } from './signed.request';

/** The words of `X-Slack-Retry-Reason`. */
export type DeliveryProblem = 'http_timeout' | 'http_error' | 'connection_failed';

/** A request that was sent to the service, and what came of it. */
export interface Delivery {
  request: SignedRequest;
  /** Null when no answer came. */
  status: number | null;
  headers: Record<string, string>;
  body: string;
  /** Real milliseconds until the whole answer was there, or until Slack gave up. */
  latencyMs: number;
  problem: DeliveryProblem | null;
}

/** Sends a request to the service, and gives up after `within` milliseconds. Never throws. */
export async function post(request: SignedRequest, within: number): Promise<Delivery> {
  const began = performance.now();
  const answer = await attempt(request, AbortSignal.timeout(within));
  return { request, ...answer, latencyMs: performance.now() - began };
}

async function attempt(
  { url, headers, body }: SignedRequest,
  signal: AbortSignal,
): Promise<Omit<Delivery, 'request' | 'latencyMs'>> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      problem: response.ok ? null : 'http_error',
    };
  } catch {
    const problem = signal.aborted ? 'http_timeout' : 'connection_failed';
    return { status: null, headers: {}, body: '', problem };
  }
}
