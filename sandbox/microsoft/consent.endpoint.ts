import { ApiRequest } from '../simulator/api.request';
import { AuthorizationProblem } from '../simulator/authorization.problem';
import { askedFor, consentPage, esc, page, scopeInWords } from '../simulator/consent.page';
import { html, redirect, Reply } from '../simulator/reply';
import { Asked, checkAuthorization, decide, decideSilently, optionalScopes } from './authorization';
import { SCOPE_WORDS } from './scope';
import { World } from './world';

/** `GET /{tenant}/oauth2/v2.0/authorize`: the page that asks the user. Microsoft has no boxes to untick. */
export function showConsent(world: World, { query: params, params: { tenant = '' } }: ApiRequest): Reply {
  return orProblem(() => {
    const asked: Asked = { tenant, params };
    checkAuthorization(world, asked);
    if (params.get('prompt') === 'none') return redirect(decideSilently(world, asked));
    const lines = optionalScopes(params).map((scope) => `<label>${scopeInWords(scope, SCOPE_WORDS)}</label>`);
    return html(
      200,
      consentPage({
        title: 'Sign in with (simulated) Microsoft',
        params,
        accounts: world.directory.accounts(),
        asked: askedFor('Permissions requested', lines),
        allow: 'Accept',
      }),
    );
  });
}

/** The page's form: the query of the page, plus `account` and `decision`. */
export function takeConsent(world: World, { form: params, params: { tenant = '' } }: ApiRequest): Reply {
  return orProblem(() => {
    const asked: Asked = { tenant, params };
    checkAuthorization(world, asked);
    if (params.get('decision') !== 'allow') return redirect(decide(world, asked, { deny: true }));
    const account = world.directory.account(params.get('account') ?? '');
    return redirect(decide(world, asked, { account, grantedScopes: optionalScopes(params) }));
  });
}

function orProblem(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof AuthorizationProblem)) throw error;
    const { code, message } = error;
    return html(
      400,
      page('Sorry, but we’re having trouble signing you in', `<p>${code}: ${esc(message)}</p>`),
    );
  }
}
