/** How connecting an account in the browser ended, in words. */
export interface CallbackOutcome {
  mood: 'good' | 'bad' | 'open';
  title: string;
  text: string;
}

const CONNECTED: CallbackOutcome = {
  mood: 'good',
  title: 'The account is connected',
  text: 'You can close this page and go on in the app.',
};

const INSTALLED: CallbackOutcome = {
  mood: 'good',
  title: 'The app is installed in Slack',
  text: 'You can close this page, and go on with /time in Slack.',
};

const CONFIRM: CallbackOutcome = {
  mood: 'open',
  title: 'One step is left',
  text: 'This is not the browser in which connecting began, so nothing has been connected yet. Finish it in the app where you are signed in: it sends the code and state of this address, behind the #, to POST /api/v1/integrations/{provider}/callback with your bearer token. Nobody else should get this address.',
};

/** What the codes of the callback mean for a person; any other code gets the words of `oauth_failed`. */
const FAILURES = new Map<unknown, string>([
  [
    'invalid_state',
    'The attempt was used before, is older than ten minutes, or began elsewhere. Start again in the app.',
  ],
  ['oauth_failed', 'The provider did not accept the connection. Start again in the app.'],
  ['missing_scope', 'A permission that is needed was not granted. Start again, and leave every box ticked.'],
  ['access_denied', 'Access was refused at the provider. Nothing has been connected.'],
  [
    'consent_required',
    'Your organisation lets only its administrators grant this. Ask one of them to approve this app.',
  ],
  ['provider_error', 'The provider failed to answer properly. Try again in a few minutes.'],
  ['provider_not_configured', 'This provider is not set up here. Ask whoever runs this service.'],
  ['forbidden', 'Your role in this service is to read: it does not allow connecting an account.'],
  ['internal_error', 'Something went wrong on our side. Try again in a few minutes.'],
  ['unavailable', 'The provider cannot be reached right now. Try again in a few minutes.'],
]);

/**
 * Reads the query with which a browser lands here after an OAuth callback. It only chooses among our own sentences:
 * nothing of the query is ever shown.
 * @returns undefined when the query says nothing of a callback
 */
export function callbackOutcome(query: Record<string, unknown>): CallbackOutcome | undefined {
  const { integration, status, code } = query;
  if (status === 'connected') return integration === 'slack' ? INSTALLED : CONNECTED;
  if (status === 'confirm') return CONFIRM;
  if (status !== 'error') return undefined;
  const text = FAILURES.get(code) ?? FAILURES.get('oauth_failed')!;
  return { mood: 'bad', title: 'The account is not connected', text };
}
