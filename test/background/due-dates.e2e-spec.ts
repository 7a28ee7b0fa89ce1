import { RebaseWindows } from '../../src/calendars/sync/tasks/rebase-windows.task';
import { SyncAllCalendars } from '../../src/calendars/sync/tasks/sync-all-calendars.task';
import { type GoogleService, selectCalendar, startGoogleService } from '../harness/google-service';
import type { Api } from '../harness/api';

const HOUR = 60 * 60 * 1000;

describe('Calendars that are due by the clock', () => {
  let service: GoogleService;
  let user: Api;

  beforeAll(async () => {
    service = await startGoogleService({ SYNC_CRON: '0 * * * *' });
    user = await service.signUp();
  });
  afterAll(() => service.close());
  beforeEach(() => service.sql('UPDATE calendar_integrations SET sync_enabled = false'));

  /** An enabled calendar that is due in 50 hours, unless `columns` say otherwise. */
  const calendar = async (columns = `next_sync_at = now() + interval '50 hours'`): Promise<string> => {
    const { id } = await selectCalendar(service, user);
    await change(id, `sync_enabled = true, next_sync_at = now() + interval '50 hours'`);
    await change(id, columns);
    return id;
  };
  const change = (id: string, columns: string) =>
    service.sql(`UPDATE calendar_integrations SET ${columns} WHERE id = $1`, [id]);
  const dueAt = async (id: string): Promise<Date> => {
    const [row] = await service.sql<{ next_sync_at: Date }>(
      'SELECT next_sync_at FROM calendar_integrations WHERE id = $1',
      [id],
    );
    return row!.next_sync_at;
  };
  const accountOf = (id: string, columns: string) =>
    service.sql(
      `UPDATE user_oauth_accounts SET ${columns} WHERE id = (SELECT oauth_account_id FROM calendar_integrations WHERE id = $1)`,
      [id],
    );

  describe('when all are to be synced', () => {
    const slot = new Date(Math.floor(Date.now() / HOUR) * HOUR);
    const run = () => service.app.get(SyncAllCalendars).run(slot);

    it('are spread over the hour after the slot, and stay there', async () => {
      const ids = [await calendar(), await calendar(), await calendar(`next_sync_at = NULL`)];
      expect(await run()).toEqual({ calendars: 3 });
      const dates = await Promise.all(ids.map(dueAt));
      for (const date of dates) {
        expect(date >= slot).toBe(true);
        expect(date < new Date(slot.getTime() + HOUR)).toBe(true);
      }
      expect(new Set(dates.map(Number)).size).toBe(3);
      expect(await run()).toEqual({ calendars: 0 });
      expect(await Promise.all(ids.map(dueAt))).toEqual(dates);
    });

    it('keep their date if it is sooner', async () => {
      const id = await calendar();
      await change(id, `next_sync_at = now() - interval '3 hours'`);
      const before = await dueAt(id);
      expect(await run()).toEqual({ calendars: 0 });
      expect(await dueAt(id)).toEqual(before);
    });

    it.each([
      ['was synced since', (id: string) => change(id, `last_sync_at = now() + interval '1 hour'`)],
      ['backs off', (id: string) => change(id, 'failure_count = 1')],
      ['is gone', (id: string) => change(id, 'is_active = false')],
      ['is switched off', (id: string) => change(id, 'sync_enabled = false')],
      ['needs consent', (id: string) => accountOf(id, `status = 'needs_reauth'`)],
      ['is throttled', (id: string) => accountOf(id, `throttled_until = now() + interval '1 hour'`)],
    ])('are left alone: one that %s', async (_, make) => {
      const id = await calendar();
      await make(id);
      expect(await run()).toEqual({ calendars: 0 });
    });

    it('are found however many there are', async () => {
      const [{ oauth_account_id: account, user_id: owner }] = (await service.sql(
        'SELECT oauth_account_id, user_id FROM calendar_integrations LIMIT 1',
      )) as [{ oauth_account_id: string; user_id: string }];
      await service.sql(
        `INSERT INTO calendar_integrations (user_id, oauth_account_id, provider, provider_calendar_id, calendar_name, days_back,
           days_forward, next_sync_at)
         SELECT $1, $2, 'google', 'calendar ' || number, 'Calendar', 7, 30, now() + interval '50 hours'
         FROM generate_series(1, 12000) number`,
        [owner, account],
      );
      expect(await run()).toEqual({ calendars: 12_000 });
      expect(await run()).toEqual({ calendars: 0 });
      const [spread] = await service.sql<{ first: number; second: number }>(
        `SELECT count(*) FILTER (WHERE next_sync_at < $1::timestamptz + interval '30 minutes')::int AS first,
           count(*) FILTER (WHERE next_sync_at >= $1::timestamptz + interval '30 minutes')::int AS second
         FROM calendar_integrations WHERE sync_enabled`,
        [slot],
      );
      expect(Math.abs(spread!.first - spread!.second)).toBeLessThan(1_000);
    });
  });

  describe('when their windows are to slide', () => {
    const run = () => service.app.get(RebaseWindows).run();

    it('become due at once, and once', async () => {
      const ready = await calendar(`rebase_at = now() - interval '1 minute'`);
      const later = await calendar(`rebase_at = now() + interval '1 hour'`);
      const before = await dueAt(later);
      expect(await run()).toEqual({ calendars: 1 });
      expect((await dueAt(ready)) <= service.clock.now()).toBe(true);
      expect(await dueAt(later)).toEqual(before);
      expect(await run()).toEqual({ calendars: 0 });
    });

    it.each([
      ['backs off', (id: string) => change(id, 'failure_count = 1')],
      ['is switched off', (id: string) => change(id, 'sync_enabled = false')],
      ['needs consent', (id: string) => accountOf(id, `status = 'needs_reauth'`)],
    ])('are left alone: one that %s', async (_, make) => {
      const id = await calendar(`rebase_at = now() - interval '1 minute'`);
      await make(id);
      expect(await run()).toEqual({ calendars: 0 });
    });
  });
});
