/** Page and sync tokens: a JSON value in base64url. Clients must not look inside; the simulator does. */
export function sealToken(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

/** The value in a token, or undefined when nobody here can have made it. */
export function openToken(token: string): Record<string, unknown> | undefined {
  try {
    const content: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return typeof content === 'object' && content !== null ? { ...content } : undefined;
  } catch {
    return undefined;
  }
}
