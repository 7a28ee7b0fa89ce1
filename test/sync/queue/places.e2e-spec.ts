import { DataSource } from 'typeorm';
import { ClaimRepository } from '../../../src/calendars/sync/queue/claim.repository';
import { SyncBatchRepository } from '../../../src/calendars/sync/batches/sync-batch.repository';
import { type Service, startService } from '../../harness/service';
import { Crowd } from './crowd';

const PROVIDERS = ['google', 'microsoft'];
const PLACES = 10;

describe('Places in the background', () => {
  let service: Service;
  let crowd: Crowd;

  beforeAll(async () => {
    service = await startService();
    crowd = new Crowd(service);
  });
  beforeEach(() => crowd.leave());
  afterAll(() => service.close());

  const claim = (places = PLACES, providers = PROVIDERS): Promise<boolean> =>
    service.app.get(ClaimRepository).claim(service.clock.now(), places, providers);
  const entire = async (userId: string, accounts: number, each: number, since = {}): Promise<string[]> => {
    const all: string[] = [];
    for (let index = 0; index < accounts; index += 1) all.push(...(await crowd.account(userId, each, since)));
    return all;
  };

  it('are given to everybody in turn: sixty calendars of one user do not delay the one of another', async () => {
    const many = await entire(await crowd.user(), 15, 4, { minutes: 30 });
    const one = await crowd.account(await crowd.user(), 1);

    expect(await claim()).toBe(true);
    expect(await crowd.placed(one)).toHaveLength(1);
    expect(await crowd.placed(many)).toHaveLength(PLACES - 1);
  });

  it('are four for an account, also together with those under way, and over many claims', async () => {
    const calendars = await crowd.account(await crowd.user(), 10);
    for (let round = 0; round < 3; round += 1) {
      expect(await claim()).toBe(true);
      expect(await crowd.placed(calendars)).toHaveLength(4);
    }
    const placed = await crowd.placed(calendars);
    const asked = await crowd.waits(
      calendars.find((id) => !placed.includes(id))!,
      'admin',
      3,
    );
    await claim();
    expect(await crowd.placed(calendars)).toHaveLength(4);

    await crowd.finish(calendars);
    await claim();
    expect(
      await service.sql('SELECT dispatched_at IS NOT NULL AS placed FROM sync_runs WHERE id = $1', [asked]),
    ).toEqual([{ placed: true }]);
    expect(await crowd.placed(calendars)).toHaveLength(4);
  });

  it('are limited for a provider, over any number of claims at once', async () => {
    const calendars = await entire(await crowd.user(), 12, 2);
    await Promise.all(Array.from({ length: 8 }, () => claim()));
    await claim();
    expect(await crowd.placed(calendars)).toHaveLength(PLACES);
    expect(new Set(await crowd.placed(calendars)).size).toBe(PLACES);
  });

  it('of one provider are not lost to the backlog of another, however long that is', async () => {
    const google = await entire(await crowd.user(), 300, 4, { minutes: 60 });
    const outlook = await crowd.account(await crowd.user(), 1, { provider: 'microsoft' });
    expect(await claim()).toBe(true);
    expect(await crowd.placed(outlook)).toHaveLength(1);
    expect(await crowd.placed(google)).toHaveLength(PLACES);

    await crowd.finish(outlook);
    await crowd.waits(outlook[0]!, 'admin', 3);
    await service.sql(
      `INSERT INTO sync_runs (calendar_id, provider, trigger, priority, status, requested_at)
       SELECT id, 'google', 'admin', 3, 'queued', now() - interval '1 hour' FROM unnest($1::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [google],
    );
    await claim();
    expect(await crowd.placed(outlook)).toHaveLength(1);
  });

  it('go to who was asked for by a person first, then to an admin’s, then to what is due', async () => {
    const due = await entire(await crowd.user(), 5, 4, { minutes: 90 });
    const admins = await entire(await crowd.user(), 5, 4, { minutes: -60 });
    for (const id of admins) await crowd.waits(id, 'admin', 3, 60);
    const [persons] = await crowd.account(await crowd.user(), 1, { minutes: -60 });
    await crowd.waits(persons!, 'manual', 1);

    await claim(1);
    expect(await crowd.placed([persons!])).toHaveLength(1);
    expect(await crowd.placed([...due, ...admins])).toEqual([]);
    await claim(3);
    expect(await crowd.placed(admins)).toHaveLength(2);
    expect(await crowd.placed(due)).toEqual([]);
  });

  it('are not needed by a person: whoever asked does not wait for one', async () => {
    await entire(await crowd.user(), 5, 4);
    await claim();
    const [persons] = await crowd.account(await crowd.user(), 1, { minutes: -60 });
    await crowd.waits(persons!, 'manual', 1);
    await claim();
    expect(await crowd.placed([persons!])).toHaveLength(1);
  });

  it.each([
    ['is switched off', 'UPDATE calendar_integrations SET sync_enabled = false'],
    ['is gone at its provider', 'UPDATE calendar_integrations SET is_active = false'],
    ['is not due', `UPDATE calendar_integrations SET next_sync_at = now() + interval '1 minute'`],
    ['has never been given a date', 'UPDATE calendar_integrations SET next_sync_at = NULL'],
    ['is being synced', `UPDATE calendar_integrations SET lease_expires_at = now() + interval '10 seconds'`],
    ['belongs to an account without consent', `UPDATE user_oauth_accounts SET status = 'needs_reauth'`],
    [
      'belongs to a throttled account',
      `UPDATE user_oauth_accounts SET throttled_until = now() + interval '1 minute'`,
    ],
    ['is of a provider that is switched off here', `UPDATE calendar_integrations SET provider = 'yahoo'`],
  ])('are not given to a calendar that %s', async (_, change) => {
    const calendars = await crowd.account(await crowd.user(), 2);
    await service.sql(change);
    expect(await claim()).toBe(false);
    expect(await crowd.placed(calendars)).toEqual([]);
    expect(await service.sql('SELECT FROM sync_runs')).toEqual([]);
  });

  it('are given to requests for a provider that has been switched off since: they end, with words', async () => {
    const [id] = await crowd.account(await crowd.user(), 1, { provider: 'yahoo' });
    await crowd.waits(id!, 'admin', 3);
    await claim();
    expect(await crowd.placed([id!])).toEqual([id]);
  });

  it('can be given to a calendar that somebody enters a run for at this moment', async () => {
    const [id] = await crowd.account(await crowd.user(), 1);
    const somebody = service.app.get(DataSource).createQueryRunner();
    await somebody.startTransaction();
    await somebody.query('SELECT FROM calendar_integrations WHERE id = $1 FOR KEY SHARE', [id]);
    await claim();
    expect(await crowd.placed([id!])).toEqual([id]);
    await somebody.rollbackTransaction();
    await somebody.release();
  });

  it('and batches do not wait for each other in a circle', async () => {
    const [admin] = [await crowd.user()];
    await entire(await crowd.user(), 40, 10);
    const batches = service.app.get(SyncBatchRepository);
    const rounds = Array.from({ length: 12 }, (_, round) => round);
    const work = rounds.flatMap((round) => [
      batches.create(admin, round % 2 ? {} : { provider: 'google' }, service.clock.now()),
      claim(20 * round),
    ]);
    const ends = await Promise.allSettled(work);
    expect(ends.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(
      await service.sql(
        `SELECT calendar_id FROM sync_runs WHERE status = 'queued' GROUP BY calendar_id HAVING count(*) > 1`,
      ),
    ).toEqual([]);
  });
});
