import request from 'supertest';
import type { Api } from '../harness/api';
import type { Callback, GoogleService } from '../harness/google-service';

/** Where a callback sent the browser. */
export interface Landing {
  /** Without query and fragment. */
  page: string;
  origin: string;
  query: Record<string, string>;
  fragment: Record<string, string>;
}

/** A browser: it keeps our cookie, and follows no redirect so that the tests see each. */
export class Browser {
  /** `name=value; attributes`, as they were set last. */
  setCookie = '';
  /** What was begun last: where the provider is, and its state. */
  begun = { auth_url: '', state: '' };

  constructor(private readonly service: GoogleService) {}

  /** The signed-in web app begins an authorization. */
  async authorize(user: Api, returnTo?: string): Promise<void> {
    const query = returnTo === undefined ? '' : `?return_to=${encodeURIComponent(returnTo)}`;
    const test = user.get(`/integrations/google/authorize${query}`);
    if (this.cookie) test.set('Cookie', this.cookie);
    const { body, headers } = await test.expect(200);
    this.setCookie = (headers['set-cookie'] as unknown as string[])[0]!;
    this.begun = body;
  }

  /** The person decides at the provider, which sends the browser back. */
  async decide(decision: { email?: string; deny?: boolean }): Promise<Callback> {
    const { location } = await this.service.google.authorize({ authUrl: this.begun.auth_url, ...decision });
    return Object.fromEntries(new URL(location).searchParams) as unknown as Callback;
  }

  /** Arrives at our redirect URI. */
  async arrive(query: object): Promise<Landing> {
    const path = '/api/v1/integrations/google/callback';
    const test = request(this.service.url).get(path).query(query).redirects(0);
    if (this.cookie) test.set('Cookie', this.cookie);
    const { headers } = await test.expect(302);
    const url = new URL(headers.location!);
    return {
      page: `${url.origin}${url.pathname}`,
      origin: url.origin,
      query: Object.fromEntries(url.searchParams),
      fragment: Object.fromEntries(new URLSearchParams(url.hash.slice(1))),
    };
  }

  private get cookie(): string {
    return this.setCookie.split(';', 1)[0]!;
  }
}
