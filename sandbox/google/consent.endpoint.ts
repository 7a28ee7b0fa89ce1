import { ApiRequest } from '../simulator/api.request';
import { AuthorizationProblem } from '../simulator/authorization.problem';
import { html, redirect, Reply } from '../simulator/reply';
import { checkAuthorization, decide, optionalScopes } from './authorization';
import { googleConsentPage, problemPage } from './consent.page';
import { World } from './world';

/** `GET /o/oauth2/v2/auth`: the page that asks the user. */
export function showConsent({ client, directory }: World, { query }: ApiRequest): Reply {
  return orProblem(() => {
    checkAuthorization(query, client);
    return html(200, googleConsentPage(query, directory.accounts(), optionalScopes(query)));
  });
}

/** The page's form: the query of the page, plus `account`, a `granted` per ticked scope, and `decision`. */
export function takeConsent(world: World, { form }: ApiRequest): Reply {
  return orProblem(() => {
    checkAuthorization(form, world.client);
    if (form.get('decision') !== 'allow') return redirect(decide(world, form, { deny: true }));
    const account = world.directory.account(form.get('account') ?? '');
    return redirect(decide(world, form, { account, grantedScopes: form.getAll('granted') }));
  });
}

function orProblem(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof AuthorizationProblem) return html(400, problemPage(error));
    throw error;
  }
}
