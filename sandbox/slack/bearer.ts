import { ApiRequest, bearerOf } from '../simulator/api.request';
import { Installation } from './installations';
import { refusal } from './slack.error';
import { World } from './world';

/** The token of a request, in the header or, in a form, as `token`. */
export function tokenIn(request: ApiRequest): string | undefined {
  return bearerOf(request) ?? request.form.get('token') ?? undefined;
}

/** The installation whose live token the request carries, provided that it has the scope. */
export function authenticate({ installations }: World, request: ApiRequest, scope?: string): Installation {
  const token = tokenIn(request);
  if (token === undefined) throw refusal('not_authed');
  const installation = installations.read(token);
  if (typeof installation === 'string') throw refusal(installation);
  if (scope !== undefined) requireScope(installation, scope);
  return installation;
}

export function requireScope({ scopes }: Installation, needed: string): void {
  if (!scopes.has(needed)) throw refusal('missing_scope', { needed, provided: [...scopes].join(',') });
}
