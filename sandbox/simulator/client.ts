/** The one OAuth client that is registered. */
export interface Client {
  id: string;
  secret: string;
  /** Compared letter by letter, as the providers do; empty: any will do. */
  redirectUris: readonly string[];
}

export function isRegistered(redirectUri: string, { redirectUris }: Client): boolean {
  return redirectUris.length > 0 ? redirectUris.includes(redirectUri) : URL.canParse(redirectUri);
}
