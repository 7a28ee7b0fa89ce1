import { Injectable } from '@nestjs/common';
import type { CalendarEvent, EventChange, EventPage } from '../../src/calendars/provider/calendar-event';
import {
  type Access,
  type CalendarProvider,
  ProvidesCalendar,
  type PullQuery,
  type RemoteCalendar,
} from '../../src/calendars/provider/calendar-provider';
import type { Grant, OAuthConnectable, Tokens } from '../../src/calendars/provider/oauth-connectable';
import {
  AccessTokenRejected,
  CalendarGone,
  CursorExpired,
  OAuthFailed,
  ProviderUnavailable,
  ReauthorizationRequired,
} from '../../src/calendars/provider/provider-errors';
import type { Line } from './almanac.server';

interface TokenAnswer {
  access_token: string;
  expires_in: number;
  refresh_token: string;
  reader: string;
}

interface Page {
  lines: Line[];
  place?: number;
  revision?: number;
}

/** All that it takes to be a provider: this class and a module that provides it. */
@Injectable()
@ProvidesCalendar('almanac')
export class AlmanacProvider implements CalendarProvider, OAuthConnectable {
  readonly displayName = 'The Almanac';
  readonly missingVariables = ['ALMANAC_URL'].filter((name) => !process.env[name]);
  private readonly url = process.env.ALMANAC_URL ?? '';

  async *listCalendars(access: Access): AsyncGenerator<RemoteCalendar> {
    const books = await this.get<{ name: string; first: boolean }[]>(access, '/books');
    for (const { name, first: primary } of books) {
      yield { id: name, name, primary, timezone: null, color: null, accessRole: 'reader' };
    }
  }

  async *pullEvents(access: Access, query: PullQuery): AsyncGenerator<EventPage> {
    const { calendarId, window, cursor } = query;
    const asked = { from: window.from.toISOString(), until: window.to.toISOString(), since: cursor ?? '0' };
    let place: string | undefined = query.continuation ?? '0';
    while (place !== undefined) {
      const params = new URLSearchParams({ ...asked, place });
      const page: Page = await this.get(access, `/books/${calendarId}?${params.toString()}`);
      place = page.place?.toString();
      const changes = page.lines.map(toChange);
      yield place === undefined ? { changes, cursor: `${page.revision}` } : { changes, continuation: place };
    }
  }

  authorizationUrl({ state, codeChallenge }: { state: string; codeChallenge: string }): string {
    const params = new URLSearchParams({
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    });
    return `${this.url}/authorize?${params.toString()}`;
  }

  async exchangeCode({ code, codeVerifier }: { code: string; codeVerifier: string }): Promise<Grant> {
    const answer = await this.post('/token', { code, code_verifier: codeVerifier });
    if (!answer) throw new OAuthFailed();
    const { reader } = answer;
    const identity = { issuer: 'https://almanac.example', subject: reader, email: reader };
    return { ...toTokens(answer), ...identity, scopes: ['read'] };
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    const answer = await this.post('/token', { refresh_token: refreshToken });
    if (!answer) throw new ReauthorizationRequired();
    return toTokens(answer);
  }

  async revoke(refreshToken: string): Promise<void> {
    await this.post('/revoke', { token: refreshToken });
  }

  private async get<T>(access: Access, path: string): Promise<T> {
    const headers = { authorization: `Bearer ${await access.token()}` };
    const response = await fetch(this.url + path, { headers });
    if (response.status === 401) throw new AccessTokenRejected();
    if (response.status === 404) throw new CalendarGone();
    if (response.status === 410) throw new CursorExpired();
    if (!response.ok) throw new ProviderUnavailable();
    return (await response.json()) as T;
  }

  /** Undefined when it is refused. */
  private async post(path: string, form: Record<string, string>): Promise<TokenAnswer | undefined> {
    const response = await fetch(this.url + path, { method: 'POST', body: new URLSearchParams(form) });
    return response.ok ? ((await response.json()) as TokenAnswer) : undefined;
  }
}

function toTokens({ access_token, expires_in, refresh_token }: TokenAnswer): Tokens {
  const expiresAt = new Date(Date.now() + expires_in * 1000);
  return { accessToken: access_token, expiresAt, refreshToken: refresh_token };
}

function toChange({ no, what, from, until, struck }: Line): EventChange {
  const id = `line-${no}`;
  if (struck) return { kind: 'removed', id };
  if (!from || !until) return { kind: 'invalid', id, reason: 'no time' };
  const span = { startsAt: new Date(from), endsAt: new Date(until) };
  return { kind: 'event', id, event: { ...PLAIN, ...span, id, summary: what ?? null } };
}

const PLAIN: Omit<CalendarEvent, 'id' | 'startsAt' | 'endsAt'> = {
  uid: null,
  recurrenceId: null,
  seriesId: null,
  status: 'confirmed',
  summary: null,
  description: null,
  location: null,
  allDay: false,
  timeZone: null,
  transparency: 'opaque',
  visibility: 'public',
  kind: 'default',
  partstat: null,
  organizer: null,
  attendees: [],
  categories: [],
  htmlLink: null,
};
