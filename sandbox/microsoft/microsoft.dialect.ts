import { ApiRequest, bearerOf } from '../simulator/api.request';
import { Dialect, Seen } from '../simulator/exchange';
import { pageNumberOf } from '../simulator/listings';
import { Reply } from '../simulator/reply';
import { faultReply } from './fault.reply';
import { graphError } from './graph.error';
import { isEntra, kindOf, RequestKind } from './request.kind';
import { World } from './world';

/** How Microsoft speaks HTTP. */
export const MICROSOFT: Dialect<World, RequestKind> = {
  kindOf,
  emailOf,
  pageNumberOf: (query) => {
    const skipped = Number(query.get('$skip') ?? 0) / Number(query.get('$top') ?? 10);
    return skipped > 0 ? Math.floor(skipped) + 1 : pageNumberOf(query.get('$skiptoken'));
  },
  faultReply,
  wantsGzip: (headers) => /\bgzip\b/.test(headers['accept-encoding'] ?? ''),
  wrongTypes: {
    ...{ access_token: 7, expires_in: 'soon', scope: null, refresh_token: {}, id_token: [], client_info: 1 },
    ...{ value: 'none', '@odata.nextLink': { of: 'sorts' }, '@odata.deltaLink': 42 },
  },
  admit,
};

/** Whose live token, access or refresh, the request carries. */
function emailOf({ oauth }: World, request: ApiRequest): string | null {
  const access = oauth.accessToken(bearerOf(request) ?? '');
  const token = access ?? oauth.refreshToken(request.form.get('refresh_token') ?? '');
  return token?.grant.account.email ?? null;
}

/** Graph serves four requests of a mailbox at a time. */
function admit(
  { gate, settings }: World,
  { email, kind }: Seen<RequestKind>,
  ended: (callback: () => void) => void,
): Reply | undefined {
  if (email === null || isEntra(kind)) return undefined;
  ended(() => gate.leave(email));
  if (gate.enter(email)) return undefined;
  const headers = { 'retry-after': String(settings.concurrencyRetryAfter) };
  return graphError('ApplicationThrottled', { headers });
}
