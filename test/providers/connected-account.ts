import { createHash, randomBytes } from 'node:crypto';
import type { EventChange, EventPage, TimeWindow } from '../../src/calendars/provider/calendar-event';
import type { Access, PullQuery } from '../../src/calendars/provider/calendar-provider';
import type { Grant } from '../../src/calendars/provider/oauth-connectable';
import { collect } from './collect';
import type { RemoteWorld } from './remote-world';

export const ROBIN = 'robin@berger-consulting.example';
export const MARCH: TimeWindow = {
  from: new Date('2026-03-01T00:00:00Z'),
  to: new Date('2026-04-01T00:00:00Z'),
};

/** A PKCE pair (RFC 7636). */
export function pkce(): { codeVerifier: string; codeChallenge: string } {
  const codeVerifier = randomBytes(32).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}

/** Robin, who has consented, with a calendar called "Team". */
export class ConnectedAccount {
  readonly access: Access = { token: () => Promise.resolve(this.grant.accessToken) };

  private constructor(
    private readonly world: RemoteWorld,
    readonly grant: Grant,
    readonly calendarId: string,
  ) {}

  static async in(world: RemoteWorld): Promise<ConnectedAccount> {
    await world.addAccount(ROBIN);
    const calendarId = await world.addCalendar(ROBIN, { name: 'Team', timeZone: 'Europe/Berlin' });
    return new ConnectedAccount(world, await connect(world), calendarId);
  }

  /** Meetings of an hour, one a day from 2 March on, at 9:00 UTC. */
  meet(...titles: string[]): Promise<string[]> {
    const events = titles.map((title, day) => ({
      title,
      ...hour(`2026-03-${String(day + 2).padStart(2, '0')}T09:00:00Z`),
    }));
    return this.world.addEvents(this.calendarId, events);
  }

  pages(query: Partial<PullQuery> = {}): Promise<EventPage[]> {
    const { calendarId, access, world } = this;
    return collect(world.provider.pullEvents(access, { calendarId, window: MARCH, ...query }));
  }

  /** All pages of a pull as one. */
  async pull(query: Partial<PullQuery> = {}): Promise<{ changes: EventChange[]; cursor?: string }> {
    const pages = await this.pages(query);
    return { changes: pages.flatMap(({ changes }) => changes), cursor: pages.at(-1)?.cursor };
  }
}

/** Sends Robin through the consent page and redeems the code. */
export async function connect(world: RemoteWorld): Promise<Grant> {
  const { codeVerifier, codeChallenge } = pkce();
  const url = world.provider.authorizationUrl({ state: 'state', codeChallenge });
  return world.provider.exchangeCode({ code: await world.consent(url, { email: ROBIN }), codeVerifier });
}

export function hour(start: string): { startsAt: Date; endsAt: Date } {
  const startsAt = new Date(start);
  return { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000) };
}

/** `kind title` of each line. */
export function told(changes: EventChange[]): string[] {
  return changes.map(
    (change) => `${change.kind} ${change.kind === 'event' ? change.event.summary : change.id}`,
  );
}
