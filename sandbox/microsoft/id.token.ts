import { Account, guidOf } from './account.directory';
import { signJwt } from './signing.key';

interface IdTokenOrder {
  account: Account;
  clientId: string;
  /** Epoch milliseconds. */
  now: number;
  scopes: readonly string[];
  nonce?: string;
}

/** https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference */
export function idTokenOf({ account, clientId, now, scopes, nonce }: IdTokenOrder): string {
  const issuedAt = Math.floor(now / 1000);
  return signJwt({
    ver: '2.0',
    iss: `https://login.microsoftonline.com/${account.tenantId}/v2.0`,
    // Differs per app, unlike the oid.
    sub: guidOf(`${account.oid} ${clientId}`),
    aud: clientId,
    exp: issuedAt + 3600,
    iat: issuedAt,
    nbf: issuedAt,
    oid: account.oid,
    tid: account.tenantId,
    preferred_username: account.userPrincipalName,
    name: account.name,
    ...(scopes.includes('email') && { email: account.email }),
    ...(nonce !== undefined && { nonce }),
  });
}
