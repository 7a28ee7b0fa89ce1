import { ApiRequest } from '../simulator/api.request';
import { Dialect } from '../simulator/exchange';
import { tokenIn } from './bearer';
import { faultReply } from './fault.reply';
import { kindOf, RequestKind } from './request.kind';
import { World } from './world';

/** How Slack speaks HTTP. */
export const SLACK: Dialect<World, RequestKind> = {
  kindOf,
  emailOf: ownerOf,
  pageNumberOf: () => 1,
  faultReply,
  wantsGzip: (headers) => /\bgzip\b/.test(headers['accept-encoding'] ?? ''),
  wrongTypes: {
    ...{ ok: 'certainly', error: 7, access_token: {}, scope: null, team: 'Acme', authed_user: [] },
    ...{ channel: 42, ts: { of: 'sorts' }, message: 'none', messages: {}, user: true, view: [] },
  },
};

/** The id of the workspace or organisation whose live token the request carries. */
function ownerOf({ installations }: World, request: ApiRequest): string | null {
  const installation = installations.read(tokenIn(request) ?? '');
  return typeof installation === 'string' ? null : installation.site.email;
}
