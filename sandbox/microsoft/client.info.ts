import { Account } from './account.directory';

/** Who signed in, for callers that ask for it with `client_info=1`, as MSAL does. */
export function clientInfoOf({ oid, tenantId }: Account, asked: URLSearchParams): { client_info?: string } {
  if (asked.get('client_info') !== '1') return {};
  const text = JSON.stringify({ uid: oid, utid: tenantId });
  return { client_info: Buffer.from(text).toString('base64url') };
}
