import { GoogleControl } from './google.control';
import { GoogleEvent } from './google.event';
import {
  GoogleSimulator,
  GoogleSimulatorOptions,
  SANDBOX_CLIENT,
  startGoogleSimulator,
} from './google.simulator';

export const ROBIN = 'robin@berger-consulting.example';
export const CALENDAR_READONLY = 'https://www.googleapis.com/auth/calendar.readonly';

export interface Tokens {
  access_token: string;
  expires_in: number;
  scope: string;
  refresh_token?: string;
  id_token?: string;
}

/** The part of a listing that specs look at. */
export interface EventsPage {
  items: GoogleEvent[];
  nextPageToken?: string;
  nextSyncToken?: string;
}

/** A client of the simulator, for its specs: it signs in and lists like any other program would, over HTTP. */
export class TestBed {
  static readonly REDIRECT_URI = 'http://localhost/callback';
  readonly control: GoogleControl;
  private accessToken = '';

  private constructor(private readonly simulator: GoogleSimulator) {
    this.control = new GoogleControl(simulator.url);
  }

  static async start(options?: GoogleSimulatorOptions): Promise<TestBed> {
    return new TestBed(await startGoogleSimulator(options));
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  /** A fresh world in which Robin, zone Europe/Berlin, has signed in; the clock stands on a Monday. */
  async robinSignsIn(): Promise<void> {
    await this.control.reset();
    await this.control.clock({ now: '2026-03-16T08:00:00Z' });
    await this.control.seedAccounts({ accounts: [{ email: ROBIN, name: 'Robin Berger' }] });
    this.accessToken = (await this.signIn()).access_token;
  }

  authUrl(params: Record<string, string> = {}): string {
    const query = new URLSearchParams({
      client_id: SANDBOX_CLIENT.clientId,
      redirect_uri: TestBed.REDIRECT_URI,
      response_type: 'code',
      scope: `openid email ${CALENDAR_READONLY}`,
      access_type: 'offline',
      state: 'the state',
      ...params,
    });
    return `${this.simulator.url}/o/oauth2/v2/auth?${query.toString()}`;
  }

  /** Consents to everything, or as told, and returns what the browser brings back. */
  async consent(
    params: Record<string, string> = {},
    decision: { grantedScopes?: string[]; deny?: boolean } = {},
  ): Promise<URLSearchParams> {
    const { location } = await this.control.authorize({ authUrl: this.authUrl(params), ...decision });
    return new URL(location).searchParams;
  }

  async signIn(
    params: Record<string, string> = {},
    decision: { grantedScopes?: string[] } = {},
  ): Promise<Tokens> {
    const code = (await this.consent(params, decision)).get('code') ?? '';
    return (await (await this.exchange({ code })).json()) as Tokens;
  }

  exchange(form: Record<string, string>): Promise<Response> {
    return this.token({ grant_type: 'authorization_code', redirect_uri: TestBed.REDIRECT_URI, ...form });
  }

  refresh(refreshToken: string): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken });
  }

  token(form: Record<string, string>): Promise<Response> {
    const { clientId: client_id, clientSecret: client_secret } = SANDBOX_CLIENT;
    return this.post('/token', { client_id, client_secret, ...form });
  }

  post(path: string, form: Record<string, string> = {}, init: RequestInit = {}): Promise<Response> {
    const body = new URLSearchParams(form);
    return fetch(this.simulator.url + path, { method: 'POST', body, redirect: 'manual', ...init });
  }

  /** GET with Robin's access token, or with the one given. */
  get(
    path: string,
    params: Record<string, string> = {},
    init: RequestInit & { as?: string } = {},
  ): Promise<Response> {
    const address = `${this.simulator.url}${path}?${new URLSearchParams(params).toString()}`;
    const authorization = `Bearer ${init.as ?? this.accessToken}`;
    return fetch(address, { ...init, headers: { authorization, ...init.headers } });
  }

  listEvents(
    params: Record<string, string> = {},
    init: RequestInit & { as?: string } = {},
  ): Promise<Response> {
    return this.get('/calendar/v3/calendars/primary/events', params, init);
  }

  /** One page of Robin's primary calendar, expanded. */
  async page(params: Record<string, string> = {}): Promise<EventsPage> {
    return (await (await this.listEvents({ singleEvents: 'true', ...params })).json()) as EventsPage;
  }

  /** Every page to the end, as one. */
  async pull(params: Record<string, string> = {}): Promise<EventsPage> {
    const items: GoogleEvent[] = [];
    let page = await this.page(params);
    for (items.push(...page.items); page.nextPageToken !== undefined; items.push(...page.items)) {
      page = await this.page({ ...params, pageToken: page.nextPageToken });
    }
    return { ...page, items };
  }
}

/** Status and reason of a refused calendar request: `410 fullSyncRequired`. */
export async function refusalOf(response: Response): Promise<string> {
  const { error } = (await response.json()) as { error: { errors: { reason: string }[] } };
  return `${response.status} ${error.errors[0]?.reason}`;
}
