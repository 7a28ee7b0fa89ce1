import { ApiRequest } from '../simulator/api.request';
import { AuthorizationProblem } from '../simulator/authorization.problem';
import { html, redirect, Reply } from '../simulator/reply';
import { checkAuthorization, decide } from './authorization';
import { problemPage, slackConsentPage } from './consent.page';
import { World } from './world';

/** `GET /oauth/v2/authorize`: the page that asks the user. */
export function showConsent(world: World, { query }: ApiRequest): Reply {
  return orProblem(() => {
    checkAuthorization(world, query);
    return html(200, slackConsentPage(query, world.directory.workspaces()));
  });
}

/** The page's form: the query of the page, plus `account` (`T…/U…` or `E…/U…`) and `decision`. */
export function takeConsent(world: World, { form }: ApiRequest): Reply {
  return orProblem(() => {
    checkAuthorization(world, form);
    if (form.get('decision') !== 'allow') return redirect(decide(world, form, { deny: true }));
    const [siteId = '', userId = ''] = (form.get('account') ?? '').split('/');
    const user = world.directory.user(userId);
    return redirect(decide(world, form, { user, orgWide: siteId !== user.teamId }));
  });
}

function orProblem(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof AuthorizationProblem) return html(400, problemPage(error));
    if (error instanceof RangeError)
      return html(400, problemPage(new AuthorizationProblem('invalid_user', error.message)));
    throw error;
  }
}
