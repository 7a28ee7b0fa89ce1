import { DayReader } from '../../../src/calendars/day/day-reader';
import { type Service, startService } from '../../harness/service';
import { met, somebodyIn, worked } from './people';

const KOLKATA = 'Asia/Kolkata';

describe('The days of a person', () => {
  let service: Service;
  let days: DayReader;
  let mira: string;

  beforeAll(async () => {
    service = await startService();
    days = service.app.get(DayReader, { strict: false });
  });
  beforeEach(async () => {
    mira = await somebodyIn(service, KOLKATA);
  });
  afterAll(() => service.close());

  const dayOf = (from: string, to = from) => days.read(mira, { from, to, timezone: KOLKATA });

  it('have what began on them, from midnight to midnight where the person is', async () => {
    const stranger = await somebodyIn(service, KOLKATA);
    for (const user of [mira, stranger]) {
      await worked(service, user, '2026-11-21T18:29:00Z', '2026-11-21T18:30:00Z', '2026-11-22T18:29:59.999Z');
      await met(service, user, '2026-11-21T18:29:00Z', '2026-11-22T04:00:00Z', '2026-11-22T18:30:00Z');
    }
    const day = await dayOf('2026-11-22');
    expect(day.entries).toMatchObject({
      count: 2,
      minutes: 60,
      byStatus: [{ status: 'pending', count: 2, minutes: 60 }],
      list: [
        {
          startedAt: new Date('2026-11-21T18:30:00Z'),
          endedAt: new Date('2026-11-21T19:00:00Z'),
          minutes: 30,
          status: 'pending',
          description: 'Work',
          project: null,
          client: null,
        },
        { startedAt: new Date('2026-11-22T18:29:59.999Z') },
      ],
    });
    expect(day.unconverted).toEqual({
      count: 1,
      list: [
        {
          id: expect.any(String),
          startsAt: new Date('2026-11-22T04:00:00Z'),
          endsAt: new Date('2026-11-22T05:00:00Z'),
          summary: 'Meeting',
          calendar: 'Work',
        },
      ],
    });
    const week = await dayOf('2026-11-21', '2026-11-23');
    expect([week.entries.count, week.unconverted.count]).toEqual([3, 3]);
  });

  it('name project and client, and tell apart what was approved', async () => {
    await worked(service, mira, '2026-11-22T05:00:00Z', '2026-11-22T06:00:00Z');
    await service.sql(
      `WITH client AS (INSERT INTO clients (name) VALUES ('Acme') RETURNING id),
       project AS (INSERT INTO projects (client_id, name) SELECT id, 'Website' FROM client RETURNING id, client_id)
       UPDATE time_entries SET project_id = project.id, client_id = project.client_id, status = 'approved'
       FROM project WHERE user_id = $1 AND started_at = '2026-11-22T06:00:00Z'`,
      [mira],
    );
    const { entries } = await dayOf('2026-11-22');
    expect(entries.list).toMatchObject([
      { status: 'pending', project: null, client: null },
      { status: 'approved', project: 'Website', client: 'Acme' },
    ]);
    expect(entries.byStatus).toHaveLength(2);
  });

  it('leave out meetings that have an entry, or are gone', async () => {
    const [converted, gone] = await met(
      service,
      mira,
      ...['2026-11-22T04:00:00Z', '2026-11-22T05:00:00Z', '2026-11-22T06:00:00Z'],
    );
    await worked(service, mira, '2026-11-22T04:00:00Z');
    await service.sql(
      'UPDATE synced_calendar_events SET time_entry_id = (SELECT id FROM time_entries WHERE user_id = $2) WHERE id = $1',
      [converted, mira],
    );
    await service.sql('UPDATE synced_calendar_events SET removed_at = now() WHERE id = $1', [gone]);
    expect((await dayOf('2026-11-22')).unconverted).toMatchObject({
      count: 1,
      list: [{ startsAt: new Date('2026-11-22T06:00:00Z') }],
    });
  });

  it('list the first hundred, and count all', async () => {
    const minutes = Array.from({ length: 130 }, (_, minute) =>
      new Date(Date.UTC(2026, 10, 22, 4, minute)).toISOString(),
    );
    await worked(service, mira, ...minutes);
    await met(service, mira, ...minutes);
    const { entries, unconverted } = await dayOf('2026-11-22');
    expect([entries.count, entries.minutes, entries.list.length]).toEqual([130, 3_900, 100]);
    expect([unconverted.count, unconverted.list.length]).toEqual([130, 100]);
  });

  it('may be empty', async () => {
    expect(await dayOf('2026-11-22')).toEqual({
      entries: { count: 0, minutes: 0, byStatus: [], list: [] },
      unconverted: { count: 0, list: [] },
    });
  });
});
