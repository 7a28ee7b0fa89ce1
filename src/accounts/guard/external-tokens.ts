import { Inject, Injectable } from '@nestjs/common';
import type { ConfigType } from '@nestjs/config';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { Clock } from '../../common/clock';
import { Unauthenticated, Unavailable } from '../../common/errors/problem';
import { textOf } from '../../common/foreign-json';
import { accountsConfig } from '../../config/accounts.config';

/** Asymmetric only: with an HMAC a public key of the issuer would be a secret that everybody knows (RFC 8725 §2.1). */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** The issuer's clock may differ from ours. */
const CLOCK_TOLERANCE_SECONDS = 10;

/** A person whom an external issuer vouches for. `email` and `name` are only what it says: they identify no account. */
export interface ExternalIdentity {
  issuer: string;
  subject: string;
  email: string;
  name: string;
}

/** The JWTs of the external issuer (`JWT_JWKS_URL`), verified with the keys that it publishes (RFC 7517). */
@Injectable()
export class ExternalTokens {
  private readonly keys?: JWTVerifyGetKey;

  constructor(
    @Inject(accountsConfig.KEY) private readonly config: ConfigType<typeof accountsConfig>,
    private readonly clock: Clock,
  ) {
    if (config.external) this.keys = keysOf(config.external.jwksUrl);
  }

  /**
   * The person that `token` stands for.
   * @throws Unavailable when the issuer's keys cannot be fetched; Unauthenticated, or what jose throws for a bad token
   */
  async verify(token: string): Promise<ExternalIdentity> {
    const { external } = this.config;
    if (!external || !this.keys) throw new Unauthenticated();
    const { payload } = await jwtVerify<{ sub: string }>(token, this.keys, {
      algorithms: ALGORITHMS,
      issuer: external.issuer,
      audience: external.audience,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: this.clock.now(),
    });
    if (!isSubject(payload.sub)) throw new Unauthenticated();
    const email = textOf(payload.email, 254) ?? '';
    return {
      issuer: external.issuer,
      subject: payload.sub,
      email: email.toLowerCase(),
      name: textOf(payload.name, 200) ?? (email || payload.sub),
    };
  }
}

/** A token without a matching key is a bad one; a key set that does not arrive is no fault of the token. */
function keysOf(url: URL): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(url, { timeoutDuration: 5_000 });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
        throw error;
      if (error instanceof errors.JOSENotSupported) throw error;
      throw new Unavailable('The keys of the token issuer cannot be fetched.');
    }
  };
}

/**
 * jose does not look at its type. At most 255 ASCII characters.
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
function isSubject(claim: unknown): claim is string {
  return typeof claim === 'string' && /^[\x20-\x7e]{1,255}$/.test(claim);
}
