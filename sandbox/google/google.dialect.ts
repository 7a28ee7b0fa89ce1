import { IncomingHttpHeaders } from 'node:http';
import { ApiRequest, bearerOf } from '../simulator/api.request';
import { Dialect } from '../simulator/exchange';
import { pageNumberOf } from '../simulator/listings';
import { kindOf, RequestKind } from './api.request';
import { faultReply } from './fault.reply';
import { World } from './world';

/** How Google speaks HTTP. */
export const GOOGLE: Dialect<World, RequestKind> = {
  kindOf,
  emailOf,
  pageNumberOf: (query) => pageNumberOf(query.get('pageToken')),
  faultReply,
  wantsGzip,
  wrongTypes: {
    ...{ access_token: 7, expires_in: 'soon', scope: null, refresh_token: {}, id_token: [] },
    ...{ items: 'none', nextPageToken: { of: 'sorts' }, nextSyncToken: 42 },
  },
};

/** Whose live token, access or refresh, the request carries. */
function emailOf({ oauth }: World, request: ApiRequest): string | null {
  const access = oauth.accessToken(bearerOf(request) ?? '');
  const token = access ?? oauth.refreshToken(request.form.get('refresh_token') ?? '');
  return token?.grant.account.email ?? null;
}

/** Google compresses only for callers that say so twice: https://developers.google.com/workspace/calendar/api/guides/performance#gzip */
function wantsGzip(headers: IncomingHttpHeaders): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '') && /gzip/.test(headers['user-agent'] ?? '');
}
