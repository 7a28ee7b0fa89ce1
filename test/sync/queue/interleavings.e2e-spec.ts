import { eventually } from '../../harness/eventually';
import type { Api } from '../../harness/api';
import { type GoogleService, startGoogleService } from '../../harness/google-service';
import { meeting } from '../../harness/meetings';
import { randomUUID } from 'node:crypto';
import { ClaimRepository } from '../../../src/calendars/sync/queue/claim.repository';
import { SyncRequestRepository } from '../../../src/calendars/sync/requests/sync-request.repository';
import { SyncService } from '../../../src/calendars/sync/sync.service';
import { connect } from '../../harness/google-service';
import { type LiveCalendar, selectFrom, selectLive } from './live-calendar';

interface Row {
  id: string;
  status: string;
  attempts: number;
  dispatched: boolean;
  error: { code: string } | null;
}

/** Nobody works by itself here: each test says who does what, and in which order. */
describe('A run, whatever happens around it', () => {
  let service: GoogleService;
  let admin: Api;
  let user: Api;
  let calendar: LiveCalendar;

  beforeAll(async () => {
    service = await startGoogleService();
    admin = await service.signUp('Ada');
    user = await service.signUp();
  });
  beforeEach(async () => {
    await service.google.reset();
    await service.sql('DELETE FROM user_oauth_accounts');
    await service.sql('DELETE FROM request_slots');
    calendar = await selectLive(service, user);
    await service.google.clearRequests();
  });
  afterAll(() => service.close());

  const runs = (): Promise<Row[]> =>
    service.sql<Row>(
      `SELECT id, status, attempts, dispatched_at IS NOT NULL AS dispatched, error FROM sync_runs
       WHERE calendar_id = $1 ORDER BY requested_at`,
      [calendar.id],
    );
  const carryOut = (id: string): Promise<void> => service.app.get(SyncService).carryOut(id);
  const recover = (): Promise<number> => service.app.get(ClaimRepository).recover(service.clock.now());
  const claim = (): Promise<boolean> =>
    service.app.get(ClaimRepository).claim(service.clock.now(), 10, ['google']);
  const asked = async (): Promise<string> => (await calendar.request().expect(202)).body.job_id;
  const sync = () => user.post(`/integrations/google/${calendar.id}/sync`).then((answer) => answer);
  const hold = (): Promise<unknown> =>
    service.google.addFault({ kind: 'events', email: calendar.email, effect: { type: 'hold' } });
  const letGo = (): Promise<unknown> => service.google.release();
  const untilAsked = (times = 1): Promise<unknown> =>
    eventually(async () => (await calendar.requests()) === times);
  /** The process that has the lease gives no sign of life any more. */
  const die = (): Promise<unknown> =>
    service.sql(
      `UPDATE calendar_integrations SET lease_expires_at = now() WHERE lease_expires_at IS NOT NULL`,
    );
  const batch = async (): Promise<string> =>
    (await admin.post('/admin/integrations/sync', { calendar_id: calendar.id }).expect(202)).body.batch_id;
  const progress = async (id: string): Promise<object> =>
    (await admin.get(`/admin/integrations/sync/${id}`).expect(200)).body;

  it('is carried out once, however many jobs there are for it', async () => {
    const id = await asked();
    await Promise.all(Array.from({ length: 10 }, () => carryOut(id)));
    await carryOut(id);
    expect(await calendar.requests()).toBe(1);
    expect(await runs()).toMatchObject([{ id, status: 'success', attempts: 1 }]);
  });

  it('makes way for a sync that somebody waits for, and comes after it', async () => {
    const id = await asked();
    await hold();
    const syncing = sync();
    await untilAsked();
    await carryOut(id);
    expect(await runs()).toMatchObject([{ id, status: 'queued', attempts: 0, dispatched: false }, {}]);
    await claim();
    expect((await runs())[0]).toMatchObject({ dispatched: false });

    await letGo();
    expect((await syncing).status).toBe(200);
    service.clock.advance(1_500);
    await claim();
    expect((await runs())[0]).toMatchObject({ id, dispatched: true });
    await carryOut(id);
    expect((await runs())[0]).toMatchObject({ id, status: 'success' });
  });

  it('keeps its turn while the account has its fill of requests, and is not sent again at once', async () => {
    const id = await asked();
    await service.sql(
      `UPDATE request_slots SET holder = gen_random_uuid(), lease_expires_at = now() + interval '1 minute'`,
    );
    await carryOut(id);
    expect(await runs()).toMatchObject([
      { id, status: 'queued', attempts: 0, dispatched: false, error: null },
    ]);
    await claim();
    expect(await runs()).toMatchObject([{ dispatched: false }]);
    service.clock.advance(1_000);
    await claim();
    expect(await runs()).toMatchObject([{ id, dispatched: true }]);
  });

  it('ends with its calendar', async () => {
    const id = await asked();
    await hold();
    const working = carryOut(id);
    await untilAsked();
    await user.delete(`/integrations/calendars/${calendar.id}`).expect(200);
    await letGo();
    await working;
    await carryOut(id);
    expect(await service.sql('SELECT FROM sync_runs WHERE id = $1', [id])).toEqual([]);
  });

  it('ends with its account, and gives the slot back', async () => {
    const id = await asked();
    await hold();
    const working = carryOut(id);
    await untilAsked();
    await user.delete(`/integrations/accounts/${calendar.accountId}`).expect(204);
    await letGo();
    await working;
    expect(await service.sql('SELECT FROM sync_runs')).toEqual([]);
    expect(await service.sql('SELECT FROM request_slots WHERE holder IS NOT NULL')).toEqual([]);
  });

  it('ends with its account also while a token is being had for it', async () => {
    const id = await asked();
    await service.sql('UPDATE user_oauth_accounts SET expires_at = now()');
    await service.google.addFault({ kind: 'token', effect: { type: 'hold' } });
    const working = carryOut(id);
    await eventually(async () => (await service.google.requests()).counts.token === 1);
    await user.delete(`/integrations/accounts/${calendar.accountId}`).expect(204);
    await letGo();
    await working;
    expect(await service.sql('SELECT FROM sync_runs')).toEqual([]);
  });

  it('whose process died waits again, and goes on', async () => {
    const id = await asked();
    await hold();
    const dead = carryOut(id);
    await untilAsked();
    await die();
    expect(await recover()).toBe(1);
    expect(await runs()).toMatchObject([{ id, status: 'queued', dispatched: false, attempts: 1 }]);
    await carryOut(id);
    expect(await runs()).toMatchObject([{ id, status: 'success', attempts: 2 }]);
    const [before] = await service.sql('SELECT cursor, fence FROM calendar_integrations');
    await letGo();
    await dead;
    expect(await runs()).toMatchObject([{ id, status: 'success', attempts: 2, error: null }]);
    expect(await service.sql('SELECT cursor, fence FROM calendar_integrations')).toEqual([before]);
  });

  it('of a process that only seemed dead may still end well, and is not done twice', async () => {
    const id = await asked();
    await hold();
    const sleepy = carryOut(id);
    await untilAsked();
    await die();
    await recover();
    await letGo();
    await sleepy;
    expect(await runs()).toMatchObject([{ id, status: 'success' }]);
    await carryOut(id);
    expect(await calendar.requests()).toBe(1);
  });

  it('whose process died leaves its batches to the one that waits', async () => {
    const first = await batch();
    await claim();
    const [{ id }] = (await runs()) as [Row];
    await hold();
    const dead = carryOut(id);
    await untilAsked();
    const second = await batch();
    await die();
    await recover();
    const [, { id: next }] = (await runs()) as [Row, Row];
    expect(await runs()).toMatchObject([
      { id, status: 'failed', error: { code: 'interrupted' } },
      { id: next, status: 'queued' },
    ]);
    for (const one of [first, second]) expect(await progress(one)).toMatchObject({ total: 1, queued: 1 });
    await carryOut(next);
    await letGo();
    await dead;
    for (const one of [first, second])
      expect(await progress(one)).toMatchObject({ total: 1, succeeded: 1, failed: 0 });
  });

  it('whose process died leaves its batches to a sync that somebody waits for', async () => {
    const first = await batch();
    await claim();
    const [{ id }] = (await runs()) as [Row];
    await hold();
    const dead = carryOut(id);
    await untilAsked();
    await die();
    expect((await sync()).status).toBe(200);
    await letGo();
    await dead;
    expect(await runs()).toMatchObject([
      { id, status: 'failed', error: { code: 'interrupted' } },
      { status: 'success' },
    ]);
    expect(await progress(first)).toMatchObject({ total: 1, succeeded: 1, failed: 0 });
  });

  it('of a calendar that was removed a moment ago is not entered', async () => {
    await user.delete(`/integrations/calendars/${calendar.id}`).expect(200);
    const entering = service.app.get(SyncRequestRepository).enter(calendar.id, service.clock.now());
    await expect(entering).rejects.toMatchObject({ code: 'not_found' });
    await carryOut(randomUUID());
  });

  it('is one of four that the account has under way, whoever connected it', async () => {
    const partner = await service.signUp('Partner');
    const accounts = [calendar.accountId, await connect(service, partner, calendar.email)];
    const calendars = Array.from({ length: 3 }, (_, number) => ({ id: `c${number}`, summary: 'More' }));
    await service.google.seedAccounts({ accounts: [{ email: calendar.email, calendars }] });
    for (const { id } of calendars) {
      await service.google.putEvents({ calendarId: id, events: [meeting(1)] });
      await selectFrom(service, user, accounts[0]!, calendar.email, id);
      await selectFrom(service, partner, accounts[1]!, calendar.email, id);
    }
    await service.sql('UPDATE calendar_integrations SET next_sync_at = now()');
    await service.google.addFault({ kind: 'events', times: 'always', effect: { type: 'delay', ms: 100 } });
    await service.google.clearRequests();
    const unfinished = async (): Promise<string[]> => {
      await claim();
      const waiting = await service.sql<{ id: string }>(
        `SELECT id FROM sync_runs WHERE status = 'queued' AND dispatched_at IS NOT NULL`,
      );
      return waiting.map(({ id }) => id);
    };
    for (let ids = await unfinished(); ids.length > 0; ids = await unfinished()) {
      await Promise.all(ids.map(carryOut));
      service.clock.advance(1_000);
    }
    expect((await service.google.requests({ kind: 'events' })).maxConcurrency).toBe(4);
    const states = await service.sql(`SELECT FROM sync_runs WHERE status = 'success'`);
    expect(states).toHaveLength(7);
  });
});
