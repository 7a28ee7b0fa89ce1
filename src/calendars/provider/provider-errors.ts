import { Problem } from '../../common/errors/problem';

/** The user has to consent again: the grant is refused for good, or lacks a scope. `detail` says so in words. */
export class ReauthorizationRequired extends Problem {
  constructor(detail = 'The provider no longer accepts this connection. Connect the account again.') {
    super(409, 'needs_reauth', detail);
  }
}

/** The access token was refused on a data request (401). One refresh decides whether the grant is dead. */
export class AccessTokenRejected extends Problem {
  constructor() {
    super(502, 'provider_error', 'The provider refused the access token.');
  }
}

/** The provider has forgotten the cursor or the page: a full pull is needed. */
export class CursorExpired extends Problem {
  constructor() {
    super(502, 'provider_error', 'The provider asks for a full synchronisation.');
  }
}

/** The provider asks for patience; `retryAfterSeconds` is absent when it does not say how much. */
export class RateLimited extends Problem {
  constructor(retryAfterSeconds?: number) {
    super(503, 'unavailable', 'The provider asks us to slow down.', { retryAfterSeconds });
  }
}

/** This one calendar is deleted, no longer shared, or closed to the account. */
export class CalendarGone extends Problem {
  constructor(detail = 'The provider no longer shows this calendar to the account.') {
    super(502, 'provider_error', detail);
  }
}

/** No answer, a server error, or an answer that makes no sense. It may heal by itself. */
export class ProviderUnavailable extends Problem {
  constructor(detail = 'The provider did not answer as expected.') {
    super(502, 'provider_error', detail);
  }
}

/** Our own registration at the provider is at fault (secret, app, quota project): an operator has to act, no user. */
export class ProviderMisconfigured extends Problem {
  constructor(
    detail = 'The provider refuses this service itself. Its operator has to check the registration.',
  ) {
    super(502, 'provider_error', detail);
  }
}

/** The provider refused the authorization code, or the user refused the grant. */
export class OAuthFailed extends Problem {
  constructor(detail = 'The provider refused the authorization. Start again.') {
    super(400, 'oauth_failed', detail);
  }
}

/** The user did not grant what we need. */
export class MissingScope extends Problem {
  constructor(detail = 'Access to the calendar was not granted. Connect again and leave its box ticked.') {
    super(400, 'missing_scope', detail);
  }
}

/** Without its variables a provider is off; the rest of the service runs. */
export class ProviderNotConfigured extends Problem {
  constructor(displayName: string, variables: readonly string[]) {
    super(503, 'provider_not_configured', `${displayName} is switched off: set ${variables.join(', ')}.`);
  }
}
