import { MeetingChanges } from '../../src/billing/time-entries/meeting-changes';
import { type Service, startService } from '../harness/service';
import { bill } from './bill';
import { LATER, lockAwaited, Meetings, TEN } from './meetings';

interface Row {
  status: string;
  started_at: Date;
  provenance_change: string | null;
  provenance_dismissed: boolean;
}

describe('An entry that was billed and is freed again', () => {
  let service: Service;
  let meetings: Meetings;
  let user: string;

  beforeAll(async () => {
    service = await startService();
    meetings = new Meetings(service);
    user = await meetings.someUser();
  });
  afterAll(() => service.close());

  const row = async (id: string): Promise<Row> =>
    (await service.sql<Row>('SELECT * FROM time_entries WHERE id = $1', [id]))[0]!;
  const news = (id: string) =>
    service.sql<{ facts: object }>(
      `SELECT facts FROM notifications WHERE type = 'entry_meeting_changed' AND facts->>'timeEntryId' = $1`,
      [id],
    );
  const FREE = `UPDATE time_entries SET status = 'approved', invoice_id = NULL WHERE id = ANY ($1)`;

  const billed = async (): Promise<string> => {
    const { id } = await meetings.convert(user);
    await meetings.link(user, id);
    await bill(service, id);
    return id;
  };
  /** What becomes of entries whose invoice is voided. */
  const free = (...ids: string[]): Promise<void> =>
    meetings.inTransaction(async (manager) => {
      await manager.query(FREE, [ids]);
      await service.app.get(MeetingChanges).recheck(manager, ids);
    });

  it('is marked for what became of its meeting meanwhile, and its owner is told once', async () => {
    const [moved, gone, same] = [await billed(), await billed(), await billed()];
    await meetings.sync(moved);
    await meetings.sync(gone, { removed: true });
    await meetings.sync(same, TEN);
    expect([await news(moved), await news(gone)]).toEqual([[], []]);

    await free(same, gone, moved);
    await free(moved);

    const freed = { status: 'approved', started_at: TEN.startsAt };
    expect(await row(moved)).toMatchObject({ ...freed, provenance_change: 'updated' });
    expect(await row(gone)).toMatchObject({ ...freed, provenance_change: 'removed' });
    expect(await row(same)).toMatchObject({ ...freed, provenance_change: null });
    expect(await news(moved)).toEqual([
      {
        facts: expect.objectContaining({
          change: 'updated',
          startedAt: TEN.startsAt.toISOString(),
          meeting: {
            startsAt: LATER.startsAt.toISOString(),
            endsAt: LATER.endsAt.toISOString(),
            summary: 'Kick-off',
          },
        }),
      },
    ]);
    expect(await news(gone)).toEqual([
      { facts: expect.objectContaining({ change: 'removed', meeting: null }) },
    ]);
    expect(await news(same)).toEqual([]);
  });

  it('loses the mark of a change that was taken back meanwhile', async () => {
    const { id } = await meetings.convert(user);
    await meetings.link(user, id);
    await service.sql(`UPDATE time_entries SET status = 'approved' WHERE id = $1`, [id]);
    await meetings.sync(id);
    await bill(service, id);
    await meetings.sync(id, TEN);

    await free(id);

    expect(await row(id)).toMatchObject({ provenance_change: null });
  });

  it('is not marked for a meeting that is gone still, and that it was kept without', async () => {
    const id = await billed();
    await service.sql('UPDATE time_entries SET provenance_dismissed = true WHERE id = $1', [id]);
    await meetings.sync(id, { removed: true });

    await free(id);

    expect(await row(id)).toMatchObject({ provenance_change: null, provenance_dismissed: true });
  });

  it('stays as it is when no meeting of it is known', async () => {
    const { id } = await meetings.convert(user);
    await bill(service, id);

    await free(id);

    expect(await row(id)).toMatchObject({ status: 'approved', provenance_change: null });
  });

  it('is marked by a sync that comes to it while it is being freed', async () => {
    const id = await billed();

    const { syncing } = await meetings.inTransaction(async (manager) => {
      await manager.query(FREE, [[id]]);
      await service.app.get(MeetingChanges).recheck(manager, [id]);
      const syncing = meetings.sync(id);
      await lockAwaited(service);
      return { syncing };
    });
    await syncing;

    expect(await row(id)).toMatchObject({ provenance_change: 'updated' });
  });

  it('hears of a change that a sync is telling it just then', async () => {
    const id = await billed();

    const { freeing } = await meetings.inTransaction(async (manager) => {
      await meetings.storeWithin(manager, id);
      await meetings.changeWithin(manager, id, {});
      const freeing = free(id);
      await lockAwaited(service);
      return { freeing };
    });
    await freeing;

    expect(await row(id)).toMatchObject({ provenance_change: 'updated' });
  });
});
