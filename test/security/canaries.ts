import { randomUUID } from 'node:crypto';

/** A secret that is found wherever it turns up. */
export const canary = (name: string): string => `canary-${name}-${randomUUID()}`;

/** In clear, or in one of the clothes that a dump would put it in. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    ...(['hex', 'base64', 'base64url'] as const).map((e) => bytes.toString(e)),
  ];
}

/** That a text holds none of these secrets. */
export function isFreeOf(text: string, secrets: Iterable<string>): void {
  const found = [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));
  expect(found).toEqual([]);
}
