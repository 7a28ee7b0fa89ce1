import { DataSource } from 'typeorm';
import { eventually } from '../harness/eventually';
import {
  connect,
  type GoogleService,
  type SelectedCalendar,
  selectCalendar,
  startGoogleService,
} from '../harness/google-service';
import { meeting } from '../harness/meetings';

describe('Concurrent syncs', () => {
  let service: GoogleService;
  let calendar: SelectedCalendar;

  const eventsRequests = async (): Promise<number> =>
    (await service.google.requests({ kind: 'events' })).counts.events ?? 0;
  const holdNextPage = (email?: string): Promise<unknown> =>
    service.google.addFault({ kind: 'events', email, effect: { type: 'hold' } });

  /** Selects so many more calendars of the account. @returns the paths that sync them */
  const selectMore = async (count: number): Promise<string[]> => {
    const calendars = Array.from({ length: count }, (_, number) => ({
      id: `extra-${number}`,
      summary: `${number}`,
    }));
    await service.google.seedAccounts({ accounts: [{ email: calendar.email, calendars }] });
    const select = async ({ id }: { id: string }): Promise<string> => {
      const selection = { calendar_id: id, oauth_account_id: calendar.accountId, sync_enabled: false };
      const { body } = await calendar.user
        .post('/integrations/google/select-calendar', selection)
        .expect(201);
      return `/integrations/google/${body.calendar_id}/sync`;
    };
    return Promise.all(calendars.map(select));
  };

  beforeAll(async () => {
    service = await startGoogleService();
  });
  beforeEach(async () => {
    await service.google.reset();
    calendar = await selectCalendar(service, await service.signUp());
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  it('of one calendar: one runs, the others are told so, and the provider sees one request', async () => {
    await calendar.put(meeting(1));
    await holdNextPage();

    let answered = 0;
    const syncs = Array.from({ length: 10 }, async () => {
      const answer = await calendar.sync();
      answered += 1;
      return answer;
    });
    await eventually(() => answered === 9);
    await service.google.clearFaults();
    const answers = await Promise.all(syncs);

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(9).fill('sync_in_progress'));
    expect(await eventsRequests()).toBe(1);
  });

  it('of one account: at most four requests at a time, whoever connected it and whatever they are for; the others wait', async () => {
    const syncs = await selectMore(5);
    const partner = await service.signUp();
    const partnersAccount = await connect(service, partner, calendar.email);
    await service.google.addFault({ kind: 'calendarList', times: 4, effect: { type: 'delay', ms: 300 } });
    await service.google.addFault({ kind: 'events', times: 5, effect: { type: 'delay', ms: 500 } });
    await service.google.clearRequests();

    const lists = Array.from({ length: 4 }, () =>
      partner.get(`/integrations/google/calendars?oauth_account_id=${partnersAccount}`),
    );
    const answers = await Promise.all([...syncs.map((path) => calendar.user.post(path)), ...lists]);

    expect(answers.map(({ status }) => status)).toEqual(Array(9).fill(200));
    expect((await service.google.requests()).maxConcurrency).toBe(4);
  });

  it('of one account whose token has expired: one token request, and none gives up its turn for it', async () => {
    const syncs = await selectMore(8);
    await service.sql('UPDATE user_oauth_accounts SET expires_at = now() WHERE id = $1', [
      calendar.accountId,
    ]);
    await service.google.addFault({ kind: 'token', effect: { type: 'delay', ms: 12_000 } });
    await service.google.clearRequests();

    const answers = await Promise.all(syncs.map((path) => calendar.user.post(path)));

    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect((await service.google.requests()).counts.token).toBe(1);
  });

  it('do not let a run write that lost its lease while the provider kept it waiting', async () => {
    await calendar.put(meeting(1, { summary: 'From the run that lost its lease' }));
    await holdNextPage();
    const slow = calendar.sync().then((answer) => answer);
    await eventually(async () => (await eventsRequests()) === 1);
    // What time would do, and another process.
    await service.sql(
      'UPDATE calendar_integrations SET fence = fence + 1, lease_expires_at = NULL WHERE id = $1',
      [calendar.id],
    );
    await service.google.release();

    expect((await slow).status).toBe(409);
    expect(await calendar.events()).toEqual([]);
    expect(
      await service.sql('SELECT cursor, checkpoint FROM calendar_integrations WHERE id = $1', [calendar.id]),
    ).toEqual([{ cursor: null, checkpoint: null }]);
  });

  it('end quietly when the calendar is removed under them', async () => {
    await calendar.put(meeting(1));
    await holdNextPage();
    const slow = calendar.sync().then((answer) => answer);
    await eventually(async () => (await eventsRequests()) === 1);
    await calendar.user.delete(`/integrations/calendars/${calendar.id}`).expect(200);
    await service.google.release();

    expect((await slow).status).toBe(409);
    expect(
      await service.sql('SELECT FROM synced_calendar_events WHERE calendar_id = $1', [calendar.id]),
    ).toEqual([]);
  });

  it('leave a conversion and a sync of the same event in agreement', async () => {
    const [id] = await calendar.put(meeting(1, { summary: 'Before' }));
    await calendar.synced();
    const [event] = await calendar.events();

    for (let round = 0; round < 10; round += 1) {
      await calendar.patch(id!, { summary: `Round ${round}` });
      await Promise.all([calendar.convert(event!.id), calendar.synced()]);

      const [now] = await calendar.events();
      const { body: entry } = await calendar.user.get(`/time-entries/${now!.time_entry_id}`).expect(200);
      expect(entry).toMatchObject({
        description: `Round ${round}`,
        calendar_event: { source_changed: false },
      });
      await calendar.user.delete(`/integrations/calendars/events/${event!.id}/convert`).expect(204);
    }
  });

  it('of all events of a calendar do not wait in a circle for a conversion of some of them', async () => {
    await calendar.put(...Array.from({ length: 200 }, (_, number) => meeting(number % 20)));
    await calendar.synced();
    await service.sql('UPDATE calendar_integrations SET cursor = NULL WHERE id = $1', [calendar.id]);
    const stored = await service.sql<{ id: string }>(
      'SELECT id FROM synced_calendar_events WHERE calendar_id = $1 ORDER BY ctid',
      [calendar.id],
    );
    const ids = stored.map(({ id }) => id);
    const waiting = async (): Promise<number> =>
      (
        await service.sql(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).length;

    // Somebody holds an event in the middle: the sync comes that far. The conversion begins behind it, by the order of
    // ids, and ends before it.
    const somebody = service.app.get(DataSource).createQueryRunner();
    await somebody.startTransaction();
    await somebody.query('SELECT FROM synced_calendar_events WHERE id = $1 FOR UPDATE', [ids[100]]);
    const syncing = calendar.sync().then((answer) => answer);
    await eventually(async () => (await waiting()) === 1);
    const some = [ids.slice(101).sort()[0], ids.slice(0, 100).sort().at(-1)];
    const converting = calendar.user
      .post('/integrations/calendars/events/convert', { synced_event_ids: some })
      .then((answer) => answer);
    await eventually(async () => (await waiting()) === 2);
    await somebody.commitTransaction();
    await somebody.release();

    expect([(await syncing).status, (await converting).status]).toEqual([200, 200]);
  });
});
