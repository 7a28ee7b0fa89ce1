import { EventInput } from './graph.event';
import { MicrosoftControl } from './microsoft.control';
import {
  MicrosoftSimulator,
  MicrosoftSimulatorOptions,
  SANDBOX_APP,
  startMicrosoftSimulator,
} from './microsoft.simulator';

export const ROBIN = 'robin@berger-consulting.example';
export const SCOPE = 'openid profile email offline_access User.Read Calendars.Read';

/** Berlin, where summer time begins on 29 March 2026. */
export const MARCH = { startDateTime: '2026-03-01T00:00:00Z', endDateTime: '2026-04-01T00:00:00Z' };

export interface Tokens {
  access_token: string;
  expires_in: number;
  ext_expires_in: number;
  scope: string;
  refresh_token?: string;
  id_token?: string;
  client_info?: string;
}

export interface Line {
  id: string;
  type?: string;
  subject?: string;
  seriesMasterId?: string;
  start?: { dateTime: string; timeZone: string };
  '@removed'?: { reason: string };
  [field: string]: unknown;
}

export interface Page {
  value: Line[];
  '@odata.nextLink'?: string;
  '@odata.deltaLink'?: string;
}

/** What a GET may carry beside the address. */
interface Call extends RequestInit {
  as?: string;
  prefer?: string;
}

/** A client of the simulator, for its specs: it signs in and lists like any other program would, over HTTP. */
export class TestBed {
  static readonly REDIRECT_URI = 'http://localhost/callback';
  readonly control: MicrosoftControl;
  private accessToken = '';

  private constructor(private readonly simulator: MicrosoftSimulator) {
    this.control = new MicrosoftControl(simulator.url);
  }

  static async start(options?: MicrosoftSimulatorOptions): Promise<TestBed> {
    return new TestBed(await startMicrosoftSimulator(options));
  }

  get url(): string {
    return this.simulator.url;
  }

  close(): Promise<void> {
    return this.simulator.close();
  }

  /** A fresh world in which Robin has signed in; the clock stands on a Monday. */
  async robinSignsIn(): Promise<void> {
    await this.control.reset();
    await this.control.clock({ now: '2026-03-16T08:00:00Z' });
    await this.control.seedAccounts({ accounts: [{ email: ROBIN, name: 'Robin Berger' }] });
    this.accessToken = (await this.signIn()).access_token;
  }

  /** Stores events in Robin's default calendar; answers with their ids. */
  async put(...events: EventInput[]): Promise<string[]> {
    return (await this.control.putEvents({ calendarId: ROBIN, events })).ids;
  }

  authUrl(params: Record<string, string> = {}, tenant = 'common'): string {
    const query = new URLSearchParams({
      client_id: SANDBOX_APP.clientId,
      redirect_uri: TestBed.REDIRECT_URI,
      response_type: 'code',
      response_mode: 'query',
      scope: SCOPE,
      state: 'the state',
      ...params,
    });
    return `${this.url}/${tenant}/oauth2/v2.0/authorize?${query.toString()}`;
  }

  /** Consents, or as told, and returns what the browser brings back. */
  async consent(
    params: Record<string, string> = {},
    decision: { grantedScopes?: string[]; deny?: boolean; email?: string } = {},
  ): Promise<URLSearchParams> {
    const { location } = await this.control.authorize({ authUrl: this.authUrl(params), ...decision });
    return new URL(location).searchParams;
  }

  async signIn(
    params: Record<string, string> = {},
    decision: { grantedScopes?: string[]; email?: string } = {},
  ): Promise<Tokens> {
    const code = (await this.consent(params, decision)).get('code') ?? '';
    return (await (await this.exchange({ code })).json()) as Tokens;
  }

  exchange(form: Record<string, string>): Promise<Response> {
    return this.token({ grant_type: 'authorization_code', redirect_uri: TestBed.REDIRECT_URI, ...form });
  }

  refresh(refreshToken: string | undefined, form: Record<string, string> = {}): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken ?? '', ...form });
  }

  token(form: Record<string, string>, tenant = 'common'): Promise<Response> {
    const { clientId: client_id, clientSecret: client_secret } = SANDBOX_APP;
    const body = new URLSearchParams({ client_id, client_secret, ...form });
    return fetch(`${this.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
  }

  /** GET of a path with parameters, or of a link as it is, with Robin's access token or the one given. */
  get(
    address: string,
    params: Record<string, string> = {},
    { as, prefer, ...init }: Call = {},
  ): Promise<Response> {
    const query = new URLSearchParams(params).toString();
    const absolute = address.startsWith('http') ? address : `${this.url}${address}`;
    const headers = { authorization: `Bearer ${as ?? this.accessToken}`, ...(prefer && { prefer }) };
    return fetch(query ? `${absolute}?${query}` : absolute, { ...init, headers });
  }

  /** A page of a round, with immutable ids: of a new round over March, or what a link leads to. */
  async page(link?: string, prefer = 'odata.maxpagesize=100'): Promise<Page> {
    const preferences = { prefer: `IdType="ImmutableId", ${prefer}` };
    const response = link
      ? await this.get(link, {}, preferences)
      : await this.get('/v1.0/me/calendarView/delta', MARCH, preferences);
    return (await response.json()) as Page;
  }

  /** Every page of a round to its end, as one. */
  async round(link?: string, prefer?: string): Promise<Page> {
    const value: Line[] = [];
    let page = await this.page(link, prefer);
    for (value.push(...page.value); page['@odata.nextLink'] !== undefined; value.push(...page.value)) {
      page = await this.page(page['@odata.nextLink'], prefer);
    }
    return { ...page, value };
  }

  /** The link with which the next round starts. */
  async deltaLink(): Promise<string> {
    return (await this.round())['@odata.deltaLink'] ?? '';
  }
}

/** An hour from ten o'clock, Berlin. */
export function tenOClock(day: string, timeZone = 'Europe/Berlin'): Pick<EventInput, 'start' | 'end'> {
  return {
    start: { dateTime: `${day}T10:00:00`, timeZone },
    end: { dateTime: `${day}T11:00:00`, timeZone },
  };
}

/** Status and code of a refused request: `410 SyncStateNotFound`, `400 AADSTS50173`. */
export async function refusalOf(response: Response): Promise<string> {
  const body = (await response.json()) as { error: string | { code: string }; error_codes?: number[] };
  const code = typeof body.error === 'string' ? `AADSTS${body.error_codes?.[0]}` : body.error.code;
  return `${response.status} ${code}`;
}

/** A line in short: `occurrence weekly.2026-03-16`, `removed acme`. */
export function brief({ id, type, '@removed': removed }: Line): string {
  return `${removed ? 'removed' : type} ${id}`;
}
