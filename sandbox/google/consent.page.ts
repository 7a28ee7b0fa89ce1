import { AuthorizationProblem } from '../simulator/authorization.problem';
import { askedFor, consentPage, esc, page, scopeInWords } from '../simulator/consent.page';
import { Account } from './account.directory';
import { SCOPE_WORDS } from './scope';

/** The question to the user: which account, which scopes, yes or no. */
export function googleConsentPage(params: URLSearchParams, accounts: Account[], scopes: string[]): string {
  const boxes = scopes.map(
    (scope) =>
      `<label><input type="checkbox" name="granted" value="${esc(scope)}" checked>
       ${scopeInWords(scope, SCOPE_WORDS)}</label>`,
  );
  const asked = askedFor('It wants to use', boxes);
  return consentPage({ title: 'Sign in with (simulated) Google', params, accounts, asked, allow: 'Allow' });
}

export function problemPage({ code, message }: AuthorizationProblem): string {
  return page('Access blocked', `<p>${esc(message)}</p><p class="note">Error 400: ${code}</p>`);
}
