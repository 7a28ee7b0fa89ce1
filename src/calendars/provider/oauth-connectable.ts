import type { CalendarProvider } from './calendar-provider';

/** Tokens as the provider gave them (RFC 6749 §5.1). */
export interface Tokens {
  accessToken: string;
  /** When the access token dies. */
  expiresAt: Date;
  /** What renews it; opaque to us. Absent where the provider keeps the former one valid. */
  refreshToken?: string;
}

/** What a user granted, and who they are at the provider, from the `id_token` (OpenID Connect Core §2). */
export interface Grant extends Tokens {
  scopes: string[];
  issuer: string;
  subject: string;
  email: string;
}

/** A provider that users connect by OAuth 2.0 authorization code with PKCE (RFC 6749, RFC 7636). */
export interface OAuthConnectable {
  /** Where the browser is sent. `codeChallenge` is S256. */
  authorizationUrl(request: { state: string; codeChallenge: string }): string;

  /**
   * Redeems the code.
   * @throws OAuthFailed when the provider refuses it, MissingScope, ProviderUnavailable, ProviderMisconfigured
   */
  exchangeCode(request: { code: string; codeVerifier: string }): Promise<Grant>;

  /** @throws ReauthorizationRequired when it is refused for good, RateLimited, ProviderUnavailable, ProviderMisconfigured */
  refresh(refreshToken: string): Promise<Tokens>;

  /** Withdraws the grant (RFC 7009). A grant that is dead already is a success. @throws ProviderUnavailable */
  revoke(refreshToken: string): Promise<void>;
}

/** True for providers that are connected by OAuth. */
export function isOAuthConnectable(
  provider: CalendarProvider,
): provider is CalendarProvider & OAuthConnectable {
  return 'authorizationUrl' in provider && 'exchangeCode' in provider;
}
