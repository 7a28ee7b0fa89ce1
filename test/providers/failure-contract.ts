import { Logger } from '@nestjs/common';
import { inspect } from 'node:util';
import { ProviderUnavailable, RateLimited } from '../../src/calendars/provider/provider-errors';
import { collect } from './collect';
import { ConnectedAccount, pkce } from './connected-account';
import type { Disturbance, RemoteWorld } from './remote-world';

/** What a plugin owes everybody when its provider fails. */
export function failureContract(current: () => RemoteWorld): void {
  let robin: ConnectedAccount;
  beforeEach(async () => {
    robin = await ConnectedAccount.in(current());
  });
  afterEach(() => jest.restoreAllMocks());

  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it.each<[Disturbance, number | undefined]>([
    [{ kind: 'throttled', retryAfter: '7' }, 7],
    [{ kind: 'throttled', retryAfter: new Date(Date.now() + 600_000).toUTCString() }, 600],
    [{ kind: 'throttled' }, undefined],
    [{ kind: 'overloaded', retryAfter: '120' }, 120],
  ])('tells rate limits apart from refusals: %j', async (disturbance, seconds) => {
    await current().disturb('events', disturbance);
    const failure = await failureOf(robin.pull());
    expect(failure).toBeInstanceOf(RateLimited);
    const { retryAfterSeconds } = failure as RateLimited;
    if (seconds === undefined) expect(retryAfterSeconds).toBeUndefined();
    else expect(Math.abs(retryAfterSeconds! - seconds)).toBeLessThan(60);
    expect(await current().countRequests('events')).toBe(1);
  });

  it.each<Disturbance>([
    { kind: 'broken' },
    { kind: 'overloaded' },
    { kind: 'silence' },
    { kind: 'drip' },
    { kind: 'reset' },
    { kind: 'half an answer' },
    { kind: 'far too much' },
    { kind: 'web page' },
    { kind: 'wrong types' },
  ])('says ProviderUnavailable, soon and after one request, for $kind', async (disturbance) => {
    await robin.meet('a', 'b');
    if (disturbance.kind !== 'far too much') current().limits.data.deadlineMs = 150;
    const { provider } = current();
    await current().disturb('events', disturbance);
    await expect(robin.pull()).rejects.toThrow(ProviderUnavailable);
    await current().disturb('calendars', disturbance);
    await expect(collect(provider.listCalendars(robin.access))).rejects.toThrow(ProviderUnavailable);
    expect(await current().countRequests('events')).toBe(1);
    expect(await current().countRequests('calendars')).toBe(1);
  });

  it('gives no cursor when a later page fails', async () => {
    await robin.meet('a', 'b', 'c');
    await current().setPageSize(2);
    await current().disturb('events', { kind: 'broken' }, 1);
    const seen: unknown[] = [];
    const query = { calendarId: robin.calendarId, window: { from: new Date(0), to: new Date('2030-01-01') } };
    const pull = async (): Promise<void> => {
      for await (const { cursor } of current().provider.pullEvents(robin.access, query)) seen.push(cursor);
    };
    await expect(pull()).rejects.toThrow(ProviderUnavailable);
    expect(seen).toEqual([undefined]);
  });

  it('lets no secret into an error or a log', async () => {
    const { provider, clientSecret } = current();
    const logged: unknown[] = [];
    for (const level of ['verbose', 'debug', 'log', 'warn', 'error'] as const) {
      jest.spyOn(Logger.prototype, level).mockImplementation((...line: unknown[]) => void logged.push(line));
    }
    const refreshToken = robin.grant.refreshToken!;
    const { codeVerifier } = pkce();
    const code = 'a code that nobody gave';
    const failures = [await failureOf(provider.exchangeCode({ code, codeVerifier }))];
    for (const kind of ['broken', 'throttled', 'reset', 'client refused'] as const) {
      await current().disturb('token', { kind });
      failures.push(await failureOf(provider.refresh(refreshToken)));
    }
    for (const kind of ['broken', 'throttled', 'reset', 'web page'] as const) {
      await current().disturb('events', { kind });
      failures.push(await failureOf(robin.pull({ cursor: 'the cursor' })));
    }
    await provider.revoke(refreshToken);
    failures.push(await failureOf(provider.refresh(refreshToken)), await failureOf(robin.pull()));
    const text = inspect([failures, logged], { depth: 12, showHidden: true, maxStringLength: null });
    expect(logged.length).toBeGreaterThan(0);
    expect(failures).toHaveLength(11);
    for (const secret of [
      robin.grant.accessToken,
      refreshToken,
      code,
      codeVerifier,
      clientSecret,
      'the cursor',
    ]) {
      expect(text).not.toContain(secret);
    }
  });
}
