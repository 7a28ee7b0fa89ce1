import { createHash } from 'node:crypto';

/** https://www.rfc-editor.org/rfc/rfc7636 */
export interface Challenge {
  challenge: string;
  method: 'S256' | 'plain';
}

/** The challenge of an authorization request; without a method it is `plain`, as the RFC and Google have it. */
export function challengeOf(params: URLSearchParams): Challenge | undefined {
  const challenge = params.get('code_challenge');
  if (challenge === null) return undefined;
  return { challenge, method: params.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' };
}

export function verifies(verifier: string, { challenge, method }: Challenge): boolean {
  if (method === 'plain') return verifier === challenge;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
