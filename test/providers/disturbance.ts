import type { FaultEffect } from '../../sandbox/simulator/fault';
import type { Disturbance } from './remote-world';

/**
 * What a simulator does to disturb a conversation; both take the same orders.
 * @param refusedClient the provider's own reason code for a client that it does not know
 */
export function effectOf<Reason extends string>(
  disturbance: Disturbance,
  refusedClient: Reason,
): FaultEffect<Reason> {
  switch (disturbance.kind) {
    case 'throttled':
      return { type: 'status', status: 429, headers: adviceOf(disturbance) };
    case 'overloaded':
      return { type: 'status', status: 503, headers: adviceOf(disturbance) };
    case 'broken':
      return { type: 'status', status: 500 };
    case 'client refused':
      return { type: 'status', status: 401, reason: refusedClient };
    case 'silence':
      return { type: 'hang' };
    case 'drip':
      return { type: 'drip', everyMs: 5 };
    case 'reset':
      return { type: 'reset' };
    case 'half an answer':
      return { type: 'halfJson' };
    case 'far too much':
      return { type: 'gzipBomb', megabytes: 200 };
    case 'web page':
      return { type: 'htmlPage' };
    case 'wrong types':
      return { type: 'wrongTypes' };
  }
}

function adviceOf({ retryAfter }: { retryAfter?: string }): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': retryAfter };
}
