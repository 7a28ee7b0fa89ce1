import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { membersOf } from '../common/foreign-json';
import { retryAfterSeconds } from '../common/http/guarded-retry-after';

/** What the token endpoint said, reduced to what decides. */
export interface EntraAnswer {
  status: number;
  /** `error` and `suberror` (RFC 6749 §5.2 and Entra's own); empty when it was not Entra that answered. */
  codes: readonly string[];
  /** The numbers after `AADSTS`. */
  numbers: readonly number[];
  retryAfterSeconds?: number;
}

/**
 * The token endpoint as MSAL speaks to it, within our limits. It keeps the last answer: MSAL's errors have neither
 * the status nor `Retry-After`, and are of one class or another by words in the description.
 */
export class EntraEndpoint implements INetworkModule {
  /** Whether anything was asked at all; MSAL may find that it has nothing to ask with. */
  asked = false;
  /** Undefined when there was no answer. */
  answer?: EntraAnswer;

  constructor(private readonly fetch: typeof globalThis.fetch) {}

  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.send(url, { headers: options?.headers });
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.send(url, { method: 'POST', headers: options?.headers, body: options?.body });
  }

  /** Once: MSAL may try again where we leave that to the queue. */
  private async send<T>(url: string, init: RequestInit): Promise<NetworkResponse<T>> {
    this.asked = true;
    this.answer = undefined;
    const response = await this.fetch(url, init);
    const { status, headers } = response;
    const body = await jsonOf(response);
    const { error, suberror, error_codes: numbers } = membersOf(body);
    this.answer = {
      status,
      codes: [error, suberror].filter((code) => typeof code === 'string'),
      numbers: Array.isArray(numbers) ? numbers.map(Number) : [],
      retryAfterSeconds: retryAfterSeconds(headers),
    };
    // MSAL reads members of it without looking.
    return { status, headers: Object.fromEntries(headers), body: membersOf(body) as T };
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
